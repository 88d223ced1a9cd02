import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.bot.channels.wechat.office import EXAMPLES, SAFE, Clerk, Office, office, say
from tests.bot.channels.wechat.platform import event, message, text

MORE_LINK = '<a href="weixin://bizmsgmenu?msgmenucontent=更多&msgmenuid=more">更多</a>'
HINT = f"\n\n点{MORE_LINK}或回复“更多”看下一条"
LINK = '<a href="weixin://bizmsgmenu\\?msgmenucontent=([^"&]+)&msgmenuid=([^"&]+)">([^<]+)</a>'
USER = "oN9x_s-QzT7hK2mB4c6d8e0f1g2h"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as opened:
        yield opened


def section(clauses: int) -> tuple[str, list[str]]:
    """A section's answer, well over one message, and its blocks."""
    blocks = [
        f"{number}．" + "深入推进文明创建，" * 18 + "抓好落实。" for number in range(1, clauses)
    ]
    return "\n\n".join(blocks), blocks


def test_a_text_is_answered(desk: Office) -> None:
    assert desk.plain.ask(USER, "第五部分第三项") == "原文：第五部分第三项"


def test_without_settings_there_is_no_such_place(tmp_path: Path) -> None:
    with office(tmp_path, Settings()) as closed:
        assert closed.plain.client.get(closed.url, params=closed.plain.query()).status_code == 404
        assert closed.plain.post(*closed.plain.request(text(USER, "五、3"))).status_code == 404
        assert not closed.clerk.heard


def test_the_session_is_a_pseudonym_and_nothing_of_the_user_is_kept(desk: Office) -> None:
    desk.plain.ask(USER, "谁来牵头志愿服务")
    desk.plain.ask(USER, "谁来牵头文明创建")
    desk.plain.ask(USER + "x", "谁来牵头理论学习")
    sessions = [session for _, session in desk.clerk.heard]
    assert sessions[0] == sessions[1] != sessions[2]
    desk.clerk.answers["谁来评比"] = "没有写明。"
    desk.plain.ask(USER, "谁来评比")
    written = b"".join(path.read_bytes() for path in desk.records.parent.iterdir())
    assert USER not in sessions[0]
    assert USER.encode() not in written
    assert "谁来评比".encode() not in written


def test_a_try_again_gets_the_same_answer_and_asks_once(desk: Office) -> None:
    xml = text(USER, "五、3")
    request = desk.plain.request(xml)
    first = desk.plain.shown(desk.plain.post(*request), xml)
    desk.clerk.answers["五、3"] = "另一个回答"
    assert desk.plain.shown(desk.plain.post(*request), xml) == first
    assert desk.plain.deliver(xml) == first
    assert desk.clerk.questions == ["五、3"]


def test_tries_that_run_at_the_same_time_ask_once(tmp_path: Path) -> None:
    gate = threading.Event()
    clerk = Clerk(gate=gate)
    xml = text(USER, "五、3")
    with (
        office(tmp_path, clerk=clerk) as one,
        office(tmp_path, clerk=clerk) as two,
        ThreadPoolExecutor(5) as pool,
    ):
        tries = [pool.submit(worker.plain.deliver, xml) for worker in (one, one, two, two)]
        other = pool.submit(one.plain.ask, USER, "五、4")
        while len(clerk.heard) < 2:
            time.sleep(0.01)
        time.sleep(0.2)
        assert not any(each.done() for each in tries)
        gate.set()
        assert {each.result() for each in tries} == {"原文：五、3"}
        assert other.result() == "原文：五、4"
    assert sorted(clerk.questions) == ["五、3", "五、4"]


def test_the_same_number_of_another_account_is_another_message(desk: Office) -> None:
    mine = text(USER, "五、3", msg_id=7)
    desk.plain.deliver(mine)
    theirs = text(USER, "五、4", msg_id=7).replace("gh_7f2b1c0d9e8a", "gh_other")
    reply = desk.plain.post(*desk.plain.request(theirs)).text
    assert "原文：五、4" in reply
    assert "gh_other" in reply


def test_more_brings_part_after_part_until_there_is_none(desk: Office) -> None:
    whole, blocks = section(13)
    desk.clerk.answers["第五部分全文"] = whole
    got = [desk.plain.ask(USER, "第五部分全文")]
    got += [desk.plain.ask(USER, typed) for typed in ("更多", " 更多。", "“更多”")]
    parts = [str(part) for part in got]
    total = 1 + sum(part.endswith(HINT) for part in parts)
    assert total == 4
    bare = [
        part.removeprefix(f"（{at}/{total}）").removesuffix(HINT)
        for at, part in enumerate(parts, 1)
    ]
    assert [block for part in bare for block in part.split("\n\n")] == blocks
    assert desk.plain.ask(USER, "更多") == say("wechat.no_more")
    assert desk.clerk.questions == ["第五部分全文"]


def test_more_tried_again_brings_the_same_part(desk: Office) -> None:
    desk.clerk.answers["全文"] = section(13)[0]
    desk.plain.ask(USER, "全文")
    more = text(USER, "更多")
    second = desk.plain.deliver(more)
    assert desk.plain.deliver(more) == second
    assert str(desk.plain.ask(USER, "更多")).startswith("（3/")


