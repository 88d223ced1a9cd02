import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.bot.channels.wechat.office import GUIDE, Clerk, say
from tests.bot.channels.wechat.test_service import CITED
from tests.bot.channels.wecom.office import USER, Office, office, settings_of
from tests.bot.channels.wecom.platform import Json

PLAN = "五、3"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, clerk=Clerk(citations=CITED)) as opened:
        yield opened


def event(name: str, number: str = "", **values: Any) -> Json:
    head: Json = {"aibotid": "aibot-7f2b1c", "chattype": "single", "msgtype": "event"}
    told = {"eventtype": name, **values}
    common = {"create_time": 1_700_000_000, "from": {"userid": USER}, "event": told}
    return {**head, **common, **({"msgid": number} if number else {})}


def stream_of(reply: Json | None) -> Json:
    assert reply is not None
    stream: Json = reply["stream"]
    return stream


def test_an_extract_is_there_at_once(desk: Office) -> None:
    stream = stream_of(desk.bot.call(desk.bot.typed(USER, PLAN)))
    assert (stream["finish"], stream["content"]) == (True, f"原文：{PLAN}")
    again = stream_of(desk.bot.call(desk.bot.again(USER, stream["id"])))
    assert again == stream


def test_the_same_message_keeps_its_stream_over_tries_and_restarts(tmp_path: Path) -> None:
    clerk = Clerk(thinks=0.6)
    with office(tmp_path, clerk=clerk) as one:
        asked = one.bot.typed(USER, PLAN)
        with ThreadPoolExecutor(4) as pool:
            first = [stream_of(each) for each in pool.map(one.bot.call, [asked] * 4)]
        assert len({each["id"] for each in first}) == 1
        assert {(each["finish"], each["content"]) for each in first} == {(False, "")}
    with office(tmp_path, clerk=clerk) as two:
        assert stream_of(two.bot.call(asked))["id"] == first[0]["id"]
        until = time.monotonic() + 10
        stream = first[0]
        while not stream["finish"] and time.monotonic() < until:
            time.sleep(0.1)
            stream = stream_of(two.bot.call(two.bot.again(USER, first[0]["id"])))
        assert stream["content"] == f"概括：原文：{PLAN}"
        assert stream_of(two.bot.call(asked))["content"] == stream["content"]
    assert clerk.questions == clerk.phrased == [PLAN]


def test_an_unknown_stream_is_at_its_end(desk: Office) -> None:
    for name in ("never", "0" * 64):
        stream = stream_of(desk.bot.call(desk.bot.again(USER, name)))
        assert (stream["finish"], stream["content"]) == (True, say("wecom.gone"))


def test_what_nobody_can_finish_comes_to_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.wecom.streams.LASTS", 0.2)
    with office(tmp_path, clerk=Clerk(thinks=3.0)) as desk:
        assert desk.bot.ask(USER, PLAN) == say("wechat.fault")


def test_one_reader_has_three_at_most_in_hand_and_loses_none(tmp_path: Path) -> None:
    with office(tmp_path, clerk=Clerk(thinks=1.0)) as desk:
        asked = [desk.bot.typed(USER, f"问题{number}") for number in range(5)]
        streams = [stream_of(desk.bot.call(each)) for each in asked]
        assert [each["finish"] for each in streams] == [False] * 3 + [True] * 2
        assert streams[3]["content"] == "原文：问题3"
        assert not stream_of(desk.bot.call(desk.bot.typed("lisi", PLAN)))["finish"]
        time.sleep(1.3)
        for number, stream in enumerate(streams[:3]):
            done = stream_of(desk.bot.call(desk.bot.again(USER, stream["id"])))
            assert (done["finish"], done["content"]) == (True, f"概括：原文：问题{number}")


def test_a_long_answer_is_parted_within_the_limit(desk: Office) -> None:
    desk.clerk.answers["全文"] = "\n\n".join(["深化文明创建。" * 100] * 30)
    parts = [desk.bot.ask(USER, "全文")]
    while parts[-1].endswith("回复“更多”看下一条"):
        parts.append(desk.bot.ask(USER, "更多"))
    assert 2 < len(parts) < 6
    assert sum(part.count("深化文明创建。") for part in parts) == 3000


def test_a_group_is_answered_when_it_addresses_the_bot(desk: Office) -> None:
    group: Json = {"chattype": "group", "chatid": "wr1"}
    said = desk.bot.typed(USER, PLAN, **group)
    assert desk.bot.call(said) is None
    assert desk.bot.call(desk.bot.said(USER, "image", image={"url": "u"}, **group)) is None
    assert desk.bot.ask(USER, f"@问策 {PLAN}", **group) == f"原文：{PLAN}"
    assert desk.bot.ask(USER, f"{PLAN} @问策\u2005", **group) == f"原文：{PLAN}"
    items = [{"msgtype": "text", "text": {"content": "@问策 图里是什么"}}, {"msgtype": "image"}]
    mixed = desk.bot.said(USER, "mixed", mixed={"msg_item": items}, **group)
    assert stream_of(desk.bot.call(mixed))["content"] == "原文：图里是什么"
    sessions = {session for _, session in desk.clerk.heard}
    desk.bot.ask(USER, PLAN)
    assert len(sessions) == 1
    assert desk.clerk.heard[-1][1] not in sessions


