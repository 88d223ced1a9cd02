"""Bodies that are no messages, written by hand and by chance: refused, and never a fault."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bot.channels.wechat.office import PLAIN, SAFE, Office, office
from tests.bot.channels.wechat.platform import Platform, message, text

USER = "oN9x_s-QzT7hK2mB4c6d8e0f1g2h"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("plain"), PLAIN) as opened:
        yield opened
        assert opened.plain.ask(USER, "还在吗") == "原文：还在吗"


@pytest.fixture(scope="module")
def safe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("safe"), SAFE) as opened:
        yield opened
        assert opened.safe.ask(USER, "还在吗") == "原文：还在吗"


def status(platform: Platform, query: dict[str, str], body: bytes) -> int:
    """Of a request that must come to nothing."""
    response = platform.post(query, body)
    assert response.status_code == 200 or 400 <= response.status_code < 500
    assert not response.content
    return response.status_code


def test_what_nobody_signed_is_not_parsed(safe: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr("xmltodict.parse", parse)
    monkeypatch.setattr("bot.channels.chat.message.parse_message", parse)
    query, body = safe.safe.request(text(USER, "五、3"))
    assert status(safe.safe, {**query, "msg_signature": "0" * 40}, body) == 403
    nested = b"<xml>" + b"<a>" * 9000 + b"</a>" * 9000 + b"</xml>"
    assert status(safe.safe, query, nested) == 400


def test_a_time_that_no_clock_shows_is_no_fault(plain: Office) -> None:
    for created in ("9" * 400, "-1", "0"):
        xml = text(USER, "五、3")
        head, _, rest = xml.partition("<CreateTime>")
        odd = f"{head}<CreateTime>{created}{rest[rest.index('</') :]}"
        assert plain.plain.deliver(odd) == "原文：五、3"


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
HEAD = "<ToUserName>gh</ToUserName><FromUserName>o</FromUserName><CreateTime>1</CreateTime>"
TEXT = "<MsgType>text</MsgType><MsgId>1</MsgId>"
BAD_BODIES = [
    "",
    "   ",
    "hello",
    "{}",
    "<xml>",
    "<xml/>",
    "<xml></xml>",
    "<xml>text</xml>",
    "<html></html>",
    f"<xml>{HEAD}</xml>",
    f"<xml>{TEXT}<Content>x</Content></xml>",
    f"<xml>{HEAD}{TEXT}<Content><b>x</b></Content></xml>",
    f"<xml>{HEAD}{TEXT}<Content>x</Content><Content>y</Content></xml>",
    f"<xml>{HEAD}{TEXT}{TEXT}<Content>x</Content></xml>",
    f"<xml>{HEAD}<MsgType>text</MsgType><MsgId>abc</MsgId><Content>x</Content></xml>",
    f"<xml>{HEAD}<MsgType>text</MsgType><MsgId>{'9' * 5000}</MsgId><Content>x</Content></xml>",
    f"<xml>{HEAD}<MsgType>event</MsgType><Event><a/></Event></xml>",
    f"<xml>{HEAD}<MsgType>event</MsgType><Event>subscribe</Event><EventKey><a/></EventKey></xml>",
    "<xml><ToUserName>g</ToUserName><FromUserName>o</FromUserName><MsgType>event</MsgType></xml>",
    f"<xml>{HEAD.replace('gh', 'g' * 200)}{TEXT}<Content>x</Content></xml>",
    f"<xml>{HEAD}{TEXT}<Content>&#1;</Content></xml>",
    f"<xml>{HEAD}{TEXT}<Content>&undefined;</Content></xml>",
    f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><xml>{HEAD}{TEXT}<Content>&a8;</Content></xml>',
    f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml>{HEAD}{TEXT}'
    "<Content>&e;</Content></xml>",
    f"<xml>{'<a>' * 9000}{'</a>' * 9000}</xml>",
    f"<xml>{'<a/>' * 15000}</xml>",
    "<xml " + " ".join(f"a{number}='1'" for number in range(3500)) + "/>",
]


@pytest.mark.parametrize("body", BAD_BODIES, ids=range(len(BAD_BODIES)))
@pytest.mark.parametrize("mode", ["plain", "safe"])
def test_a_body_that_is_no_message_is_refused(
    request: pytest.FixtureRequest, mode: str, body: str
) -> None:
    desk: Office = request.getfixturevalue(mode)
    platform = desk.safe if mode == "safe" else desk.plain
    if len(body) < 45_000 or mode == "plain":  # enciphered, more would be over the cap
        assert status(platform, *platform.request(body)) == 400
    assert status(platform, platform.query(), body.encode()) in {400, 403}


fragments = st.sampled_from(
    [
        b"<",
        b">",
        b"]]>",
        b"<![CDATA[",
        b"&",
        b"\x00",
        b"\xff",
        b"</xml>",
        b"<xml>",
        b"MsgType",
        b"9",
    ]
)
edits = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 30), fragments | st.binary(max_size=8)),
    min_size=1,
    max_size=6,
)


def mutated(body: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for at, dropped, put in changes:
        body = body[:at] + put + body[at + dropped :]
    return body


kinds = st.sampled_from(["text", "voice", "image", "event", "location", "x"])


@settings(max_examples=150, deadline=None)
@given(kinds, st.text(max_size=20), edits)
def test_whatever_is_signed_in_plain_mode_is_no_fault(
    plain: Office, kind: str, typed: str, changes: list[tuple[int, int, bytes]]
) -> None:
    xml = message(USER, kind, None, Content=typed, Event=typed, Recognition=typed)
    body = mutated(xml.encode("utf-8", "surrogatepass"), changes)
    assert plain.plain.post(plain.plain.query(), body).status_code < 500


@settings(max_examples=150, deadline=None)
@given(typed=st.text(max_size=20), changes=edits, inside=st.booleans())
def test_whatever_is_signed_in_safe_mode_is_no_fault(
    safe: Office, typed: str, changes: list[tuple[int, int, bytes]], *, inside: bool
) -> None:
    xml = text(USER, typed)
    if inside:
        xml = mutated(xml.encode("utf-8", "surrogatepass"), changes).decode(errors="replace")
    query, body = safe.safe.request(xml)
    if not inside:
        body = mutated(body, changes)
    assert safe.safe.post(query, body).status_code < 500


names = st.sampled_from(["signature", "timestamp", "nonce", "msg_signature", "encrypt_type", "x"])


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(names, st.text(st.characters(exclude_categories=["Cs"]), max_size=30)))
def test_an_unsigned_address_comes_to_nothing(safe: Office, query: dict[str, str]) -> None:
    _, body = safe.safe.request(text(USER, "五、3"))
    assert status(safe.safe, query, body) == 403
    assert safe.safe.client.get(safe.url, params=query).status_code == 403
