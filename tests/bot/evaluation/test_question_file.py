import json
from pathlib import Path

import pytest

from bot.evaluation import Aim, EvaluationError, Gold, read_questions

TABLE = """问题,文件,条款,题型
书店新增多少家,某计划.txt,八、3,
"冬奥，在哪些条款",某计划.txt,三、2；五、2,提及
食堂几点开门,,,
,某计划.txt,五、3,
"""


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_file_is_read_but_for_empty_lines(tmp_path: Path) -> None:
    path = written(tmp_path / "q.jsonl", '\ufeff{"id":7,"question":"问\u2028题"}\r\n\n')
    (gold,) = read_questions(path).questions
    assert (gold.id, gold.question) == ("7", "问\u2028题")


def test_aims_by_label_or_by_document_and_label() -> None:
    gold = Gold.model_validate(
        {"question": "问", "gold": ["五、3", ["甲", "一、1"], {"document": "乙", "clause": "二"}]}
    )
    assert gold.gold == (
        Aim(clause="五、3"),
        Aim(document="甲", clause="一、1"),
        Aim(document="乙", clause="二"),
    )
    assert list(map(str, gold.gold)) == ["五、3", "《甲》一、1", "《乙》二"]
    assert Gold.model_validate_json(gold.model_dump_json()) == gold


@pytest.mark.parametrize(
    ("given", "answerable", "type_"),
    [
        ({}, False, "unanswerable"),
        ({"gold": ["一"]}, True, "clause"),
        ({"gold": ["一", "二"]}, True, "multi_clause"),
        ({"gold": ["一"], "owner_named": False}, True, "owner"),
        ({"gold": ["一"], "type": "fact"}, True, "fact"),
        ({"answerable": True}, True, "clause"),
        ({"answerable": False, "gold": ["一"]}, False, "unanswerable"),
    ],
)
def test_what_is_not_said_follows(given: dict[str, object], answerable: bool, type_: str) -> None:
    gold = Gold.model_validate({"question": "问", **given})
    assert (gold.answerable, gold.type) == (answerable, type_)


GOOD = '{"question":"好"}'
BAD = [
    ("not json", "不是 JSON"),
    ("[1]", "不是 {…} 这样的 JSON"),
    ('{"id":"1"}', "缺少“question”"),
    ('{"question":5}', "“question”的值不能用"),
    ('{"question":"问","gold":[{"clause":""}]}', "“gold.0.clause”的值不能用"),
    ('{"question":"问","type":"all"}', "“all”是全部题目的名字，题型请换一个名字"),
    ("[" * 100_000, "不是 JSON"),
]


def test_each_bad_line_is_named_and_costs_the_others_nothing(tmp_path: Path) -> None:
    lines = [GOOD.encode(), *(line.encode() for line, _ in BAD), b'{"question":"\xff"}', b"{}"]
    read = read_questions(written(tmp_path / "q.jsonl", b"\n".join([*lines, GOOD.encode()])))
    assert [(each.id, each.question) for each in read.questions] == [("1", "好"), ("11", "好")]
    reasons = [*(reason for _, reason in BAD), "不是 UTF-8 编码的文字", "缺少“question”"]
    assert [(each.line, each.reason) for each in read.unread] == list(enumerate(reasons, 2))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_the_table_of_an_office(encoding: str, delimiter: str, tmp_path: Path) -> None:
    content = TABLE.replace(",", delimiter).encode(encoding)
    read = read_questions(written(tmp_path / "题目.csv", content))
    shop, games, canteen = read.questions
    assert (shop.gold, shop.document, shop.type) == ((Aim(clause="八、3"),), "某计划.txt", "clause")
    assert games.gold == (Aim(clause="三、2"), Aim(clause="五、2"))
    assert games.type == "提及"
    assert (canteen.answerable, canteen.type, canteen.id) == (False, "unanswerable", "4")
    assert [(each.line, each.reason) for each in read.unread] == [(5, "问题是空的")]


def test_the_everyday_wordings_of_an_office_are_such_a_table(tmp_path: Path) -> None:
    path = written(tmp_path / "questions.csv", "问法,文件,条款\n年头,某计划,前言\n")
    (gold,) = read_questions(path).questions
    assert (gold.question, gold.gold) == ("年头", (Aim(clause="前言"),))


def test_json_in_gb18030(tmp_path: Path) -> None:
    line = json.dumps({"question": "书店新增多少家"}, ensure_ascii=False)
    (gold,) = read_questions(written(tmp_path / "q", line.encode("gb18030"))).questions
    assert gold.question == "书店新增多少家"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("q.jsonl", b'{"id":"1"}', "第1行缺少“question”"),
        ("q.jsonl", b"", "没有问题"),
        ("q.csv", "问题,文件,条款\n".encode(), "没有问题"),
        ("q.csv", "题目,答案\n甲,乙\n".encode(), "第一行应是 问题,文件,条款"),
        ("q.csv", b"\x00\x01\x02" * 99, "q.csv"),
        ("q.jsonl", b"\xff\xfe\xfd", "q.jsonl"),
    ],
)
def test_a_file_without_a_question(name: str, content: bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=told):
        read_questions(written(tmp_path / name, content))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="请检查文件名和权限"):
        read_questions(tmp_path / "nowhere.csv")
