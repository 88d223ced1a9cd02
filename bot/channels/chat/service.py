"""What a message gets in reply: an answer, a word for a word, a line for what is no text."""

import hmac
import json
import logging
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answer import Answer, Citation
from bot.channels.chat.layout import Layout
from bot.channels.chat.message import Message
from bot.channels.pending import Answering
from bot.records import Opinion, Records
from bot.secret import Seals
from bot.wording import Say

MORE = "more"  # the id of the link that brings the next part
KEPT_SOURCES = 30  # of an answer's citations, to be opened by their number

_NO_WORD = re.compile(r"[\W_]+")
_CHINESE = re.compile("[\u4e00-\u9fff]")  # a key that is a question, not a name
_NUMBER = re.compile(r"[1-9][0-9]?")
_WELCOMED = frozenset({"event:subscribe", "event:subscribe_scan"})
_ENTERED = frozenset({"event:enter_agent"})
_TOUCHES = _WELCOMED | {"event:click", "event:scan"}
_WORDS_FOR = {
    "image": "wechat.image",
    "link": "wechat.link",
    "location": "wechat.location",
    "shortvideo": "wechat.video",
    "video": "wechat.video",
    "voice": "wechat.voice",
}

logger = logging.getLogger(__name__)


class Assistant(Answering, Protocol):
    """What a chat platform needs of the assistant beside answers."""

    @property
    def say(self) -> Say: ...

    def guide(self) -> str: ...

    def headings(self) -> Mapping[str, str]: ...


@dataclass(frozen=True)
class Rules:
    """`code` admits a reader who has sent it, None admits all; opinions are kept for `days`.

    `bar` tells (user, reader) in words why they may not ask, "" where they may.
    """

    code: str | None = None
    days: int = 30
    channel: str = "wechat"
    bar: Callable[[str, str], str] | None = None
    greets: float = 0.0  # seconds for which a reader who comes in again is not welcomed again
    judged: float = 0.0  # seconds for which an answer can be judged by its message's name


@dataclass(frozen=True)
class Reply:
    """Messages; or a draft that is to be phrased first; or `more`, the next part that waits.

    `replaces`: what waited from before is not to be had any more.
    """

    parts: tuple[str, ...] = ()
    draft: Answer | None = None
    more: bool = False
    replaces: bool = False


NOTHING = Reply()


