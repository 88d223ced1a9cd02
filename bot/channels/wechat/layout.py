"""Lays an answer out for a phone: plain text, links that are tapped to send a text, parts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.answer import Answer
from bot.channels.chat.layout import Layout as AnyLayout
from bot.channels.chat.layout import WebLink
from bot.channels.chat.message import clean, shortened, without_marks
from bot.channels.chat.service import MORE
from bot.channels.messages import LIMIT, pages

ASK = "ask"  # the id of a link that asks a question
ITEM = "· "
LONGEST_LINK = 60  # characters; a longer line is not for tapping

_CHOICES = frozenset({"help", "clarify"})


def tap(text: str, choice: str = ASK) -> str:
    """A link that sends its own text, and `choice` with it."""
    sent = without_marks(text)
    address = f"weixin://bizmsgmenu?msgmenucontent={sent}&msgmenuid={choice}"
    return f'<a href="{address}">{sent}</a>'


@dataclass(frozen=True)
class Layout(AnyLayout):
    """`headings` gives what to ask for each line of the outline; `web` a page's address."""

    headings: Callable[[], Mapping[str, str]]
    web: WebLink | None = None

    def parts(self, answer: Answer) -> tuple[str, ...]:
        """An answer as messages."""
        text = clean(answer.answer)
        if answer.kind not in _CHOICES:
            return pages(text, self._hint(answer))
        linked = pages(self.linked(text), self._hint(answer))
        whole = all(part.count("<a ") == part.count("</a>") for part in linked)
        return linked if whole else pages(text, self._hint(answer))

    def linked(self, text: str) -> str:
        """The text, with its choices and headings there to be tapped."""
        headings = self.headings()
        return "\n".join(_linked(line, headings) for line in text.split("\n"))

    def short(self, text: str) -> str:
        """One message: linked if it fits, else plain, else its beginning."""
        linked = self.linked(text)
        return linked if len(linked.encode()) <= LIMIT else pages(text, "")[0]

    def offer(self, question: str, answer: str) -> str:
        if question == self.say("wechat.more"):
            return self.say("wechat.preparing_still", link=tap(question, f"answer-{answer}"))
        link = tap(self.say("wechat.pick_up", question=shortened(question)), f"answer-{answer}")
        return self.say("wechat.preparing", question=shortened(question), link=link)

    def _hint(self, answer: Answer) -> str:
        hint = self.say("wechat.more_link", link=tap(self.say("wechat.more"), MORE))
        if self.web is None or not answer.citations:
            return hint
        address = self.web(answer.citations[0])
        link = f'<a href="{address}">{self.say("wechat.web_link")}</a>'
        return self.say("wechat.more_web", hint=hint, link=link)


def _linked(line: str, headings: Mapping[str, str]) -> str:
    if line in headings:
        return f"{tap(headings[line])} {line}"
    choice = line.removeprefix(ITEM)
    if choice != line and len(choice) <= LONGEST_LINK:
        return ITEM + tap(choice)
    return line
