"""Gives every WeChat message its one reply, whatever the number of tries and of workers."""

import hashlib
import hmac
import logging
import re
import unicodedata
from http import HTTPStatus
from typing import Protocol

from bot.answer import Answer
from bot.channels.messages import pages
from bot.channels.wechat_envelope import RefusedError, Seal
from bot.channels.wechat_message import Message, clean
from bot.records import Records

MORE = "更多"

_NO_WORD = re.compile(r"[\W_]+")
_WORDS_FOR = {
    "event:subscribe": "wechat.welcome",
    "event:subscribe_scan": "wechat.welcome",
    "image": "wechat.image",
    "link": "wechat.link",
    "location": "wechat.location",
    "shortvideo": "wechat.video",
    "video": "wechat.video",
    "voice": "wechat.voice",
}

logger = logging.getLogger(__name__)


class Ask(Protocol):
    """Answers `question`; what was asked before under the same `session` is its context."""

    def __call__(self, question: str, session: str, /) -> Answer: ...


class Say(Protocol):
    """The words for a key, such as `wechat.welcome`."""

    def __call__(self, key: str, /) -> str: ...


class Desk:
    """`secret` makes the pseudonyms that stand for open ids and messages in the records."""

    def __init__(self, ask: Ask, records: Records, say: Say, secret: bytes) -> None:
        self._ask = ask
        self._records = records
        self._say = say
        self._secret = secret
        self._fault = say("wechat.fault")

    def reply(self, seal: Seal, message: Message) -> str | None:
        """The text to send back, empty for nothing; None while another try is being answered.

        Raises:
            RefusedError: the address came with another message before.
        """
        name = self._pseudonym("message", message.account, message.identity)
        nonce = self._pseudonym("nonce", seal.timestamp, seal.nonce)
        try:
            return self._claimed_reply(name, nonce, message)
        except RefusedError:
            raise
        except Exception:
            # Such as records that can't be written: to the user any failure is the account's.
            logger.exception("a WeChat message could not be handled")
            return self._fault

    def _claimed_reply(self, name: str, nonce: str, message: Message) -> str | None:
        claim = self._records.claim(name, nonce)
        if claim.state == "refused":
            raise RefusedError(HTTPStatus.FORBIDDEN)
        if claim.state == "ask":
            return self._first_reply(name, message)
        return claim.text if claim.state == "done" else None

    def _first_reply(self, name: str, message: Message) -> str:
        reader = self._pseudonym("reader", message.account, message.user)
        if _NO_WORD.sub("", unicodedata.normalize("NFKC", message.text)) == MORE:
            return self._records.next_part(name, reader, self._say("wechat.no_more"))
        if message.text or message.kind == "text":
            first, *rest = self._answer(message.text, reader)
            return self._records.finish(name, first, reader, rest)
        return self._records.finish(name, self._words(message.kind))

    def _answer(self, question: str, reader: str) -> tuple[str, ...]:
        try:
            text = self._ask(question, f"wechat:{reader}").answer
        except Exception:
            logger.exception("a WeChat question could not be answered")
            text = self._fault
        return pages(clean(text), self._say("wechat.more_hint"))

    def _words(self, kind: str) -> str:
        if kind in _WORDS_FOR:
            return self._say(_WORDS_FOR[kind])
        return "" if kind.startswith("event:") else self._say("wechat.other")

    def _pseudonym(self, *words: str) -> str:
        return hmac.new(self._secret, "\0".join(words).encode(), hashlib.sha256).hexdigest()
