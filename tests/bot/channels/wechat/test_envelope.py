"""Who may speak to the account, and what is refused: over a socket, as an attacker would."""

import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from bot.channels.chat.envelope import Envelope
from tests.bot.channels.wechat.office import PLAIN, SAFE, SECRET, Office, office
from tests.bot.channels.wechat.platform import Platform, Secret, event, message, signature, text

USER = "oN9x_s-QzT7hK2mB4c6d8e0f1g2h"
FAR = [-3600, -310, 310, 3600]


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


@pytest.mark.parametrize("echo", ["5213476830018476", "a b+c%/=&é明<b>\U0001f600", ""])
@pytest.mark.parametrize("mode", ["plain", "safe"])
def test_the_address_is_confirmed_with_the_echo_as_it_came(
    request: pytest.FixtureRequest, mode: str, echo: str
) -> None:
    desk: Office = request.getfixturevalue(mode)
    query = {**desk.plain.query(), "echostr": echo}
    answer = desk.plain.client.get(desk.url, params=query)
    assert (answer.status_code, answer.text) == (200, echo)
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("missing", ["signature", "timestamp", "nonce"])
@pytest.mark.parametrize("mode", ["plain", "safe"])
def test_a_wrong_address_is_not_confirmed(
    request: pytest.FixtureRequest, mode: str, missing: str
) -> None:
    desk: Office = request.getfixturevalue(mode)
    query = {**desk.plain.query(), "echostr": "1"}
    for wrong in ({**query, missing: query[missing][:-1] + "x"}, {**query, missing: ""}):
        assert desk.plain.client.get(desk.url, params=wrong).status_code == 403
    left = {name: value for name, value in query.items() if name != missing}
    assert desk.plain.client.get(desk.url, params=left).status_code == 403


@pytest.mark.parametrize("offset", FAR)
def test_a_time_out_of_the_window_is_refused(plain: Office, safe: Office, offset: int) -> None:
    stamp = str(int(time.time()) + offset)
    for platform in (plain.plain, safe.safe):
        assert status(platform, *platform.request(text(USER, "五、3"), timestamp=stamp)) == 403
        query = {**platform.query(timestamp=stamp), "echostr": "1"}
        assert platform.client.get(platform.url, params=query).status_code == 403


@pytest.mark.parametrize("offset", [-290, 290])
def test_a_time_within_the_window_is_accepted(plain: Office, offset: int) -> None:
    stamp = str(int(time.time()) + offset)
    xml = text(USER, "五、3")
    request = plain.plain.request(xml, timestamp=stamp)
    assert plain.plain.shown(plain.plain.post(*request), xml) == "原文：五、3"


def odd_times() -> list[str]:
    now = str(int(time.time()))
    fullwidth = now.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    arabic = now.translate({ord("0") + digit: 0x660 + digit for digit in range(10)})
    return [
        fullwidth,
        arabic,
        f"+{now}",
        f" {now}",
        f"{now}\n",
        f"{now}.0",
        "-1",
        "1e9",
        "9" * 5000,
    ]


@pytest.mark.parametrize("which", range(9))
def test_a_time_is_written_in_ascii_digits(plain: Office, which: int) -> None:
    request = plain.plain.request(text(USER, "五、3"), timestamp=odd_times()[which])
    assert status(plain.plain, *request) == 403


@pytest.mark.parametrize("forged", ["", "0" * 40, "签名", "\x00", "a" * 4000])
def test_a_forged_signature_is_refused(plain: Office, safe: Office, forged: str) -> None:
    query, body = plain.plain.request(text(USER, "五、3"))
    assert status(plain.plain, {**query, "signature": forged}, body) == 403
    assert status(plain.plain, {**query, "signature": forged, "msg_signature": "x"}, body) == 403
    query, body = safe.safe.request(text(USER, "五、3"))
    assert status(safe.safe, {**query, "msg_signature": forged}, body) == 403


def test_a_message_signed_as_a_whole_needs_no_second_signature(safe: Office) -> None:
    xml = text(USER, "五、3")
    query, body = safe.safe.request(xml)
    del query["signature"]
    assert safe.safe.shown(safe.safe.post(query, body), xml) == "原文：五、3"
    assert status(safe.safe, {**query, "signature": "0" * 40}, body) == 403


def test_an_address_carries_one_message_only(plain: Office, safe: Office) -> None:
    for platform in (plain.plain, safe.safe):
        stamp, nonce = str(int(time.time())), "1234567890"
        xml = text(USER, "五、3")
        request = platform.request(xml, stamp, nonce)
        for _ in range(2):
            assert platform.shown(platform.post(*request), xml) == "原文：五、3"
        for other in (text(USER, "五、4"), event(USER, "subscribe"), message(USER, "image")):
            assert status(platform, *platform.request(other, stamp, nonce)) == 403


def test_a_stolen_address_forges_nothing_in_safe_mode(safe: Office) -> None:
    query, _ = safe.safe.request(text(USER, "五、3"))
    _, other = safe.safe.request(text(USER, "五、4"))
    assert status(safe.safe, query, other) == 403


