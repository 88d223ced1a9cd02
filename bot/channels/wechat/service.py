"""What a WeChat message gets in reply: an answer, a word for a word, a line for what is no text."""

import hmac
import json
import logging
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.answer import Answer, Citation
from bot.channels.pending import Answering
from bot.channels.wechat.layout import MORE, Layout
from bot.channels.wechat.message import Message
from bot.records import Opinion, Records
from bot.secret import Seals
from bot.wording import Say

CHANNEL = "wechat"
KEPT_SOURCES = 30  # of an answer's citations, to be opened by their number

_NO_WORD = re.compile(r"[\W_]+")
_CHINESE = re.compile("[\u4e00-\u9fff]")  # a key that is a question, not a name
_NUMBER = re.compile(r"[1-9][0-9]?")
_WELCOMED = frozenset({"event:subscribe", "event:subscribe_scan"})
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
    """What WeChat needs of the assistant beside answers."""

    @property
    def say(self) -> Say: ...

    def guide(self) -> str: ...

    def headings(self) -> Mapping[str, str]: ...


@dataclass(frozen=True)
class Rules:
    """`code` admits a reader who has sent it, None admits all; opinions are kept for `days`."""

    code: str | None = None
    days: int = 30


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
        self._layout = layout
        self._rules = rules
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
            return self._help("wechat.welcome")
        if message.kind != "event:click":
            return NOTHING
        known = self._of_word(reader, message.text)
        if known is not None:
            return known
        if _CHINESE.search(message.text):
            return self._answer(name, reader, message.text)
        return self._help("wechat.help")

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
        return Reply((self._layout.short(self.say(key, guide=self._assistant.guide())),))

    def _answer(self, name: str, reader: str, question: str) -> Reply:
        try:
            draft = self._assistant.draft(question, f"{CHANNEL}:{reader}")
            self._show(name, reader, draft)
            if self._assistant.phrases(draft):
                return Reply(draft=draft)
            return Reply(self._layout.parts(draft), replaces=True)
        except Exception:
            logger.exception("a WeChat question could not be answered")
            return Reply((self.say("wechat.fault"),), replaces=True)

    def _show(self, name: str, reader: str, draft: Answer) -> None:
        cited = [each.model_dump(mode="json") for each in draft.citations[:KEPT_SOURCES]]
        said = json.dumps([name, draft.question, cited])
        self._records.readers.show(reader, self._seals.seal(said))

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
        text = self._layout.source(cited[number - 1])
        whole = Answer(
            question="", answer=text, answered=True, kind="clause", citations=(cited[number - 1],)
        )
        return Reply(self._layout.parts(whole), replaces=True)

    def _opinion(self, reader: str, *, useful: bool) -> Reply:
        shown = self._shown(reader)
        if shown is None:
            return Reply((self.say("wechat.nothing_shown"),))
        name, question, cited = shown
        clauses = tuple(f"《{each.document}》{each.clause}" for each in cited)
        opinion = Opinion(name, CHANNEL, reader, useful, question, clauses)
        self._records.feedback.give(opinion, self._rules.days)
        return Reply((self.say("wechat.thanks" if useful else "wechat.sorry"),))


def _bare(text: str) -> str:
    """A word without the marks and blanks around it."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()
