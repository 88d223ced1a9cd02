import subprocess
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from index.reading import UnreadableFileError, read

pytestmark = pytest.mark.system


def converted(path: Path, form: str) -> Path:
    profile = (path.parent / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", form,
         "--outdir", str(path.parent), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return path.with_suffix(f".{form}")


@pytest.mark.parametrize("form", ["doc", "rtf", "odt"])
def test_reads_what_libreoffice_converts(tmp_path: Path, form: str) -> None:
    document = Document()
    for text in ("一、总体要求", "（一）抓好落实。（责任单位：区委办）"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    source = read(converted(tmp_path / "a.docx", form))
    assert [line.text for line in source.lines] == [
        "一、总体要求",
        "（一）抓好落实。（责任单位：区委办）",
    ]
    assert f"由 LibreOffice 从 {form} 转换而来" in source.warnings


def test_reads_an_old_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["任务", "牵头单位"])
    sheet.append(["建档", "档案局"])
    book.save(tmp_path / "a.xlsx")
    source = read(converted(tmp_path / "a.xlsx", "xls"))
    assert [line.text for line in source.lines] == ["任务：建档；牵头单位：档案局"]


def test_a_damaged_one_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1")
    with pytest.raises(UnreadableFileError, match=r"没有文字|另存为"):
        read(tmp_path / "a.rtf")
