from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.source import UnreadableFileError
from index.reading.text import decode, read_text

TEXT = "某区2020年工作要点\n一、抓好******学习\n1.深入学习，推进落实。"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "utf-32"],
)
def test_reads_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "要点.txt"
    path.write_bytes(TEXT.encode(encoding))
    source = read_text(path)
    assert [line.text for line in source.lines] == TEXT.split("\n")
    assert [line.number for line in source.lines] == [1, 2, 3]


def test_reads_a_doubled_byte_order_mark() -> None:
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbf" + TEXT.encode()) == TEXT


def test_reads_traditional_characters() -> None:
    text = "第一條　為加強管理，特制定本辦法。機關應當依照規定辦理申請，並於期限內答覆。"
    assert decode(text.encode("big5")) == text
    assert decode(text.encode("gb18030")) == text


def test_counts_lines_by_every_line_break(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("甲\r\n乙\r丙\n丁\u2028戊".encode())
    assert [line.text for line in read_text(path).lines] == ["甲", "乙", "丙", "丁\u2028戊"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "文件是空的"),
        (b"\xef\xbb\xbf \n", "文件是空的"),
        ("\n　\n".encode(), "文件是空的"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02", "认不出文字编码"),
        (bytes(range(256)) * 8, "认不出文字编码"),
        (b"\x01\x02\x03\x04abc", "二进制数据"),
        ("тест и ещё немного текста".encode("cp1251"), "认不出文字编码"),
    ],
)
def test_says_why_a_file_is_no_text_and_what_to_do(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=reason) as error:
        read_text(path)
    assert "请" in str(error.value)


def test_says_that_a_file_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="打不开文件"):
        read_text(tmp_path / "没有.txt")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_unreadable(data: bytes) -> None:
    try:
        text = decode(data)
    except UnreadableFileError:
        return
    assert text.strip("\ufeff \t\r\n\u3000")


def test_reads_markdown_without_its_signs(tmp_path: Path) -> None:
    path = tmp_path / "要点.md"
    path.write_text(
        "# 某区工作要点\n\n## 一、抓好******学习\n**1.深入学习。**推进[落实](http://a.cn)。",
        encoding="utf-8",
    )
    assert [line.text for line in read_text(path).lines] == [
        "某区工作要点",
        "",
        "一、抓好******学习",
        "1.深入学习。推进落实。",
    ]