def test_what_a_call_leaves_out_is_told_by_the_rest(desk: Office) -> None:
    call = desk.bot.typed(USER, PLAN)
    bare = {name: value for name, value in call.items() if name not in {"aibotid", "chattype"}}
    assert stream_of(desk.bot.call(bare))["content"] == f"原文：{PLAN}"
    in_group = {**bare, "msgid": "another", "chatid": "wr1"}
    assert desk.bot.call(in_group) is None


def test_a_named_bot_answers_to_its_name(tmp_path: Path) -> None:
    group: Json = {"chattype": "group", "chatid": "wr1"}
    with office(tmp_path, settings_of(wecom_bot_name="政策 助手")) as desk:
        assert desk.bot.call(desk.bot.typed(USER, f"@别人 {PLAN}", **group)) is None
        assert desk.bot.ask(USER, f"@政策 助手{PLAN}", **group) == f"原文：{PLAN}"


def test_every_kind_gets_something_sensible(desk: Office) -> None:
    def told(kind: str, **values: Any) -> str:
        return str(stream_of(desk.bot.call(desk.bot.said(USER, kind, **values)))["content"])

    url = {"url": "https://example.cn/x"}
    assert told("voice", voice={"content": PLAN}) == f"原文：{PLAN}"
    assert told("voice", voice={}) == say("wechat.voice")
    assert told("image", image=url) == say("wechat.image")
    assert told("video", video=url) == say("wechat.video")
    assert told("file", file=url) == say("wechat.other")
    assert told("new_kind") == say("wechat.other")
    image = {"msgtype": "image", "image": url}
    assert told("mixed", mixed={"msg_item": [image]}) == say("wechat.image")
    text = {"msgtype": "text", "text": {"content": PLAN}}
    assert told("mixed", mixed={"msg_item": [image, text]}) == f"原文：{PLAN}"


def test_who_enters_is_welcomed(desk: Office) -> None:
    for call in (event("enter_chat"), event("enter_chat", "m1"), event("enter_chat", "m1")):
        reply = desk.bot.call(call)
        assert reply == {
            "msgtype": "text",
            "text": {"content": say("wechat.welcome", guide=GUIDE)},
        }
    assert desk.bot.call(event("template_card_event")) is None
    assert desk.bot.call(event("new_event")) is None


def test_opinions_reach_the_records(desk: Office) -> None:
    stream = stream_of(desk.bot.call(desk.bot.typed(USER, "谁牵头")))
    desk.bot.ask(USER, "谁来评比")
    name = stream["feedback"]["id"]

    def judge(number: str, kind: int, identity: str = name, **more: object) -> Json | None:
        given = {"id": identity, "type": kind, **more}
        return desk.bot.call(event("feedback_event", number, feedback_event=given))

    assert judge("f1", 2, content="不全", inaccurate_reason_list=[1]) is None
    (opinion,) = desk.book.feedback.given()
    assert (opinion.question, opinion.useful, opinion.comment) == ("谁牵头", False, "不全")
    assert (opinion.channel, opinion.clauses) == ("wecom_bot", ("《要点》五、3", "《要点》五、4"))
    judge("f2", 1)
    (opinion,) = desk.book.feedback.given()
    assert opinion.useful
    judge("f3", 3)
    judge("f4", 1, "unknown")
    judge("f5", 9)
    assert desk.book.feedback.given() == []


def test_the_words_and_numbers_of_the_conversation(desk: Office) -> None:
    desk.bot.ask(USER, "谁牵头")
    assert desk.bot.ask(USER, "1") == "推进志愿服务。\n——《要点》五、3（五、某部分）"
    assert desk.bot.ask(USER, "没用") == say("wechat.sorry")
    assert GUIDE in desk.bot.ask(USER, "帮助")
    assert desk.bot.ask(USER, "更多") == say("wechat.no_more")


def test_the_bots_answers_are_not_the_applications(tmp_path: Path) -> None:
    """Each sweeps the answers of its own channel alone."""
    clerk = Clerk(thinks=0.8)
    with office(tmp_path, clerk=clerk) as desk:
        stream = stream_of(desk.bot.call(desk.bot.typed(USER, PLAN)))
        time.sleep(2.5)
        assert desk.app.ask(USER, "更多") == say("wechat.no_more")
        done = stream_of(desk.bot.call(desk.bot.again(USER, stream["id"])))
        assert done["content"] == f"概括：原文：{PLAN}"
    assert clerk.phrased == [PLAN]
