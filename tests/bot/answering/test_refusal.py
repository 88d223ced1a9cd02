from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.settings import Settings
from index.build import build


@pytest.mark.parametrize(
    ("question", "text", "labels"),
    [
        ("实体书店补贴多少钱", "原文没有写明金额。最接近的条文是：\n\n3.支持实体书店", ["八、3"]),
        ("五报是哪五报", "原文没有写明具体所指。", ["六、2"]),
        ("2021年实体书店新增多少家", "原文没有写2021年的情况。", ["八、3"]),
        ("朝阳区新增多少家实体书店", "原文没有提到“朝阳区”。", ["八、3"]),
        ("冬奥森林公园几月完工", "原文没有写明时间。", ["七、1"]),
        ("衙门口森林公园多大面积", "原文没有写明规模。", ["七、1"]),
        ("实体书店新增到哪年", "原文没有写明时间。", ["八、3"]),
        ("帮我写一份总结报告", "文件里没有找到能回答这个问题的内容。", []),
        ("食堂几点开门", "文件里没有找到能回答这个问题的内容。最接近的条文是：", ["五、4"]),
    ],
)
def test_what_is_missing_is_said(
    question: str, text: str, labels: list[str], plan: Assistant
) -> None:
    answer = plan.ask(question)
    assert (answer.kind, answer.answered) == ("refusal", False)
    assert answer.answer.startswith(text)
    assert [citation.clause for citation in answer.citations] == labels


def test_a_fine_for_an_item_of_a_list_is_told_by_what_opens_it(
    plan_settings: Settings, tmp_path: Path
) -> None:
    corpus, data = tmp_path / "corpus", tmp_path / "data"
    corpus.mkdir()
    text = (
        "公园管理办法\n\n第一条　为加强公园管理，制定本办法。\n"
        "第二条　游客有下列行为之一的，由公园管理机构责令改正，予以警告；"
        "情节严重的，可以处500元以下的罚款：\n"
        "（一）攀折花木、损毁草坪；\n（二）携带犬只进入儿童乐园。\n"
        "第三条　本办法自2022年3月1日起施行。\n"
    )
    (corpus / "公园.txt").write_text(text, "utf-8")
    settings = plan_settings.model_copy(update={"corpus": corpus, "data": data})
    build([corpus], settings.place, settings.embedding, lambda *_: None)
    answer = Assistant(settings).ask("携带犬只进入儿童乐园罚款多少元")
    assert [citation.clause for citation in answer.citations] == ["第二条"]
    assert "500元以下" in answer.answer


def test_a_name_that_is_not_stated(papers: Assistant) -> None:
    answer = papers.ask("总指挥叫什么名字")
    assert answer.answer.startswith("原文没有写明人名。最接近的条文是：\n\n（一）加强领导。")


@pytest.mark.parametrize(
    ("question", "there"),
    [
        ("第十一部分", "里只有10个部分（一到十）。"),
        ("第五部分第九项", "“五、深入培育和践行社会主义核心价值观”里只有5条（五、1到五、5）。"),
    ],
)
def test_a_number_that_leads_nowhere_says_what_exists(
    question: str, there: str, plan: Assistant
) -> None:
    answer = plan.ask(question)
    assert (answer.kind, answer.answered) == ("refusal", False)
    assert answer.answer.startswith("没有“第")
    assert answer.answer.endswith(there)


def test_a_contact_is_named(plan_settings: Settings) -> None:
    assistant = Assistant(plan_settings.model_copy(update={"contact": "区委宣传部办公室"}))
    answer = assistant.ask("中午食堂吃什么")
    assert answer.answer.endswith("\n\n需要进一步了解，请联系区委宣传部办公室。")


def test_one_address_in_several_documents_is_a_choice(papers: Assistant) -> None:
    answer = papers.ask("二、1")
    assert (answer.kind, answer.answered, answer.citations) == ("clarify", False, ())
    lines = answer.answer.split("\n")
    assert lines[0].startswith(f"有{len(lines) - 1}份文件里都有这个编号")
    assert len(set(lines)) == len(lines)
    assert all(line.startswith("· 《") for line in lines[1:])


def test_a_named_document_is_chosen(papers: Assistant) -> None:
    assert papers.ask("青禾区水系治理规划 二、1").kind == "clause"
