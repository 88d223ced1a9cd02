"""What is no callback, written by hand and by chance: refused, and never a fault."""

import base64
import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.channels.chat.envelope import Seal
from bot.channels.wecom.envelope import BotEnvelope
from tests.bot.channels.wechat.platform import Secret
from tests.bot.channels.wechat.test_bodies import BAD_BODIES, edits, mutated
from tests.bot.channels.wecom.office import BOT_KEY, BOT_TOKEN, KEY, USER, Office, office
from tests.bot.channels.wecom.platform import BOT, CORP, Application, Json, Robot, Wire, text


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("bodies")) as opened:
        yield opened
        assert opened.app.ask(USER, "还在吗") == "原文：还在吗"
        assert opened.bot.ask(USER, "还在吗") == "原文：还在吗"


def status(wire: Wire, query: dict[str, str], body: bytes) -> int:
    """Of a request that must come to nothing."""
    response = wire.post(query, body)
    assert response.status_code == 200 or 400 <= response.status_code < 500
    assert not response.content
    return response.status_code


HEAD: Json = {"msgid": "m", "aibotid": BOT, "from": {"userid": USER}, "msgtype": "text"}
CHANGES: list[Json] = [
    {"msgid": ""},
    {"msgid": 1},
    {"aibotid": None},
    {"aibotid": "x" * 200},
    {"from": "x"},
    {"from": {}},
    {"from": {"userid": ""}},
    {"from": {"userid": ["x"]}},
    {"msgtype": 1},
    {"msgtype": ""},
    {"text": "x"},
    {"text": {"content": 1}},
    {"chattype": "group"},
    {"msgtype": "stream"},
    {"msgtype": "stream", "stream": {"id": 3}},
    {"msgtype": "mixed", "mixed": {"msg_item": {}}},
    {"msgtype": "mixed", "mixed": {"msg_item": ["x"]}},
    {"msgtype": "event", "event": "x"},
    {"msgtype": "event", "event": {}},
    {"msgtype": "event", "event": {"eventtype": "feedback_event"}},
]
BAD_CALLS = [
    "",
    "x",
    "[]",
    "null",
    "1",
    "{}",
    '"text"',
    "[" * 9000,
    '{"a":' * 5000,
    "9" * 6000,
    json.dumps(HEAD),
    *(json.dumps({**HEAD, "text": {"content": "x"}, **change}) for change in CHANGES),
]


@pytest.mark.parametrize("said", BAD_CALLS, ids=range(len(BAD_CALLS)))
def test_a_call_that_is_none_is_refused(desk: Office, said: str) -> None:
    assert status(desk.bot, *desk.bot.request(said)) == 400
    assert status(desk.bot, desk.bot.query("x"), said.encode()) in {400, 403}


# A subscription is one whatever its key: WeCom gives none.
BODIES = [body for body in BAD_BODIES if "<EventKey><a/>" not in body]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_body_that_is_no_message_is_refused(desk: Office, body: str) -> None:
    if len(body) < 45_000:  # enciphered, more would be over the cap
        assert status(desk.app, *desk.app.request(body)) == 400
    assert status(desk.app, desk.app.query("x"), body.encode()) in {400, 403}


def wires(desk: Office) -> list[tuple[Application | Robot, str, str, str]]:
    """(Who sends, what, with which key, under which receive id)."""
    robot = json.dumps(desk.bot.typed(USER, "五、3"))
    return [(desk.app, text(USER, "五、3"), KEY, CORP), (desk.bot, robot, BOT_KEY, "")]


def wrapped(wire: Application | Robot, sealed: str) -> bytes:
    if isinstance(wire, Application):
        return wire.wrapped(sealed)
    return json.dumps({"encrypt": sealed}).encode()


