from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clause import Document
from index.naming import Naming
from tests.index.samples import NOTICE_TITLE, PLAN_TITLE, RULES_TITLE


@pytest.fixture(scope="module")
def naming(documents: dict[str, Document]) -> Naming:
    return Naming(documents.values())


@pytest.mark.parametrize(
    ("text", "titles", "rest"),
    [
        (f"《{PLAN_TITLE}》第二部分", [PLAN_TITLE], "第二部分"),
        ("青禾县 2023年乡村振兴工作计划里茶园多少亩", [PLAN_TITLE], "里茶园多少亩"),
        ("公共停车场管理办法第五条", [RULES_TITLE], "第五条"),
        ("停车场管理办法怎么收费", [RULES_TITLE], "怎么收费"),
        (f"{NOTICE_TITLE}要求什么", [NOTICE_TITLE, NOTICE_TITLE], "要求什么"),
        (f"{PLAN_TITLE}和{RULES_TITLE}", [RULES_TITLE, PLAN_TITLE], "和"),
        ("管理办法有哪些", [], "管理办法有哪些"),
        ("县里的工作计划是什么", [], "县里的工作计划是什么"),
        ("茶园多少亩", [], "茶园多少亩"),
        ("", [], ""),
    ],
)
def test_names(naming: Naming, text: str, titles: list[str], rest: str) -> None:
    named = naming.named(text)
    assert sorted(document.title for document in named.documents) == sorted(titles)
    assert named.text == rest


@pytest.mark.parametrize(
    ("source", "text", "named"),
    [
        ("规定/采砂.txt", "采砂船每天作业几小时", False),
        ("规定/采砂规定.txt", "采砂规定第二条", True),
        ("民法典.docx", "民法典第十条", True),
        ("2023.txt", "2023年要做什么", False),
        ("规定（旧）.txt", "规定了什么", False),
    ],
)
def test_a_file_name_counts_where_it_is_a_documents(
    documents: dict[str, Document], source: str, text: str, *, named: bool
) -> None:
    document = replace(documents["讲话.md"], source=source)
    assert bool(Naming([document]).named(text).documents) == named


def test_a_title_without_letters_names_nothing(documents: dict[str, Document]) -> None:
    blank, short = (replace(documents["计划.txt"], title=title) for title in ("——", "计划"))
    assert not Naming([blank, short]).named("这份计划里——茶园多少亩").documents


@given(st.text(st.characters(codec=None) | st.sampled_from(PLAN_TITLE + RULES_TITLE + "《》")))
def test_any_text_may_be_asked(naming: Naming, text: str) -> None:
    named = naming.named(text)
    assert named.documents or named.text == text


def test_the_years_at_a_title_s_end_name_nothing(documents: dict[str, Document]) -> None:
    titled = replace(documents[next(iter(documents))], title="产业发展行动（2025—2027年）")
    assert Naming([titled]).named("2025—2027年要建几个园区").documents == ()
    assert Naming([titled]).named("产业发展行动（2025—2027年）第一条").documents == (titled,)


@pytest.mark.parametrize(
    ("text", "titles", "rest"),
    [
        ("江北政府工作报告分几个部分", ["2026年江北省政府工作报告"], "分几个部分"),
        ("江南省的政府工作报告第二部分", ["2026年江南省政府工作报告"], "第二部分"),
        (
            "政府工作报告第二部分",
            ["2026年江北省政府工作报告", "2026年江南省政府工作报告"],
            "第二部分",
        ),
        (
            "江府政府工作报告分几个部分",
            ["2026年江北省政府工作报告", "2026年江南省政府工作报告"],
            "分几个部分",
        ),
        ("哪些任务在江北政府工作报告里", ["2026年江北省政府工作报告"], "哪些任务在 里"),
    ],
)
def test_words_before_the_end_of_a_title_tell_which(
    documents: dict[str, Document], text: str, titles: list[str], rest: str
) -> None:
    some = documents["计划.txt"]
    reports = [
        replace(some, id=title, source=f"{title}.txt", title=title)
        for title in ("2026年江北省政府工作报告", "2026年江南省政府工作报告")
    ]
    named = Naming(reports).named(text)
    assert [document.title for document in named.documents] == titles
    assert named.text == rest


@pytest.mark.parametrize(
    ("text", "called", "rest"),
    [
        ("灯塔法第三条", ["中华人民共和国灯塔法"], "第三条"),
        ("按灯塔法怎么办", ["中华人民共和国灯塔法"], "按 怎么办"),
        ("海商法灯塔法第三条", ["中华人民共和国灯塔法"], "海商法 第三条"),
        ("河道灯塔法第三条", [], "河道灯塔法第三条"),
        ("灯塔法庭在哪儿", [], "灯塔法庭在哪儿"),
    ],
)
def test_a_law_is_called_by_its_short_name_where_that_stands_alone(
    documents: dict[str, Document], text: str, called: list[str], rest: str
) -> None:
    (first, *_) = documents.values()
    law = replace(first, title="中华人民共和国灯塔法", source="法律/灯塔.txt")
    named = Naming([law]).named(text)
    assert [document.title for document in named.documents] == called
    assert named.text == rest
