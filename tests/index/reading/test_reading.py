import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import WenceError
from index.reading import UnreadableFileError, read
from tests.index.reading.paper import body, ofd_text, write_ofd, write_pdf


def write_word(path: Path) -> Path:
    document = Document()
    document.add_paragraph("一、总体要求")
    document.save(str(path))
    return path


def write_book(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.create_sheet("表").append(["一、总体要求"])
    book.save(path)
    return path


def write_page(path: Path) -> Path:
    path.write_text("<html><body><p>一、总体要求</p></body></html>", encoding="utf-8")
    return path


MAKERS: dict[str, Callable[[Path], Path]] = {
    "docx": write_word,
    "xlsx": write_book,
    "pdf": lambda path: write_pdf(path, [body(["　　一、总体要求"])]),
    "html": write_page,
    "ofd": lambda path: write_ofd(path, [ofd_text(30, 40, "一、总体要求")]),
}


@pytest.mark.parametrize("form", MAKERS)
def test_the_content_chooses_the_reader(tmp_path: Path, form: str) -> None:
    assert read(MAKERS[form](tmp_path / f"a.{form}")).lines[0].text == "一、总体要求"
    misnamed = read(MAKERS[form](tmp_path / "a.dat"))
    assert misnamed.lines[0].text == "一、总体要求"
    assert misnamed.warnings[-1] == f"扩展名是 .dat，内容是 {form}，按内容读取"


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.docx", "空的"),
        (b"Rar!\x1a\x07\x00", "a.rar", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c", "a.doc", "压缩包"),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", "图片"),
        (b"not a document", "a.docx", "内容不是 docx"),
        (b"PK\x03\x04broken", "a.docx", "损坏"),
        (b"%PDF-1.7 broken", "a.pdf", "损坏"),
        (b"\x7fELF\x02\x01", "a.bin", "不认识"),
        (b"MIME-Version: 1.0\r\n", "a.mht", "mht"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_cure(
    tmp_path: Path, content: bytes, name: str, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=reason):
        read(tmp_path / name)


def test_an_archive_and_slides_are_named(tmp_path: Path) -> None:
    for name, member, reason in (
        ("a.zip", "要点.docx", "压缩包"),
        ("a.pptx", "[Content_Types].xml", "演示文稿"),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as package:
            package.writestr(member, "<Types>presentationml</Types>")
        with pytest.raises(UnreadableFileError, match=reason):
            read(tmp_path / name)


def compound(*streams: str) -> bytes:
    """A compound file, the container of doc, xls and encrypted docx, with these empty streams."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * (436 - 4)
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = b"".join(_entry(name, at) for at, name in enumerate(("Root Entry", *streams)))
    return head.ljust(512, b"\xff") + table + entries.ljust(512, b"\0")


def _entry(name: str, at: int) -> bytes:
    text = name.encode("utf-16-le")
    kind = 5 if at == 0 else 2
    return text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1) + bytes(60)


def test_a_password_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(compound("EncryptionInfo", "EncryptedPackage"))
    with pytest.raises(UnreadableFileError, match="密码"):
        read(tmp_path / "a.docx")


def test_an_old_format_says_how_to_convert_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.doc").write_bytes(compound("WordDocument"))
    with pytest.raises(UnreadableFileError, match=r"LibreOffice.*另存为 docx"):
        read(tmp_path / "a.doc")


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    outside = write_page(tmp_path / "a.html")
    (corpus / "b.html").symlink_to(outside)
    (corpus / "c.html").symlink_to(write_page(corpus / "a.html"))
    with pytest.raises(UnreadableFileError, match="文件夹以外"):
        read(corpus / "b.html", corpus)
    assert read(corpus / "c.html", corpus).lines


def test_devices_pipes_and_broken_links_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    for name, reason in (("pipe.txt", "不是普通文件"), ("gone.txt", "链接已断")):
        with pytest.raises(UnreadableFileError, match=reason):
            read(tmp_path / name)


def outcome(path: Path) -> str:
    """What was read, or the reason why not; any other error passes through and fails the test."""
    try:
        return "\n".join(line.text for line in read(path).lines)
    except WenceError as error:
        return str(error)


@pytest.mark.parametrize("form", MAKERS)
def test_damage_anywhere_is_told_and_nothing_else(tmp_path: Path, form: str) -> None:
    whole = MAKERS[form](tmp_path / f"whole.{form}").read_bytes()
    path = tmp_path / f"a.{form}"
    for at in range(0, len(whole), max(len(whole) // 25, 1)):
        path.write_bytes(whole[:at] + b"\0\xff<" + whole[at + 3 :])
        assert outcome(path)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.binary(max_size=300), st.sampled_from([".docx", ".pdf", ".html", ".xlsx", ".csv", ".ofd"])
)
def test_any_bytes_go_in_and_only_our_error_comes_out(
    tmp_path: Path, content: bytes, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    assert outcome(path)
