from datetime import date

import pytest

from index.clause import Document
from index.register import Register
from index.series import series_key, without_years
from tests.editions import FILES, HEIR, PILOT, RULES
from tests.index.documents_of import document

TODAY = date(2024, 6, 1)


def titled(title: str) -> Document:
    return document(f"{title}\n一、甲事项要办好。\n二、乙事项要办好。")


def register(*texts: str, today: date = TODAY) -> Register:
    return Register([document(text, f"{at}.txt") for at, text in enumerate(texts)], today)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("清河县2020年宣传工作要点", "清河县2021年宣传工作要点"),
        ("清河县宣传工作2020年要点", "清河县2021年宣传工作要点"),
        ("关于印发《清河县2020年工作要点》的通知", "清河县2021年工作要点"),
        ("清河县绿化方案（2018—2020年）", "清河县绿化方案（2021-2023年）"),
        ("清河县停车办法（试行）", "清河县停车办法"),
        ("清河县停车办法（2019年修订）", "清河县停车办法"),
        ("清河县二〇二〇年工作计划", "清河县2021年工作计划"),
    ],
)
def test_titles_that_differ_in_the_year_alone_are_one_series(one: str, other: str) -> None:
    first, second = (
        document(f"{title}\n一、甲事项要办好。\n二、乙事项要办好。") for title in (one, other)
    )
    assert series_key(first) == series_key(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("清河县2020年宣传工作要点", "青禾县2021年宣传工作要点"),
        ("清河县2020年宣传工作要点", "清河县2021年宣传工作总结"),
        ("清河县停车办法", "清河县停车办法实施细则"),
        ("清河县停车办法（征求意见稿）", "清河县停车办法"),
    ],
)
def test_other_titles_are_others(one: str, other: str) -> None:
    first, second = (
        document(f"{title}\n一、甲事项要办好。\n二、乙事项要办好。") for title in (one, other)
    )
    assert series_key(first) != series_key(second)


def test_a_title_without_a_place_goes_with_its_issuer() -> None:
    reports = [
        document(
            f"政府工作报告\n——2026年1月26日在{place}第十四届人民代表大会第五次会议上\n"
            "各位代表：\n现在，我代表省人民政府，向大会报告工作，请予审议，并请政协委员提出意见。\n"
            "一、工作回顾\n1.粮食丰收。\n2.工业稳定。"
        )
        for place in ("江东省", "江西省")
    ]
    assert series_key(reports[0]) != series_key(reports[1])


def test_years_become_blanks() -> None:
    assert without_years("清河县2020年度要点").split() == ["清河县", "要点"]
    assert without_years("清河县方案(2021-2023年)") == "清河县方案( )"
    assert without_years("清河县第2020号方案") != ""


def test_states_are_told_by_the_day() -> None:
    pilot = register(PILOT, today=date(2016, 12, 31))
    assert pilot.standing(pilot.documents[0]).state == "in_force"
    expired = register(PILOT, today=date(2017, 1, 1))
    assert expired.standing(expired.documents[0]).state == "expired"
    early = register(PILOT, today=date(2013, 12, 31))
    assert early.standing(early.documents[0]).state == "upcoming"


def test_one_document_ends_another_once_it_is_in_force() -> None:
    before = register(RULES, HEIR, today=date(2021, 5, 31))
    assert before.standing(before.documents[0]).state == "in_force"
    after = register(RULES, HEIR, today=date(2021, 6, 1))
    standing = after.standing(after.documents[0])
    assert standing.state == "repealed"
    assert standing.by == after.documents[1]
    assert not standing.answers
    assert after.standing(after.documents[1]).answers


def test_another_number_is_another_document() -> None:
    other = RULES.replace("8号", "9号")
    both = register(other, HEIR)
    assert both.standing(both.documents[0]).state == "in_force"


def test_a_new_one_of_the_same_title_ends_the_older_not_itself() -> None:
    text = "清河县建筑节能规定\n第一条 节约能源。\n第二条 本规定自{}年1月1日起施行。{}"
    pair = register(
        text.format(2025, "2010年发布的《清河县建筑节能规定》同时废止。").replace("2025", "2023"),
        text.format(2010, "") + "\n清河县人民政府\n2010年1月1日",
    )
    new, old = pair.documents
    assert pair.standing(new).state == "in_force"
    if pair.standing(old).state == "repealed":
        assert pair.standing(old).by == new


def test_the_newest_in_force_leads_its_series() -> None:
    plans = register(*FILES.values())
    newest = {each.title for editions in plans.series for each in plans.newest(editions)}
    old, new = (each for each in plans.documents if "防汛" in each.title)
    assert new.title in newest
    assert old.title not in newest
    assert plans.editions(new) == (old, new)


def test_what_is_to_come_leads_only_where_nothing_is_in_force() -> None:
    text = "清河县湿地办法（{0}年修订）\n第一条 禁止倾倒垃圾。\n第二条 本办法自{0}年1月1日起施行。"
    both = register(text.format(2020), text.format(2099))
    assert _titles(both.newest(both.series[0])) == ["清河县湿地办法（2020年修订）"]
    alone = register(text.format(2099))
    assert alone.newest(alone.series[0]) == alone.documents


def _titles(documents: tuple[Document, ...]) -> list[str]:
    return [each.title for each in documents]
