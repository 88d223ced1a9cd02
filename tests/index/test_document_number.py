from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clause import Document
from index.document_number import find_numbered, find_unknown

NUMBERS = ("国发2018-39", "穗府办规2022-13", "中华人民共和国国务院令746")


@pytest.fixture(scope="module")
def numbers(documents: dict[str, Document]) -> dict[str, list[Document]]:
    [some, *_] = documents.values()
    return {number: [replace(some, id=number)] for number in NUMBERS}


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("国发〔2018〕39号第二条", "国发2018-39", "第二条"),
        ("请问国发[2018]第39号第二条", "国发2018-39", "请问 第二条"),
        ("国发2018 39号第二条", "国发2018-39", "第二条"),
        ("国发2018-39号第二条", "国发2018-39", "第二条"),
        ("国发2018年39号文第二条", "国发2018-39", "第二条"),
        ("国发〔二〇一八〕三十九号第二条", "国发2018-39", "第二条"),
        ("国发39号（二）", "国发2018-39", "（二）"),
        ("39号文第二条", "国发2018-39", "第二条"),
        ("2018年39号文第二条", "国发2018-39", "第二条"),
        ("穗府办规2022 13号 8条", "穗府办规2022-13", "8条"),
        ("国务院令第746号第二条", "中华人民共和国国务院令746", "第二条"),
        ("国务院746号令第二条", "中华人民共和国国务院令746", "第二条"),
        ("746号令第二条", "中华人民共和国国务院令746", "第二条"),
    ],
)
def test_a_number_however_it_is_written(
    numbers: dict[str, list[Document]], text: str, number: str, rest: str
) -> None:
    found = find_numbered(text, numbers)
    assert [document.id for document in found.documents] == [number]
    assert found.text == rest


@pytest.mark.parametrize(
    "text",
    [
        "国发〔2019〕39号",
        "国发〔2018〕40号",
        "京政发〔2018〕39号",
        "京政发39号文",
        "39号提案",
        "39号",
        "746号文",
        "39号令",
        "5月13号文件发了吗",
        "2018年13号文",
        "",
    ],
)
def test_other_numbers_name_nothing(numbers: dict[str, list[Document]], text: str) -> None:
    found = find_numbered(text, numbers)
    assert (found.documents, found.text) == ((), text)


def test_a_number_in_full_that_no_document_has(numbers: dict[str, list[Document]]) -> None:
    assert find_unknown("请问国发〔2018〕40号第一条", numbers) == "国发〔2018〕40号"
    assert find_unknown("京政发2018 39号第一条", numbers) == "京政发2018 39号"
    for text in ("国发〔2018〕39号第一条", "39号提案", "2018年12月1号", "40号文第一条"):
        assert find_unknown(text, numbers) == ""


@given(st.text(st.sampled_from("国发府办规令〔〕20182239号第文年13 -七四六")))
def test_what_is_left_is_of_the_text(numbers: dict[str, list[Document]], text: str) -> None:
    assert set(find_numbered(text, numbers).text) <= set(text) | {" "}
