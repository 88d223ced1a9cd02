from pathlib import Path

import pytest

from index.glossary import Glossary, read_glossary


def office(folder: Path, text: str, encoding: str) -> Path:
    (folder / "glossary.csv").write_bytes(text.encode(encoding))
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_it_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = "说法,原文用语\n书店,实体书店\n扫黄办,文化执法队\n扫黄办,新闻出版科\n"
    terms, failures = read_glossary([office(tmp_path, text, encoding)])
    assert terms == {"书店": "实体书店", "扫黄办": "文化执法队 新闻出版科"}
    assert not failures


def test_a_row_of_no_use_is_named_and_costs_no_other(tmp_path: Path) -> None:
    text = "说法,原文用语\n书店,\n老厂,老旧厂房\n"
    terms, failures = read_glossary([office(tmp_path, text, "utf-8")])
    assert terms == {"老厂": "老旧厂房"}
    assert [failure.reason for failure in failures] == ["第2行：“原文用语”是空的；请填上。"]


def test_a_wrong_header_is_named(tmp_path: Path) -> None:
    _, failures = read_glossary([office(tmp_path, "a,b\n书店,实体书店\n", "utf-8")])
    assert "说法,原文用语" in failures[0].reason


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("书店新增多少", "实体书店新增多少"),
        ("实体书店新增多少", "实体书店新增多少"),
        ("“书店”在哪几条", "“书店”在哪几条"),
        ("OA怎么用", "办公系统怎么用"),
        ("什么也没有", "什么也没有"),
    ],
)
def test_terms_become_the_documents_own(said: str, meant: str) -> None:
    assert Glossary({"书店": "实体书店", "oa": "办公系统"}).applied(said) == meant


def test_without_terms_nothing_changes() -> None:
    assert Glossary({}).applied("书店") == "书店"
