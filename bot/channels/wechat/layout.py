"""Lays an answer out for a phone: plain text, links that are tapped to send a text, parts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.answer import Answer, Citation
from bot.channels.messages import LIMIT, pages
from bot.channels.wechat.message import clean
from bot.wording import Say

MORE = "more"  # the id of the link that brings the next part
ASK = "ask"  # the id of a link that asks a question
ITEM = "· "
LONGEST_LINK = 60  # characters; a longer line is not for tapping

_UNFIT = re.compile("[\"'<>&“”‘’]")
_CHOICES = frozenset({"help", "clarify"})

WebLink = Callable[[Citation], str]


def tap(text: str, choice: str = ASK) -> str:
    """A link that sends its own text, and `choice` with it."""
    sent = without_marks(text)
    address = f"weixin://bizmsgmenu?msgmenucontent={sent}&msgmenuid={choice}"
    return f'<a href="{address}">{sent}</a>'


def without_marks(text: str) -> str:
    """`text` on one line, without what would end a link."""
    return " ".join(_UNFIT.sub("", clean(text)).split())


@dataclass(frozen=True)
class Layout:
    """`headings` gives what to ask for each line of the outline; `web` a page's address."""

    say: Say
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

    def source(self, citation: Citation) -> str:
        """The clause that an answer cites, whole, and where it stands."""
        title, path = f"《{citation.document}》", " / ".join(citation.path)
        key = "source_in" if path else "source"
        place = self.say(key, document=title, label=citation.clause, path=path)
        return f"{citation.quote}\n{place}"

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