class Service:
    """Thread-safe. Readers are pseudonyms."""

    def __init__(
        self, assistant: Assistant, records: Records, seals: Seals, layout: Layout, rules: Rules
    ) -> None:
        self._assistant = assistant
        self._records = records
        self._seals = seals
        self.layout = layout
        self._rules = rules
        self.channel = rules.channel
        self.say: Say = layout.say
        words: dict[str, Callable[[str], Reply]] = {
            "wechat.more": lambda _: Reply(more=True),
            "wechat.useful": lambda reader: self._opinion(reader, useful=True),
            "wechat.useless": lambda reader: self._opinion(reader, useful=False),
            "wechat.menu_help": lambda _: self._help("wechat.help"),
        }
        self._words = {_bare(self.say(key)): reply for key, reply in words.items()}

    def reply(self, name: str, reader: str, message: Message) -> Reply:
        """To a message, which is known by `name`."""
        self._count(reader, message)
        if not self._admitted(reader, message):
            return self._at_the_door(reader, message)
        barred = self._barred(reader, message)
        if barred:
            return Reply((barred,))
        if message.kind.startswith("event:"):
            return self._of_event(name, reader, message)
        if message.text or message.kind == "text":
            return self._of_text(name, reader, message)
        return Reply((self.say(_WORDS_FOR.get(message.kind, "wechat.other")),))

    def _count(self, reader: str, message: Message) -> None:
        """What the account may send of its own accord hangs on what its reader does."""
        if not message.kind.startswith("event:"):
            self._records.readers.wrote(reader)
        elif message.kind in _TOUCHES:
            self._records.readers.touched(reader)

    def _admitted(self, reader: str, message: Message) -> bool:
        code = self._rules.code
        silent = message.kind.startswith("event:") and message.kind not in _TOUCHES
        return code is None or silent or self._records.readers.admitted(reader, self._code(code))

    def _barred(self, reader: str, message: Message) -> str:
        silent = message.kind.startswith("event:") and message.kind not in _TOUCHES
        return "" if self._rules.bar is None or silent else self._rules.bar(message.user, reader)

    def _at_the_door(self, reader: str, message: Message) -> Reply:
        code = (self._rules.code or "").encode()
        if not hmac.compare_digest(message.text.strip().encode(errors="replace"), code):
            return Reply((self.say("wechat.code_wanted"),))
        self._records.readers.admit(reader, self._code(self._rules.code or ""))
        return Reply((f"{self.say('wechat.code_taken')}\n\n{self._help('wechat.help').parts[0]}",))

    def _code(self, code: str) -> str:
        return self._seals.name("code", code)

    def _of_event(self, name: str, reader: str, message: Message) -> Reply:
        if message.kind in _WELCOMED:
            return self._welcomed(reader)
        if message.kind in _ENTERED:
            return self._entered(reader)
        if message.kind != "event:click":
            return NOTHING
        known = self._of_word(reader, message.text)
        if known is not None:
            return known
        if _CHINESE.search(message.text):
            return self._answer(name, reader, message.text)
        return self._help("wechat.help")

    def _welcomed(self, reader: str) -> Reply:
        if self._rules.greets:
            self._records.flags.raise_(self._greeted(reader), self._rules.greets)
        return self._help("wechat.welcome")

    def _entered(self, reader: str) -> Reply:
        """Whoever comes in is welcomed, but not at every turn."""
        if self._records.flags.raised(self._greeted(reader)):
            return NOTHING
        return self._welcomed(reader)

    def _greeted(self, reader: str) -> str:
        return self._seals.name("greeted", reader)

    def _of_text(self, name: str, reader: str, message: Message) -> Reply:
        if message.choice == MORE:
            return Reply(more=True)
        known = self._of_word(reader, message.text)
        return known if known is not None else self._answer(name, reader, message.text)

    def _of_word(self, reader: str, text: str) -> Reply | None:
        """To one of the words that the channel knows, or a source's number."""
        word = _bare(text)
        if word in self._words:
            return self._words[word](reader)
        return self._opened(reader, int(word)) if _NUMBER.fullmatch(word) else None

    def _help(self, key: str) -> Reply:
        return Reply((self.layout.short(self.say(key, guide=self._assistant.guide())),))

    def _answer(self, name: str, reader: str, question: str) -> Reply:
        try:
            draft = self._assistant.draft(question, f"{self._rules.channel}:{reader}")
            self._show(name, reader, draft)
            if self._assistant.phrases(draft):
                return Reply(draft=draft)
            return Reply(self.layout.parts(draft), replaces=True)
        except Exception:
            logger.exception("a question could not be answered")
            return Reply((self.say("wechat.fault"),), replaces=True)

    def _show(self, name: str, reader: str, draft: Answer) -> None:
        cited = [each.model_dump(mode="json") for each in draft.citations[:KEPT_SOURCES]]
        said = json.dumps([name, draft.question, cited])
        sealed = self._seals.seal(said)
        self._records.readers.show(reader, sealed)
        if self._rules.judged:
            self._records.readers.show(name, sealed, self._rules.judged)

    def _shown(self, reader: str) -> tuple[str, str, list[Citation]] | None:
        sealed = self._records.readers.shown(reader)
        opened = self._seals.open(sealed) if sealed else None
        if opened is None:
            return None
        name, question, cited = json.loads(opened)
        return name, question, [Citation.model_validate(each) for each in cited]

    def _opened(self, reader: str, number: int) -> Reply | None:
        """The source of that number of the last answer; None where it had none."""
        shown = self._shown(reader)
        if shown is None or not shown[2]:
            return None
        cited = shown[2]
        if number > len(cited):
            return Reply((self.say("wechat.no_such_source", count=len(cited)),))
        text = self.layout.source(cited[number - 1])
        whole = Answer(
            question="", answer=text, answered=True, kind="clause", citations=(cited[number - 1],)
        )
        return Reply(self.layout.parts(whole), replaces=True)

    def _opinion(self, reader: str, *, useful: bool) -> Reply:
        shown = self._shown(reader)
        if shown is None:
            return Reply((self.say("wechat.nothing_shown"),))
        name, question, cited = shown
        opinion = Opinion(name, self._rules.channel, reader, useful, question, _clauses(cited))
        self._records.feedback.give(opinion, self._rules.days)
        return Reply((self.say("wechat.thanks" if useful else "wechat.sorry"),))

    def judge(self, name: str, reader: str, useful: bool | None, comment: str = "") -> None:
        """An opinion of the answer to the message of that name; None takes it back."""
        opinion_of = self._seals.name("opinion", name, reader)
        shown = self._shown(name)
        if useful is None:
            self._records.feedback.take_back(opinion_of)
        elif shown is not None:
            given = (opinion_of, self._rules.channel, reader, useful, shown[1], _clauses(shown[2]))
            self._records.feedback.give(Opinion(*given, comment), self._rules.days)


def _clauses(cited: Sequence[Citation]) -> tuple[str, ...]:
    return tuple(f"《{each.document}》{each.clause}" for each in cited)


def _bare(text: str) -> str:
    """A word without the marks and blanks around it."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()
