"""A verified account pushes a late answer; what WeChat does not take is there to be picked up."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.channels.pending import AT_ONCE
from bot.settings import Settings
from tests.bot.channels.wechat.cloud import Cloud, cloud
from tests.bot.channels.wechat.office import Clerk, Office, office, say
from tests.bot.channels.wechat.platform import message

USER = "oN9x_s-QzT7hK2mB4c6d8e0f1g2h"
QUESTION = "志愿服务谁牵头"
LONG = "\n\n".join(f"第{number:02}条 " + "推进志愿服务。" * 60 for number in range(1, 9))
SHORT = f"原文：{QUESTION}"
# Too long for them; 48 hours without a word of the reader's; five sent since; not verified.
REFUSALS = (45002, 45015, 45047, 48001)
LINK = re.compile('msgmenucontent=([^"&]+)&msgmenuid=(answer-[0-9a-f]{16})"')
NUMBER = re.compile(r"（(\d+)/(\d+)）")
HINT = "回复“更多”看下一条"


@pytest.fixture
def api() -> Iterator[Cloud]:
    with cloud() as made:
        yield made


def verified(api: Cloud) -> Settings:
    return Settings(
        wechat_token="T0ken",
        wechat_app_id=api.app_id,
        wechat_app_secret=api.secret,
        wechat_api_url=api.url,
    )


def until(done: Callable[[], object]) -> None:
    ends = time.monotonic() + 10
    while not done() and time.monotonic() < ends:
        time.sleep(0.05)
    assert done()


def clerk(answer: str) -> Clerk:
    """Thinks for longer than the last try is held."""
    return Clerk(answers={QUESTION: answer}, thinks=0.8)


def offered(desk: Office, patience: pytest.MonkeyPatch) -> tuple[str, str]:
    """(TEXT, ID) of the link to what takes too long; from then on every try is held in full."""
    with patience.context() as short:
        short.setattr("bot.channels.chat.desk.PATIENCE", 0.3)
        told = str(desk.plain.ask(USER, QUESTION))
    ((text, choice),) = LINK.findall(told)
    return text, choice


def picked_up(desk: Office) -> list[str]:
    """What “更多” brings, again and again until there is no more."""
    parts: list[str] = []
    while (part := str(desk.plain.ask(USER, "更多"))) != say("wechat.no_more"):
        parts.append(part)
        assert len(parts) < 10
    return parts


def assert_whole(parts: list[str], text: str) -> None:
    """The parts are all those of the text, in order, each once."""
    numbers = [NUMBER.match(part) for part in parts]
    if len(parts) > 1:
        at = [(int(each[1]), int(each[2])) for each in numbers if each is not None]
        assert at == [(number, len(parts)) for number in range(1, len(parts) + 1)]
    told = "".join(re.sub(f"\n\n[^\n]*{HINT}\\Z", "", NUMBER.sub("", each, 1)) for each in parts)
    assert "".join(told.split()) == "".join(f"概括：{text}".split())


@pytest.mark.parametrize("text", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("code", REFUSALS)
def test_what_is_refused_is_brought_whole_by_a_word(
    tmp_path: Path, api: Cloud, monkeypatch: pytest.MonkeyPatch, code: int, text: str
) -> None:
    api.refuses["send"] = code
    with office(tmp_path, verified(api), clerk(text)) as desk:
        offered(desk, monkeypatch)
        until(lambda: "send" in api.calls)
        assert_whole(picked_up(desk), text)
        time.sleep(1.5)
        assert picked_up(desk) == []
        assert desk.clerk.phrased == [QUESTION]
    assert api.calls.count("send") == 1
    assert api.sent == []


@pytest.mark.parametrize("code", REFUSALS)
def test_what_is_refused_is_brought_once_by_its_link(
    tmp_path: Path, api: Cloud, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    api.refuses["send"] = code
    with office(tmp_path, verified(api), clerk(SHORT)) as desk:
        text, choice = offered(desk, monkeypatch)
        until(lambda: "send" in api.calls)
        taps = [message(USER, "text", Content=text, bizmsgmenuid=choice) for _ in range(2)]
        assert desk.plain.deliver(taps[0]) == f"概括：{SHORT}"
        assert desk.plain.deliver(taps[0]) == f"概括：{SHORT}"
        assert desk.plain.deliver(taps[1]) == say("wechat.collected")
        assert picked_up(desk) == []
    assert api.calls.count("send") == 1
    assert api.sent == []


@pytest.mark.parametrize("code", REFUSALS)
def test_parts_that_are_refused_follow_those_that_were_pushed(
    tmp_path: Path, api: Cloud, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    api.refuses["send"] = code
    api.passes["send"] = 1
    with office(tmp_path, verified(api), clerk(LONG)) as desk:
        offered(desk, monkeypatch)
        until(lambda: api.calls.count("send") == 2)
        time.sleep(0.5)
        ((user, first),) = api.sent
        assert user == USER
        assert_whole([first, *picked_up(desk)], LONG)
    assert api.calls.count("send") == 2
    assert len(api.sent) == 1


def test_what_is_taken_is_pushed_and_the_rest_brought_by_a_word(
    tmp_path: Path, api: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(tmp_path, verified(api), clerk(LONG)) as desk:
        text, choice = offered(desk, monkeypatch)
        until(lambda: len(api.sent) == AT_ONCE)
        time.sleep(0.5)
        tapped = message(USER, "text", Content=text, bizmsgmenuid=choice)
        assert desk.plain.deliver(tapped) == say("wechat.collected")
        rest = picked_up(desk)
        assert rest
        assert_whole([*(part for _, part in api.sent), *rest], LONG)
    assert len(api.sent) == AT_ONCE


@pytest.mark.parametrize("code", REFUSALS)
def test_the_next_answer_is_pushed_again_where_that_may_be(
    tmp_path: Path, api: Cloud, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """A word of the reader's opens the 48 hours anew; it does not verify an account."""
    api.refuses["send"] = code
    with office(tmp_path, verified(api), clerk(SHORT)) as desk:
        offered(desk, monkeypatch)
        until(lambda: "send" in api.calls)
        assert_whole(picked_up(desk), SHORT)
        api.refuses.clear()
        offered(desk, monkeypatch)
        if code != 48001:
            until(lambda: api.sent)
            assert api.sent == [(USER, f"概括：{SHORT}")]
        time.sleep(2.0)
        assert picked_up(desk) == ([f"概括：{SHORT}"] if code == 48001 else [])
    assert api.calls.count("send") == (1 if code == 48001 else 2)
