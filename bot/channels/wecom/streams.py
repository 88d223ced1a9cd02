"""Gives every message to an AI bot its one stream, whatever is asked again, and after a restart.

A stream's id is its message's name in the records: every worker knows it, and what it has to say.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from bot.channels.chat.envelope import RefusedError, Seal
from bot.channels.chat.message import Message
from bot.channels.chat.service import Reply, Service
from bot.channels.pending import Order, Pending
from bot.channels.wecom.callback import Callback
from bot.records import Claim, Records
from bot.secret import Seals

AT_ONCE = 3  # streams of one reader's that may be open
LASTS = 330.0  # seconds; WeCom asks for at most six minutes
WELCOMED = "event:enter_chat"

Json = dict[str, object]

logger = logging.getLogger(__name__)


class Streams:
    """Thread-safe; every worker has one. `name` is the bot's, empty if it is not known."""

    def __init__(
        self, service: Service, pending: Pending, records: Records, seals: Seals, name: str = ""
    ) -> None:
        self._service = service
        self._pending = pending
        self._records = records
        self._seals = seals
        self._name = name
        self._clock: Callable[[], float] = time.time

    def receive(self, seal: Seal, callback: Callback) -> Json | None:
        """What to reply, None for nothing.

        Raises:
            RefusedError: the address came with another message before.
        """
        try:
            if callback.stream:
                return self._refreshed(callback.stream)
            return self._received(seal, callback)
        except RefusedError:
            raise
        except Exception:
            # Such as records that can't be written.
            logger.exception("a message to the bot could not be handled")
            if callback.message.kind.startswith("event:"):
                return None
            name = callback.stream or self._named(callback)
            return _stream(name, self._service.say("wechat.fault"))

    def _named(self, callback: Callback) -> str:
        message = callback.message
        return self._seals.name("message", "bot", message.account, message.identity)

    def _received(self, seal: Seal, callback: Callback) -> Json | None:
        name = self._named(callback)
        said = callback.addressed(self._name)
        event = callback.message.kind.startswith("event:")
        if said is None and not event:
            return None
        nonce = self._seals.name("nonce", self._service.channel, seal.timestamp, seal.nonce)
        claim = self._records.messages.claim(name, nonce)
        if claim.state == "refused":
            raise RefusedError(HTTPStatus.FORBIDDEN)
        if claim.state == "ask":
            text = self._first(name, callback, said or "")
        else:
            text = self._told(name, claim)
        if event:
            return {"msgtype": "text", "text": {"content": text}} if text else None
        return _stream(name, text)

    def _refreshed(self, name: str) -> Json:
        if not self._records.messages.known(name):
            return _stream(name, self._service.say("wecom.gone"))
        claim = self._records.messages.look(name)
        late = self._clock() - claim.since > LASTS
        text = None if claim.state == "ask" else self._told(name, claim)
        if text is None and (claim.state == "ask" or late):
            # Whoever had it in hand has died before the question was kept, or nobody can read it.
            text = self._records.messages.finish(name, self._service.say("wechat.fault"))
        return _stream(name, text)

    def _told(self, name: str, claim: Claim) -> str | None:
        if claim.state == "done":
            return claim.text
        if claim.answer is None:
            return None
        gone = self._service.say("wechat.collected")
        return self._records.answers.collect(name, claim.answer, gone)

    def _first(self, name: str, callback: Callback, said: str) -> str | None:
        """What a message gets that nobody has in hand; None while it is being made."""
        message = replace(callback.message, text=said)
        reader = self._seals.name("reader", "bot", message.account, callback.chat, message.user)
        if callback.opinion is not None:
            given = callback.opinion
            self._service.judge(given.id, reader, given.useful, given.comment)
        reply = self._replied(name, reader, message)
        if reply.more:
            nothing = self._service.say("wechat.no_more")
            return self._records.messages.next_part(name, reader, nothing)
        if reply.draft is not None and self._records.answers.in_hand(reader) < AT_ONCE:
            title = self._seals.name("title", name)
            self._pending.open(name, reader, title, Order(message.user, reply.draft))
            return None
        parts = self._service.layout.parts(reply.draft) if reply.draft else reply.parts
        first, *rest = parts or ("",)
        keeper = reader if reply.replaces or reply.draft else None
        return self._records.messages.finish(name, first, keeper, rest)

    def _replied(self, name: str, reader: str, message: Message) -> Reply:
        kind = "event:subscribe" if message.kind == WELCOMED else message.kind
        return self._service.reply(name, reader, replace(message, kind=kind))


def _stream(name: str, text: str | None) -> Json:
    stream = {"id": name, "finish": text is not None, "content": text or ""}
    return {"msgtype": "stream", "stream": {**stream, "feedback": {"id": name}}}