def test_a_forged_or_late_signature_is_refused(desk: Office) -> None:
    for wire, said, *_ in wires(desk):
        query, body = wire.request(said)
        assert status(wire, {**query, "msg_signature": "0" * 40}, body) == 403
        assert status(wire, {**query, "nonce": "other"}, body) == 403
        for changed in ("", "密", query["msg_signature"].upper()):
            assert status(wire, {**query, "msg_signature": changed}, body) == 403
        for name in query:
            assert status(wire, {each: query[each] for each in query if each != name}, body) == 403
        sealed = wire.secret.encrypt(said)
        now = int(time.time())
        for stamp in (str(now - 400), str(now + 3600), "", "x", "１２３", "-1", "9" * 30, "1e9"):
            late = wire.query(sealed, stamp)
            assert status(wire, late, wrapped(wire, sealed)) == 403
            checked = wire.client.get(wire.url, params={**late, "echostr": sealed})
            assert (checked.status_code, checked.content) == (403, b"")


def test_what_is_closed_for_another_is_refused(desk: Office) -> None:
    for wire, said, key, mine in wires(desk):
        others = (Secret(key, mine + "x"), Secret(key, "wx"), Secret("Z" * 42 + "E", mine))
        for other in others:
            sealed = other.encrypt(said)
            assert status(wire, wire.query(sealed), wrapped(wire, sealed)) == 400
            query = {**wire.query(sealed), "echostr": sealed}
            assert wire.client.get(wire.url, params=query).status_code == 400


def test_no_other_key_opens_what_one_has_closed() -> None:
    """Where the receiver has no id, nothing but padding and length tells the key."""
    envelope = BotEnvelope(BOT_TOKEN, "", [SecretStr(key) for key in (KEY, BOT_KEY)])
    wire, secret = Robot("", BOT_TOKEN, Secret(BOT_KEY, "")), Secret(BOT_KEY, "")
    for number in range(2000):
        sealed = secret.encrypt(str(number) * (number % 60))
        query = wire.query(sealed)
        seal = Seal(query["timestamp"], query["nonce"], "", query["msg_signature"])
        assert envelope.unseal(seal, sealed)[1] == str(number) * (number % 60)


@pytest.mark.parametrize("size", [0, 3, 2**31, 2**32 - 1])
@pytest.mark.parametrize("filler", [None, 0, 33, 255])
def test_a_length_or_padding_that_lies_is_refused(
    desk: Office, size: int, filler: int | None
) -> None:
    for wire, said, key, mine in wires(desk):
        plain = b"r" * 16 + size.to_bytes(4, "big") + said.encode() + mine.encode()
        missing = 32 - len(plain) % 32
        padding = bytes([missing if filler is None else filler]) * missing
        raw = Secret(key, mine)._cipher().encryptor().update(plain + padding)
        sealed = base64.b64encode(raw).decode()
        assert status(wire, wire.query(sealed), wrapped(wire, sealed)) == 400


def test_ciphers_that_are_none_are_refused(desk: Office) -> None:
    blocks = [b"", b"x", b"x" * 16, b"x" * 32, b"x" * 31, b"\0" * 64]
    broken = [base64.b64encode(each).decode() for each in blocks] + ["%%%", "密", "A", "===="]
    for wire, *_ in wires(desk):
        for sealed in broken:
            assert status(wire, wire.query(sealed), wrapped(wire, sealed)) == 400
            checked = wire.client.get(wire.url, params={**wire.query(sealed), "echostr": sealed})
            assert checked.status_code == 400
        for body in (b"", b"\xff", b"{}", b"[]", b'{"encrypt":1}', b"<xml/>", b"[" * 60_000):
            assert status(wire, wire.query("x"), body) == 400


def test_a_body_over_the_cap_is_refused(desk: Office) -> None:
    for wire, *_ in wires(desk):
        assert status(wire, wire.query("x"), b"x" * 70_000) == 413
        assert status(wire, {}, b"x" * 70_000) == 403


@settings(max_examples=120, deadline=None)
@given(changes=edits, inside=st.booleans(), which=st.integers(0, 1), typed=st.text(max_size=20))
def test_whatever_is_signed_is_no_fault(
    desk: Office, changes: list[tuple[int, int, bytes]], which: int, typed: str, *, inside: bool
) -> None:
    wire, said, *_ = wires(desk)[which]
    said = said.replace("五、3", typed).encode("utf-8", "replace").decode()
    if inside:
        said = mutated(said.encode(), changes).decode(errors="replace")
    query, body = wire.request(said)
    if not inside:
        body = mutated(body, changes)
    assert wire.post(query, body).status_code < 500