def test_plain_text_is_refused_where_a_key_is_set(safe: Office) -> None:
    query, body = safe.plain.request(text(USER, "五、3"))
    assert status(safe.plain, query, body) == 400
    whole = signature(safe.plain.token, query["timestamp"], query["nonce"])
    assert status(safe.plain, {**query, "msg_signature": whole}, body) == 400


def test_only_the_cipher_counts_where_both_are_sent(safe: Office) -> None:
    xml = text(USER, "五、3")
    query, body = safe.safe.request(xml)
    both = body.replace(b"</xml>", text(USER, "五、4").removeprefix("<xml>").encode())
    assert safe.safe.shown(safe.safe.post(query, both), xml) == "原文：五、3"


def test_plain_text_counts_where_both_are_sent_and_no_key_is_set(plain: Office) -> None:
    xml = text(USER, "五、3")
    query, body = plain.plain.request(xml.replace("</xml>", "<Encrypt>AAAA</Encrypt></xml>"))
    assert plain.plain.shown(plain.plain.post({**query, "encrypt_type": "aes"}, body), xml)
    enciphered = Platform(plain.url, secret=SECRET, client=plain.plain.client)
    assert status(enciphered, *enciphered.request(xml)) == 400


@pytest.mark.parametrize(
    "secret", [Secret("Z" * 43), Secret(SECRET.encoding_key, "wx0000000000000000")]
)
def test_another_key_or_app_is_refused(safe: Office, secret: Secret) -> None:
    stranger = Platform(safe.url, secret=secret, client=safe.safe.client)
    assert status(stranger, *stranger.request(text(USER, "五、3"))) == 400


@pytest.mark.parametrize("sealed", ["", "A", "AAAA", "A" * 44, "%%%", "中文", "QUJD" * 16])
def test_a_signed_cipher_that_is_none_is_refused(safe: Office, sealed: str) -> None:
    query = safe.plain.query()
    query["msg_signature"] = signature(safe.plain.token, query["timestamp"], query["nonce"], sealed)
    body = f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>".encode()
    assert status(safe.plain, query, body) == 400


@pytest.mark.parametrize("raw", [b"\xff\xfe<\x00x", b"\x00" * 100, b"\x80<xml/>", b"<xml>\xed\xa0"])
def test_bytes_that_are_no_text_are_refused(plain: Office, raw: bytes) -> None:
    assert status(plain.plain, plain.plain.query(), raw) == 400


def test_a_body_over_the_cap_is_refused_declared_or_not(plain: Office) -> None:
    query, body = plain.plain.request(text(USER, "明" * 22_000))
    assert status(plain.plain, query, body) == 413
    streamed = plain.plain.client.post(plain.url, params=query, content=iter([body[:9], body[9:]]))
    assert streamed.status_code == 413


def test_who_hangs_up_in_the_middle_harms_nobody(plain: Office) -> None:
    query, _ = plain.plain.request(text(USER, "五、3"))
    address = urlsplit(plain.url)
    target = f"/wechat?{'&'.join(f'{name}={value}' for name, value in query.items())}"
    head = f"POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<xml>"
    with socket.create_connection((str(address.hostname), address.port or 0)) as line:
        line.sendall(head.encode())
    assert plain.plain.ask(USER, "五、4") == "原文：五、4"


@pytest.mark.parametrize("mode", ["plain", "safe"])
def test_control_characters_are_dropped_both_ways(
    request: pytest.FixtureRequest, mode: str
) -> None:
    desk: Office = request.getfixturevalue(mode)
    platform = desk.safe if mode == "safe" else desk.plain
    desk.clerk.answers["五、3"] = "第\x00一\x0b段\ufffe\r\n第二段\t\ud800完"
    assert platform.ask(USER, "五\x01、\x1f3\x00") == "第一段\n第二段\t完"
    desk.clerk.answers["五、4"] = "\x00\x01"
    assert platform.ask(USER, "五、4") is None


@pytest.mark.parametrize(
    "answer", ["]]>", "a]]></Content><MsgType>x</MsgType><![CDATA[", "]]]]>>", "<b>&amp;&lt;</b>"]
)
def test_an_answer_never_leaves_its_element(plain: Office, safe: Office, answer: str) -> None:
    for desk, platform in ((plain, plain.plain), (safe, safe.safe)):
        desk.clerk.answers["五、3"] = answer
        assert platform.ask(USER, "五、3") == answer


def test_a_name_never_leaves_its_element(plain: Office) -> None:
    user = "o]]]]><![CDATA[></FromUserName>"
    body = text(user, "五、9")
    seen = plain.plain.post(*plain.plain.request(body)).text
    assert seen.count("<ToUserName>") == 1
    assert "]]]]><![CDATA[>" in seen


def test_a_nonce_never_comes_back(safe: Office) -> None:
    xml = text(USER, "五、3")
    request = safe.safe.request(xml, nonce="]]></Nonce><x>\x00é")
    assert safe.safe.shown(safe.safe.post(*request), xml)


def test_an_empty_token_is_an_error() -> None:
    with pytest.raises(ValueError, match="empty token"):
        Envelope("")
