import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.channels.wecom.account import LIMITS
from bot.records import Records
from bot.settings import Settings
from tests.bot.channels.wechat.office import GUIDE, Clerk, say
from tests.bot.channels.wechat.office import office as official_account
from tests.bot.channels.wechat.test_service import CITED
from tests.bot.channels.wecom.cloud import Cloud, cloud
from tests.bot.channels.wecom.office import USER, Office, office, sending
from tests.bot.channels.wecom.platform import event, message, text

PLAN = "五、3"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, clerk=Clerk(citations=CITED)) as opened:
        yield opened


@pytest.fixture
def api() -> Iterator[Cloud]:
    with cloud() as made:
        yield made


def until(done: Callable[[], object]) -> None:
    ends = time.monotonic() + 10
    while not done() and time.monotonic() < ends:
        time.sleep(0.05)
    assert done()


@pytest.mark.parametrize("plain", ["6217823872398", "a+b/c=", "回声"])
def test_the_address_is_checked_with_the_text_alone(desk: Office, plain: str) -> None:
    for platform in (desk.app, desk.rotated, desk.bot):
        response = platform.checked(plain)
        assert (response.status_code, response.content) == (200, plain.encode())


def test_a_question_is_answered_by_either_key(desk: Office) -> None:
    assert desk.app.ask(USER, PLAN) == f"原文：{PLAN}"
    assert desk.rotated.ask(USER, PLAN) == f"原文：{PLAN}"
    desk.clerk.answers["a"] = "]]><b>\x01"
    assert desk.app.ask(USER, "a\x02") == "]]><b>"


def test_a_message_is_answered_once_whatever_the_tries(desk: Office) -> None:
    one = text(USER, PLAN)
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(desk.app.deliver, [one] * 8))
    assert set(replies) == {f"原文：{PLAN}"}
    assert desk.clerk.questions == [PLAN]


def test_every_kind_gets_something_sensible(desk: Office) -> None:
    for kind, key in (("image", "image"), ("voice", "voice"), ("video", "video")):
        assert desk.app.deliver(message(USER, kind, MediaId="m")) == say(f"wechat.{key}")
    place = message(USER, "location", Location_X="1.1", Location_Y="2", Scale=1, Label="x")
    assert desk.app.deliver(place) == say("wechat.location")
    link = message(USER, "link", Title="t", Description="d", Url="u", PicUrl="p")
    assert desk.app.deliver(link) == say("wechat.link")
    assert desk.app.deliver(message(USER, "new_kind")) == say("wechat.other")
    for name in ("unsubscribe", "view", "LOCATION", "batch_job_result", "new_event"):
        assert desk.app.deliver(event(USER, name, EventKey="k")) is None
    assert desk.app.deliver(event(USER, "click", EventKey="帮助")) is not None
    assert desk.app.deliver(event(USER, "click", EventKey="志愿服务")) == "原文：志愿服务"


def test_who_comes_in_is_welcomed_once_a_day_without_links(desk: Office) -> None:
    came = event(USER, "enter_agent", 1_700_000_000, EventKey="")
    first, again = desk.app.deliver(came), desk.app.deliver(came)
    assert first == again == say("wechat.welcome", guide=GUIDE)
    assert "weixin://" not in str(first)
    assert desk.app.deliver(event(USER, "enter_agent", 1_700_000_060)) is None
    assert desk.app.deliver(event("lisi", "subscribe")) == first


def test_the_words_and_numbers_of_the_conversation(desk: Office) -> None:
    desk.clerk.answers["全文"] = "文明创建。\n\n" * 400
    parts = [str(desk.app.ask(USER, "全文"))]
    while parts[-1].endswith("回复“更多”看下一条"):
        parts.append(str(desk.app.ask(USER, "更多")))
    assert len(parts) == 4
    assert sum(part.count("文明创建。") for part in parts) == 400
    assert desk.app.ask(USER, "更多") == say("wechat.no_more")
    assert desk.app.ask(USER, "1") == "推进志愿服务。\n——《要点》五、3（五、某部分）"
    assert desk.app.ask(USER, "有用") == say("wechat.thanks")
    (opinion,) = desk.book.feedback.given()
    assert (opinion.channel, opinion.question) == ("wecom", "全文")
    assert GUIDE in str(desk.app.ask(USER, "帮助"))


def test_a_channel_without_settings_is_not_there(tmp_path: Path) -> None:
    with office(tmp_path, Settings()) as closed:
        for platform in (closed.app, closed.bot):
            assert platform.checked("1").status_code == 404
            assert platform.post({}, b"").status_code == 404


def test_a_slow_answer_comes_on_a_later_try(tmp_path: Path) -> None:
    clerk = Clerk(thinks=0.5)
    one = text(USER, PLAN)
    with office(tmp_path, clerk=clerk) as desk, office(tmp_path, clerk=clerk) as other:
        assert desk.app.deliver(one) == f"概括：原文：{PLAN}"
        assert other.app.deliver(one) == f"概括：原文：{PLAN}"
    assert clerk.phrased == [PLAN]


