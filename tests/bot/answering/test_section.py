import pytest

from bot.answering.section import LONGEST
from bot.assistant import Assistant
from tests.bot.conftest import LONG_TITLE


def test_every_clause_stands_whole_in_order(plan: Assistant) -> None:
    answer = plan.ask("第五部分")
    assert (answer.kind, answer.answered) == ("section", True)
    assert [c.clause for c in answer.citations] == [f"五、{n}" for n in range(1, 6)]
    assert answer.answer.startswith("五、深入培育和践行社会主义核心价值观（共5条）\n\n1.深入开展")
    at = [answer.answer.index(citation.quote) for citation in answer.citations]
    assert at == sorted(at)
    assert answer.answer.endswith("——《某区2020年宣传思想文化工作要点》五")


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("稳步推进文化产业高质量发展包括哪些任务", "九"),
        ("坚决筑牢意识形态安全防线有哪些内容", "四"),
        ("着力建设高素质宣传思想文化队伍", "十"),
        ("讲文化事业的部分", "八"),
        ("疫情防控那一节写了啥", "二"),
        ("最后一部分说的啥", "十"),
    ],
)
def test_a_section_is_found_by_title_subject_or_place(
    question: str, label: str, plan: Assistant
) -> None:
    answer = plan.ask(question)
    assert answer.kind == "section"
    wanted = [
        clause.label
        for clause in plan.documents[0].clauses
        if clause.label.startswith(f"{label}、")
    ]
    assert [citation.clause for citation in answer.citations] == wanted


def test_beyond_the_longest_it_is_a_line_a_clause(papers: Assistant) -> None:
    answer = papers.ask(f"《{LONG_TITLE}》第一部分")
    assert sum(len(citation.quote) for citation in answer.citations) > LONGEST
    assert [c.clause for c in answer.citations] == [f"一、{n}" for n in range(1, 13)]
    blocks = answer.answer.split("\n\n")
    assert blocks[0] == "一、河道治理（共12条）"
    assert blocks[1] == "1.治理第1号河道。按照一河一策的要求编制方案。"
    assert len(blocks) == 1 + 12 + 2
    assert "一、1" in blocks[-2]
    assert len(answer.answer) < LONGEST


def test_the_rest_can_be_had_as_it_says(papers: Assistant) -> None:
    answer = papers.ask(f"《{LONG_TITLE}》原文 一、7")
    assert (answer.kind, [c.clause for c in answer.citations]) == ("clause", ["一、7"])


def test_headings_between_are_shown(papers: Assistant) -> None:
    answer = papers.ask("文明创建任务清单第二部分")
    heading = answer.answer.index("（二）深化文明交通行动")
    assert answer.answer.index("（一）组织志愿服务") < heading
    assert heading < answer.answer.index("1.治理机动车") < answer.answer.index("（三）开设")


def test_articles_keep_the_blank_behind_their_mark(papers: Assistant) -> None:
    answer = papers.ask("第四条")
    assert answer.kind == "section"
    assert answer.answer.startswith("第四条 读者应当遵守下列规定（共3条）")
    assert [c.clause for c in answer.citations][1:] == [f"第四条（{n}）" for n in "一二三"]
