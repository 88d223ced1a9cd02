"""The platforms' XML and what it says: messages and events in, text replies out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import xmltodict
from wechatpy import parse_message
from wechatpy.replies import TextReply

LONGEST_NAME = 128
LONGEST_NAMED = 40  # characters of a question that a reply names

# What XML cannot hold: control characters, half a surrogate pair, the two non-characters.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_LINK_ENDS = re.compile("[\"'<>&“”‘’]")


@dataclass(frozen=True)
class Message:
    """`identity` tells it from the account's other messages, and is the same in every try.

    `kind` is WeChat's MsgType, or `event:` and the event's name, all in lower case; `text` is what
    was typed or heard, or the key of the menu's button, else empty. `choice` is the id of the link
    that was tapped to send it. `created` is when the platform got it, in epoch seconds.
    """

    account: str
    user: str
    identity: str
    kind: str
    text: str
    choice: str = ""
    created: int = 0


def clean(text: str) -> str:
    """`text` without what XML cannot hold; lines end in a line feed."""
    return _NO_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def without_marks(text: str) -> str:
    """`text` on one line, without what would end a link."""
    return " ".join(_LINK_ENDS.sub("", clean(text)).split())


def shortened(text: str) -> str:
    """A question as a reply names it."""
    return text if len(text) <= LONGEST_NAMED else f"{text[:LONGEST_NAMED]}…"


def read(xml: str, parse: Callable[[str], Any] = parse_message) -> Message:
    """The message in `xml`; `parse` is wechatpy's for the platform.

    Raises:
        Exception: one of many kinds, which `bot.channels.chat.envelope` knows.
    """
    tidy = clean(xml)
    found = parse(tidy)
    account, user = _name(found.target), _name(found.source)
    event = getattr(found, "event", "")
    number = int(found.id or 0)  # a few events may have one and do not
    # An unknown event is known by its lack of a number: every message has one.
    kind = found.type if number and not event else f"event:{event or found.type}"
    return Message(
        account=account,
        user=user,
        # Two buttons tapped within a second are two.
        identity=str(number) if number else f"{user} {int(found.time)} {kind} {_key(found)}",
        kind=kind,
        text=_typed(found),
        choice=_choice(tidy),
        created=int(found.time),
    )


def reply(message: Message, text: str, seconds: int) -> str:
    """`text` as the passive reply to `message`; a reader of the XML gets it to the letter."""
    answer = TextReply(
        source=_for_cdata(message.account),
        target=_for_cdata(message.user),
        time=seconds,
        content=_for_cdata(clean(text)),
    )
    return str(answer.render())


def _for_cdata(text: str) -> str:
    """With the end mark parted over two sections."""
    return text.replace("]]>", "]]]]><![CDATA[>")


def _key(found: object) -> str:
    key = getattr(found, "key", "")
    return key if isinstance(key, str) else ""


def _typed(found: object) -> str:
    other = getattr(found, "recognition", None)
    if getattr(found, "event", "") == "click":
        other = getattr(found, "key", "")
    return plain(getattr(found, "content", other) or "")


def _choice(xml: str) -> str:
    """The element `bizmsgmenuid`, which wechatpy does not know."""
    if "bizmsgmenuid" not in xml:
        return ""
    return plain(xmltodict.parse(xml)["xml"].get("bizmsgmenuid") or "")


def _name(value: object) -> str:
    text = plain(value)
    if not 0 < len(text) <= LONGEST_NAME:
        raise ValueError("a message without sender or receiver")
    return text


def plain(value: object) -> str:
    """An element's text.

    Raises:
        TypeError: there is none, or other elements stand in it.
    """
    if not isinstance(value, str):
        raise TypeError("not an element that holds text alone")
    return value
