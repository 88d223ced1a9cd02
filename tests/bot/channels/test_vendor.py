from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.channels.vendor import UNREACHABLE, Access, Vendor, VendorError
from bot.records import Records
from bot.secret import Seals
from tests.bot.channels.wechat.cloud import Cloud, cloud

SEND = "/cgi-bin/message/custom/send"
BODY = {"touser": "o", "msgtype": "text", "text": {"content": "答"}}


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def worker(folder: Path, api: Cloud, clock: Clock | None = None) -> Iterator[Vendor]:
    body = {"grant_type": "client_credential", "appid": api.app_id, "secret": api.secret}
    access = Access(
        api.app_id, "POST", "/cgi-bin/stable_token", body, {**body, "force_refresh": True}
    )
    records = Records(f"sqlite:///{folder / 'records.sqlite'}", clock or Clock())
    vendor = Vendor(api.url, "WENCE_WECHAT_API_URL", access, records, Seals(b"secret"))
    yield vendor
    vendor.close()
    records.close()


@pytest.fixture
def api() -> Iterator[Cloud]:
    with cloud() as made:
        yield made


def test_workers_share_one_token_that_is_not_readable(tmp_path: Path, api: Cloud) -> None:
    with worker(tmp_path, api) as one, worker(tmp_path, api) as two, ThreadPoolExecutor(8) as pool:
        for each in [pool.submit(w.call, "POST", SEND, BODY) for w in (one, two) * 8]:
            each.result()
        written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert api.issued == 1
    assert api.calls.count("stable_token") == 1
    assert len(api.sent) == 16
    assert b"token-1" not in written


def test_a_token_is_renewed_before_it_ends(tmp_path: Path, api: Cloud) -> None:
    clock = Clock()
    with worker(tmp_path, api, clock) as vendor:
        vendor.call("POST", SEND, BODY)
        clock.now += api.lasts - 400
        vendor.call("POST", SEND, BODY)
        assert api.calls.count("stable_token") == 1
        clock.now += 200
        vendor.call("POST", SEND, BODY)
    assert api.calls.count("stable_token") == 2


@pytest.mark.parametrize("code", [40001, 42001, 40014])
def test_a_token_that_went_bad_is_renewed_once(tmp_path: Path, api: Cloud, code: int) -> None:
    with worker(tmp_path, api) as vendor:
        vendor.call("POST", SEND, BODY)
        api.revoked.add("token-1")
        vendor.call("POST", SEND, BODY)
        assert len(api.sent) == 2
        api.refuses["send"] = code
        with pytest.raises(VendorError) as caught:
            vendor.call("POST", SEND, BODY)
    assert caught.value.code == code


def test_a_token_that_is_always_bad_is_given_up(tmp_path: Path, api: Cloud) -> None:
    api.always_bad = True
    with worker(tmp_path, api) as vendor:
        for _ in range(5):
            with pytest.raises(VendorError):
                vendor.call("POST", SEND, BODY)
    assert len(api.calls) < 8


def test_another_try_is_made_when_it_has_rested(tmp_path: Path, api: Cloud) -> None:
    api.always_bad = True
    clock = Clock()
    with worker(tmp_path, api, clock) as vendor:
        with pytest.raises(VendorError):
            vendor.call("POST", SEND, BODY)
        api.always_bad = False
        clock.now += 61
        vendor.call("POST", SEND, BODY)
    assert len(api.sent) == 1


@pytest.mark.parametrize(
    ("code", "told"),
    [(40164, "IP 白名单"), (40013, "WENCE_WECHAT_APP_ID"), (40125, "APP_SECRET"), (7, "返回 7")],
)
def test_what_is_refused_is_told_in_words(tmp_path: Path, api: Cloud, code: int, told: str) -> None:
    api.refuses["stable_token"] = code
    with worker(tmp_path, api) as vendor, pytest.raises(VendorError, match=told) as caught:
        vendor.call("POST", SEND, BODY)
    assert caught.value.code == code
    assert api.calls == ["stable_token"]


def test_after_a_fetch_that_failed_another_is_made(tmp_path: Path, api: Cloud) -> None:
    api.refuses["stable_token"] = 40164
    with worker(tmp_path, api) as vendor:
        with pytest.raises(VendorError):
            vendor.call("POST", SEND, BODY)
        del api.refuses["stable_token"]
        vendor.call("POST", SEND, BODY)
    assert len(api.sent) == 1


def test_an_api_out_of_reach_names_where_it_is_set(tmp_path: Path) -> None:
    away = Cloud(url="http://127.0.0.1:9")
    with (
        worker(tmp_path, away) as vendor,
        pytest.raises(VendorError, match="WENCE_WECHAT_API_URL") as caught,
    ):
        vendor.call("POST", SEND, BODY)
    assert caught.value.code == UNREACHABLE
    assert away.secret not in str(caught.value)