def test_more_is_the_readers_own_and_of_the_last_answer(desk: Office) -> None:
    desk.clerk.answers["全文"] = section(12)[0]
    desk.plain.ask(USER, "全文")
    assert desk.plain.ask("o-another", "更多") == say("wechat.no_more")
    desk.plain.ask(USER, "五、3")
    assert desk.plain.ask(USER, "更多") == say("wechat.no_more")


def test_what_waits_and_what_was_answered_outlive_a_restart(tmp_path: Path) -> None:
    xml = text(USER, "全文")
    with office(tmp_path, clerk=Clerk({"全文": section(13)[0]})) as before:
        first = before.plain.deliver(xml)
    with office(tmp_path) as after:
        assert after.plain.deliver(xml) == first
        assert str(after.plain.ask(USER, "更多")).startswith("（2/4）")
        assert not after.clerk.heard


def test_a_clause_longer_than_a_message_is_cut_at_a_sentence_end(desk: Office) -> None:
    clause = "加强和改进工作，把握正确方向，凝聚各方力量。" * 58
    desk.clerk.answers["全文"] = clause
    parts = [str(desk.plain.ask(USER, "全文")), str(desk.plain.ask(USER, "更多"))]
    bare = parts[0].removesuffix(HINT)
    assert bare.endswith("。")
    assert bare.removeprefix("（1/2）") + parts[1].removeprefix("（2/2）") == clause


@pytest.mark.parametrize(
    ("kind", "elements", "key"),
    [
        ("voice", {"MediaId": "m", "Format": "amr"}, "voice"),
        ("voice", {"MediaId": "m", "Format": "amr", "Recognition": ""}, "voice"),
        ("image", {"PicUrl": "http://p.example/1", "MediaId": "m"}, "image"),
        ("video", {"MediaId": "m", "ThumbMediaId": "t"}, "video"),
        ("shortvideo", {"MediaId": "m", "ThumbMediaId": "t"}, "video"),
        ("location", {"Location_X": "23.1", "Location_Y": "113.3", "Label": "某区"}, "location"),
        ("link", {"Title": "五、3", "Description": "d", "Url": "http://p.example"}, "link"),
        ("file", {"Title": "要点.docx"}, "other"),
    ],
)
def test_what_is_no_text_gets_a_line_of_its_own(
    desk: Office, kind: str, elements: dict[str, str], key: str
) -> None:
    assert desk.plain.deliver(message(USER, kind, None, **elements)) == say(f"wechat.{key}")
    assert not desk.clerk.heard


def test_a_voice_that_was_recognised_is_asked(desk: Office) -> None:
    spoken = message(USER, "voice", MediaId="m", Format="amr", Recognition="第五部分第三项。")
    assert desk.plain.deliver(spoken) == "原文：第五部分第三项。"


@pytest.mark.parametrize(("key", "ticket"), [("", ""), ("qrscene_12", "t")])
def test_who_subscribes_is_welcomed_in_every_try(desk: Office, key: str, ticket: str) -> None:
    xml = event(USER, "subscribe", EventKey=key, Ticket=ticket)
    welcome = desk.plain.deliver(xml)
    assert welcome == desk.plain.deliver(xml)
    assert str(welcome).startswith("您好")
    tapped = re.findall(LINK, str(welcome))
    assert tapped == [(each, "ask", each) for each in EXAMPLES]


@pytest.mark.parametrize(
    "name", ["unsubscribe", "SCAN", "LOCATION", "VIEW", "TEMPLATESENDJOBFINISH", "brand_new"]
)
def test_other_events_need_no_reply(desk: Office, name: str) -> None:
    assert desk.plain.deliver(event(USER, name, EventKey="k")) is None
    assert not desk.clerk.heard


def test_two_events_of_one_second_are_two(desk: Office) -> None:
    assert desk.plain.deliver(event(USER, "LOCATION", 1_700_000_000)) is None
    welcome = desk.plain.deliver(event(USER, "subscribe", 1_700_000_000))
    assert str(welcome).startswith("您好")


def test_an_answer_that_cannot_be_given_is_words_not_a_fault(tmp_path: Path) -> None:

    with office(tmp_path, clerk=Clerk(broken=True)) as broken:
        assert broken.plain.ask(USER, "五、3") == say("wechat.fault")


def test_records_that_cannot_be_read_are_words_not_a_fault(desk: Office) -> None:
    for path in desk.records.parent.iterdir():
        path.write_bytes(b"not a database" * 1000)
    assert desk.plain.ask(USER, "五、3") == say("wechat.fault")


def test_safe_mode_answers_in_safe_mode(tmp_path: Path) -> None:
    with office(tmp_path, SAFE) as safe:
        assert safe.safe.ask(USER, "五、3") == "原文：五、3"
        assert safe.safe.deliver(event(USER, "unsubscribe")) is None


def test_the_previous_key_is_tried_and_answers(tmp_path: Path) -> None:
    with office(tmp_path, SAFE) as safe:
        assert safe.rotated.ask(USER, "五、3") == "原文：五、3"
