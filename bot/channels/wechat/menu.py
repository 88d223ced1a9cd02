"""The Official Account's own menu: what its buttons send."""

from collections.abc import Iterable

from bot.channels.vendor import Json
from bot.wording import Say

LONGEST_NAME = 60  # bytes of UTF-8, of a button below another
LONGEST_KEY = 128  # bytes


def buttons(examples: Iterable[str], say: Say) -> list[Json]:
    """Examples to tap, the outline, and the words that the channel knows.

    A button sends its key, which is answered as if it had been typed.
    """
    words = ("more", "menu_help", "useful", "useless")
    asked = [_button(each) for each in examples if len(each.encode()) <= LONGEST_KEY]
    first: list[Json] = [{"name": say("wechat.menu_examples"), "sub_button": asked}]
    return [
        *(first if asked else []),
        _button(say("wechat.menu_outline")),
        {
            "name": say("wechat.menu_words"),
            "sub_button": [_button(say(f"wechat.{word}")) for word in words],
        },
    ]


def _button(text: str) -> Json:
    return {"type": "click", "name": _shortened(text), "key": text}


def _shortened(text: str) -> str:
    if len(text.encode()) <= LONGEST_NAME:
        return text
    kept = text.encode()[: LONGEST_NAME - len("…".encode())].decode(errors="ignore")
    return f"{kept}…"