def offered(desk: Office, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("bot.channels.chat.desk.PATIENCE", 0.3)
    return str(desk.app.ask(USER, PLAN))


def test_a_late_answer_is_brought_by_a_word_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(tmp_path, clerk=Clerk(thinks=1.5)) as desk:
        assert offered(desk, monkeypatch) == say("wecom.preparing", question=PLAN)
        assert desk.app.ask(USER, "更多") == say("wecom.preparing_still")
        monkeypatch.setattr("bot.channels.chat.desk.PATIENCE", 13.0)
        assert desk.app.ask(USER, "更多") == f"概括：原文：{PLAN}"
        assert desk.app.ask(USER, "更多") == say("wechat.no_more")
        assert desk.clerk.phrased == [PLAN]


def test_a_late_answer_is_sent_once(
    tmp_path: Path, api: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = Clerk(thinks=0.8)
    with office(tmp_path, sending(api.url, api.secret), clerk) as desk:
        assert offered(desk, monkeypatch) == say("wecom.preparing_sends", question=PLAN)
        until(lambda: api.sent)
        time.sleep(1.2)
        assert desk.app.ask(USER, "更多") == say("wechat.no_more")
    assert api.sent == [(USER, f"概括：原文：{PLAN}")]
    (body,) = api.bodies
    assert (body["enable_duplicate_check"], body["msgtype"]) == (1, "text")
    assert api.calls == ["gettoken", "send"]


@pytest.mark.parametrize("why", ["unseen", "refused", "rate", "bad token"])
def test_what_cannot_be_sent_is_brought_by_a_word(
    tmp_path: Path, api: Cloud, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    api.unseen = {USER} if why == "unseen" else set()
    api.refuses = {"send": 60020} if why == "refused" else {}
    api.always_bad = why == "bad token"
    monkeypatch.setattr(
        "bot.channels.wecom.account.LIMITS", ((0, 60.0),) if why == "rate" else LIMITS
    )
    with office(tmp_path, sending(api.url, api.secret), Clerk(thinks=0.5)) as desk:
        offered(desk, monkeypatch)
        monkeypatch.setattr("bot.channels.chat.desk.PATIENCE", 13.0)
        time.sleep(2)
        assert desk.app.ask(USER, "更多") == f"概括：原文：{PLAN}"
    assert api.sent == []
    assert len(api.calls) <= 8


def test_a_members_limits_are_kept_by_all_workers(tmp_path: Path) -> None:
    now = [1_700_000_000.0]
    url = f"sqlite:///{tmp_path / 'records.sqlite'}"
    one, two = (Records(url, lambda: now[0]) for _ in range(2))
    allowed = [each.rates.spend(USER, LIMITS) for _ in range(20) for each in (one, two)]
    assert allowed.count(True) == 30
    assert one.rates.spend("lisi", LIMITS)
    for _ in range(60):
        now[0] += 61
        allowed += [one.rates.spend(USER, LIMITS) for _ in range(30)]
    assert allowed.count(True) <= 1000 + 30
    one.close()
    two.close()


def test_only_members_of_the_departments_are_answered(tmp_path: Path, api: Cloud) -> None:
    api.members = {USER: [9], "lisi": [3], "wangwu": [2]}
    api.parents = {1: 0, 2: 1, 3: 1, 7: 2, 9: 7}
    settings = sending(api.url, api.secret, wecom_departments="2，5")
    with office(tmp_path, settings) as desk:
        for user, admitted in ((USER, True), ("lisi", False), ("wangwu", True), ("gone", False)):
            expected = f"原文：{PLAN}" if admitted else say("wecom.not_member")
            assert desk.app.ask(user, PLAN) == expected
            assert desk.bot.ask(user, PLAN) == expected
        assert desk.app.deliver(event("lisi", "enter_agent")) is not None
        before = len(api.calls)
        assert desk.app.ask(USER, PLAN) == f"原文：{PLAN}"
        assert len(api.calls) == before


def test_a_member_whom_wecom_does_not_tell_is_asked_to_come_again(
    tmp_path: Path, api: Cloud
) -> None:
    api.refuses = {"gettoken": 60020}
    settings = sending(api.url, api.secret, wecom_departments="2")
    api.members = {USER: [2]}
    with office(tmp_path, settings) as desk:
        assert desk.app.ask(USER, PLAN) == say("wecom.unsure")
        api.refuses = {}
        assert desk.app.ask(USER, PLAN) == f"原文：{PLAN}"


def test_the_records_hold_no_user_and_no_question(tmp_path: Path) -> None:
    with office(tmp_path) as desk:
        desk.app.ask("a-user-of-that-name", "一个问题")
        desk.bot.ask("a-user-of-that-name", "一个问题")
        written = b"".join(path.read_bytes() for path in desk.records.parent.iterdir())
    assert b"a-user-of-that-name" not in written
    assert "一个问题".encode() not in written.replace("原文：一个问题".encode(), b"")


def test_a_fault_of_ours_is_a_word(desk: Office) -> None:
    desk.clerk.broken = True
    assert desk.app.ask(USER, PLAN) == say("wechat.fault")
    assert desk.bot.ask(USER, PLAN) == say("wechat.fault")


def test_two_platforms_may_come_upon_the_same_nonce(tmp_path: Path) -> None:
    with office(tmp_path) as desk, official_account(tmp_path) as other:
        sealed = desk.app.secret.encrypt(text(USER, "五、3"))
        query = desk.app.query(sealed, nonce="1234567890")
        assert desk.app.post(query, desk.app.wrapped(sealed)).content
        same = other.plain.request(text(USER, "五、3"), query["timestamp"], query["nonce"])
        assert other.plain.post(*same).status_code == 200


def test_an_address_is_good_for_one_message(desk: Office) -> None:
    sealed = desk.app.secret.encrypt(text(USER, PLAN))
    query = desk.app.query(sealed, nonce="once")
    assert desk.app.post(query, desk.app.wrapped(sealed)).status_code == 200
    assert desk.app.post(query, desk.app.wrapped(sealed)).status_code == 200
    other = desk.app.secret.encrypt(text(USER, "另一条"))
    again = desk.app.query(other, query["timestamp"], "once")
    assert desk.app.post(again, desk.app.wrapped(other)).status_code == 403
    assert desk.app.post(query, desk.app.wrapped(other)).status_code == 403
