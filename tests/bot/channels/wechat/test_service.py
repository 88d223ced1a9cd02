"""The words, numbers, buttons and codes that WeChat knows beside questions."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.answer import Citation
from bot.channels.wechat.account import Account
from bot.channels.wechat.menu import buttons
from bot.records import Records
from bot.secret import Seals
from bot.settings import Settings
from tests.bot.channels.wechat.cloud import Cloud, cloud
from tests.bot.channels.wechat.office import EXAMPLES, PLAIN, Clerk, Office, office, say
from tests.bot.channels.wechat.platform import event, message, text

USER = "oN9x_s-QzT7hK2mB4c6d8e0f1g2h"
QUESTION = "志愿服务谁牵头"
LINK = re.compile(
    '<a href="weixin://bizmsgmenu\\?msgmenucontent=([^"]+)&msgmenuid=([^"]+)">([^<]+)</a>'
)
CODE = "青禾2020"


def cited(label: str, quote: str) -> Citation:
    path = (f"{label[0]}、某部分",)
    return Citation(
        document="要点", clause=label, path=path, quote=quote, start=0, end=len(quote), source="s"
    )


CITED = (cited("五、3", "推进志愿服务。"), cited("五、4", "开展" + "读书活动，" * 300 + "完。"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, clerk=Clerk(citations=CITED)) as opened:
        yield opened


@pytest.mark.parametrize("word", ["帮助", "帮助。", " 帮助 "])
def test_help_offers_examples_to_tap(desk: Office, word: str) -> None:
    told = str(desk.plain.ask(USER, word))
    assert LINK.findall(told) == [(each, "ask", each) for each in EXAMPLES]
    assert len(told.encode()) <= 2048
    sent, choice, _ = LINK.findall(told)[0]
    tapped = message(USER, "text", Content=sent, bizmsgmenuid=choice)
    assert desk.plain.deliver(tapped) == f"原文：{EXAMPLES[0]}"


def test_the_outline_is_there_to_be_tapped(desk: Office) -> None:
    desk.clerk.kind = "help"
    desk.clerk.answers["目录"] = "《要点》共1个部分。\n五、深化创建"
    told = str(desk.plain.ask(USER, "目录"))
    assert LINK.findall(told) == [("第五部分", "ask", "第五部分")]
    assert told.endswith(" 五、深化创建")


def test_choices_are_there_to_be_tapped(desk: Office) -> None:
    desk.clerk.kind = "clarify"
    desk.clerk.answers["五、3"] = "有2份文件：\n· 《甲》五、3\n· 《乙》五、3"
    told = str(desk.plain.ask(USER, "五、3"))
    assert [sent for sent, *_ in LINK.findall(told)] == ["《甲》五、3", "《乙》五、3"]


def test_an_outline_of_many_lines_is_parted_between_links(desk: Office) -> None:
    desk.clerk.kind = "help"
    desk.clerk.answers["目录"] = "\n".join(["五、深化创建"] * 60)
    parts = [str(desk.plain.ask(USER, "目录"))]
    while parts[-1].endswith("看下一条"):
        parts.append(str(desk.plain.ask(USER, "更多")))
    assert len(parts) > 2
    assert sum(part.count("五、深化创建") for part in parts) == 60
    assert all(part.count("<a ") == part.count("</a>") for part in parts)


def test_a_number_opens_the_source_that_the_answer_cited(desk: Office) -> None:
    assert desk.plain.ask(USER, "1") == "原文：1"
    desk.plain.ask(USER, "谁牵头")
    assert desk.plain.ask(USER, "1") == "推进志愿服务。\n——《要点》五、3（五、某部分）"
    assert desk.plain.ask(USER, "２") != desk.plain.ask(USER, "1")
    long = [str(desk.plain.ask(USER, "2")), str(desk.plain.ask(USER, "更多"))]
    assert long[0].startswith("（1/")
    assert desk.plain.ask(USER, "3") == say("wechat.no_such_source", count=2)
    assert desk.plain.ask("o-another", "1") == "原文：1"


def test_opinions_reach_the_records(desk: Office) -> None:
    assert desk.plain.ask(USER, "有用") == say("wechat.nothing_shown")
    desk.plain.ask(USER, "谁牵头")
    assert desk.plain.ask(USER, "有用") == say("wechat.thanks")
    assert desk.plain.ask(USER, "没用！") == say("wechat.sorry")
    desk.plain.ask(USER, "谁来评比")
    assert desk.plain.ask(USER, "有用") == say("wechat.thanks")
    first, second = desk.book.feedback.given()
    assert (first.question, first.useful, second.useful) == ("谁牵头", False, True)
    assert first.clauses == ("《要点》五、3", "《要点》五、4")
    assert USER not in first.reader


def test_a_button_is_answered_as_if_it_was_typed(desk: Office) -> None:
    clicked = [event(USER, "CLICK", EventKey=key) for key in ("帮助", EXAMPLES[0], "V1001", "")]
    helped, asked, unknown, empty = [str(desk.plain.deliver(each)) for each in clicked]
    assert asked == f"原文：{EXAMPLES[0]}"
    assert helped == unknown == empty
    assert LINK.search(helped)


def test_the_menu_keeps_to_the_platforms_limits() -> None:
    made = buttons(("短", "长" * 30, "太长" * 40), say)
    assert len(made) == 3
    first = made[0]["sub_button"]
    assert isinstance(first, list)
    assert [each["key"] for each in first] == ["短", "长" * 30]
    for button in made:
        below = button.get("sub_button", [])
        assert isinstance(below, list)
        assert len(below) <= 5
        assert len(str(button["name"]).encode()) <= 16
        assert all(len(each["name"].encode()) <= 60 for each in below)
        assert all(len(each["key"].encode()) <= 128 for each in below)


def test_who_has_not_sent_the_code_gets_a_polite_word(tmp_path: Path) -> None:
    closed = PLAIN.model_copy(update={"wechat_code": SecretStr(CODE)})
    with office(tmp_path, closed) as desk:
        wanted = say("wechat.code_wanted")
        assert desk.plain.ask(USER, "谁牵头") == wanted
        assert desk.plain.deliver(event(USER, "subscribe")) == wanted
        assert desk.plain.deliver(event(USER, "CLICK", EventKey="帮助")) == wanted
        assert desk.plain.deliver(event(USER, "unsubscribe")) is None
        assert not desk.clerk.heard
        assert str(desk.plain.ask(USER, f" {CODE} ")).startswith(say("wechat.code_taken"))
        assert desk.plain.ask(USER, "谁牵头") == "原文：谁牵头"
        assert desk.plain.ask("o-another", "谁牵头") == wanted


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


@pytest.fixture
def account(tmp_path: Path, api: Cloud) -> Iterator[Account]:
    records = Records(f"sqlite:///{tmp_path / 'records.sqlite'}")
    made = Account(verified(api), records, Seals(b"secret"))
    records.readers.wrote("r")
    yield made
    made.vendor.close()
    records.close()


def test_it_sends_in_order_and_within_its_allowance(account: Account, api: Cloud) -> None:
    assert account.send(USER, "r", ["一", "二"]) == 2
    assert account.send(USER, "r", ["三", "四", "五", "六"]) == 3
    assert account.send("o-another", "s", ["七"]) == 0
    assert api.sent == [(USER, each) for each in "一二三四五"]


@pytest.mark.parametrize("code", [45002, 45015, 45047, 48001, -1])
def test_what_is_refused_is_not_sent_and_not_tried_on(
    account: Account, api: Cloud, code: int
) -> None:
    api.refuses["send"] = code
    assert account.send(USER, "r", ["一", "二"]) == 0
    assert api.calls.count("send") == 1
    assert account.sends is (code != 48001)


def test_an_account_that_may_not_send_is_not_asked_again(account: Account, api: Cloud) -> None:
    api.refuses["typing"] = 48001
    account.typing(USER, "r")
    account.typing(USER, "r")
    assert account.send(USER, "r", ["一"]) == 0
    assert api.calls == ["stable_token", "typing"]


def test_a_typing_status_that_is_refused_spoils_nothing(account: Account, api: Cloud) -> None:
    for code in (45080, 45081):
        api.refuses["typing"] = code
        account.typing(USER, "r")
    assert account.send(USER, "r", ["一"]) == 1


def test_a_reader_sees_that_an_answer_is_under_way(tmp_path: Path, api: Cloud) -> None:
    clerk = Clerk(thinks=0.5)
    with office(tmp_path, verified(api), clerk) as desk:
        assert desk.plain.ask(USER, "谁牵头") == "概括：原文：谁牵头"
    assert api.typing == [USER]
    assert api.sent == []


def test_over_a_socket_every_try_is_held_and_the_answer_comes(tmp_path: Path) -> None:
    clerk = Clerk(thinks=0.4)
    xml = text(USER, QUESTION)
    with office(tmp_path, clerk=clerk) as one, office(tmp_path, clerk=clerk) as two:
        assert one.plain.deliver(xml) == f"概括：原文：{QUESTION}"
        assert two.plain.deliver(xml) == f"概括：原文：{QUESTION}"
        assert clerk.phrased == [QUESTION]
        written = b"".join(path.read_bytes() for path in one.records.parent.iterdir())
    assert QUESTION.encode() not in written.replace(f"概括：原文：{QUESTION}".encode(), b"")
    assert USER.encode() not in written
