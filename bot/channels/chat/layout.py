"""Lays an answer out for a phone: answer first, source after, parts of what a message holds."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from bot.answer import Answer, Citation
from bot.channels.chat.message import clean, shortened
from bot.channels.messages import LIMIT, pages
from bot.wording import Say

WebLink = Callable[[Citation], str]


@dataclass(frozen=True)
class Layout(ABC):
    """One platform's way; `say` has its words."""

    say: Say

    @abstractmethod
    def parts(self, answer: Answer) -> tuple[str, ...]:
        """An answer as messages."""

    @abstractmethod
    def short(self, text: str) -> str:
        """One message: the text, or its beginning."""

    @abstractmethod
    def offer(self, question: str, answer: str) -> str:
        """What is told while the answer of that id is still being made: how to get it."""

    def source(self, citation: Citation) -> str:
        """The clause that an answer cites, whole, and where it stands."""
        title, path = f"《{citation.document}》", " / ".join(citation.path)
        key = "source_in" if path else "source"
        place = self.say(key, document=title, label=citation.clause, path=path)
        return f"{citation.quote}\n{place}"


@dataclass(frozen=True)
class Plain(Layout):
    """Where no link can send a text; `web` gives the address of a citation's page.

    `sends`: an answer that comes late is also sent.
    """

    web: WebLink | None = None
    limit: int = LIMIT
    sends: bool = False

    def parts(self, answer: Answer) -> tuple[str, ...]:
        return pages(clean(answer.answer), self._hint(answer), self.limit)

    def short(self, text: str) -> str:
        return pages(text, "", self.limit)[0]

    def offer(self, question: str, answer: str) -> str:
        del answer  # the reader's latest is brought by a word
        if question == self.say("wechat.more"):
            return self.say("wecom.preparing_still")
        key = "wecom.preparing_sends" if self.sends else "wecom.preparing"
        return self.say(key, question=shortened(question))

    def _hint(self, answer: Answer) -> str:
        hint = self.say("wecom.more")
        if self.web is None or not answer.citations:
            return hint
        return self.say("wecom.more_web", hint=hint, link=self.web(answer.citations[0]))
