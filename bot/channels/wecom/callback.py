"""What WeCom calls an AI bot with: messages, refreshes of a stream, events."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.chat.message import LONGEST_NAME, Message, clean

_MENTION = re.compile(r"(?:^|(?<=\s))@\S+(?:\s+|$)")
_OPINIONS = {1: True, 2: False, 3: None}
LONGEST_COMMENT = 2000


@dataclass(frozen=True)
class Opinion:
    """Of the answer that carried `id`; `useful` None takes an earlier one back."""

    id: str
    useful: bool | None
    comment: str


@dataclass(frozen=True)
class Callback:
    """`message` is as on other platforms; in a group, `chat` is its id, else empty.

    `stream` is the id of one that is asked for again; `opinion` one that was given.
    """

    message: Message
    chat: str = ""
    stream: str = ""
    opinion: Opinion | None = None

    def addressed(self, name: str) -> str | None:
        """What is said to the bot, None where nothing is; its `name` empty if it is not known.

        In a group that is what mentions it, without the mention.
        """
        text = self.message.text
        if not self.chat:
            return text
        if name:
            at = f"@{name}"
            return text.replace(at, " ", 1).strip() if at in text else None
        return _MENTION.sub("", text).strip() if _MENTION.search(text) else None


def read_callback(values: object) -> Callback:
    """The callback in what its JSON held.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    found = _object(values)
    kind = _word(found, "msgtype").lower()
    event = _object(found.get("event", {})) if kind == "event" else {}
    name = f"event:{_word(event, 'eventtype').lower()}" if kind == "event" else kind
    # Only a group has an id of its own.
    group = found.get("chattype", "group" if "chatid" in found else "single") == "group"
    return Callback(
        message=_message(found, name),
        chat=_word(found, "chatid") if group else "",
        stream=_word(_object(found["stream"]), "id") if kind == "stream" else "",
        opinion=_opinion(event) if name == "event:feedback_event" else None,
    )


def _message(found: Mapping[str, object], kind: str) -> Message:
    user = _word(_object(found["from"]), "userid")
    created = found.get("create_time", 0)
    seconds = created if isinstance(created, int) else 0
    number = _text(found.get("msgid", ""))
    if not number and not (kind.startswith("event:") and seconds):
        raise ValueError("a message without its id")
    said = _said(found, kind)
    return Message(
        account=_word(found, "aibotid") if "aibotid" in found else "",
        user=user,
        identity=number or f"{user} {seconds} {kind}",
        kind="image" if kind == "mixed" and not said else kind,
        text=said,
        created=seconds,
    )


def _said(found: Mapping[str, object], kind: str) -> str:
    if kind in {"text", "voice"}:
        return _text(_object(found[kind]).get("content", ""))
    if kind != "mixed":
        return ""
    items = _object(found["mixed"])["msg_item"]
    if not isinstance(items, list):
        raise TypeError("items that are no list")
    texts = [_object(each["text"]) for each in map(_object, items) if each.get("msgtype") == "text"]
    return "\n".join(_text(each["content"]) for each in texts).strip()


def _opinion(event: Mapping[str, object]) -> Opinion | None:
    given = _object(event["feedback_event"])
    kind = given.get("type")
    if not isinstance(kind, int) or kind not in _OPINIONS:
        return None
    comment = _text(given.get("content", ""))[:LONGEST_COMMENT]
    return Opinion(_text(given["id"]), _OPINIONS[kind], comment)


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return clean(value)


def _word(found: Mapping[str, object], name: str) -> str:
    text = _text(found[name])
    if not 0 < len(text) <= LONGEST_NAME:
        raise ValueError(f"{name} is empty or too long")
    return text
