from pathlib import Path

import pytest

from index.reading.ofd import read_ofd
from index.reading.source import UnreadableFileError
from tests.index.reading.paper import ofd_text, write_ofd

FULL = "为贯彻落实上级部署结合本区实际制定本要点请认真组织实施"  # 27 characters of 5.6 mm: a line


def texts(path: Path) -> list[str]:
    return [line.text for line in read_ofd(path).lines]


def test_reads_the_text_layer_page_by_page(tmp_path: Path) -> None:
    pages = [
        ofd_text(41, 40, "一、总体要求") + ofd_text(41, 50, FULL[:25]) + ofd_text(30, 60, FULL),
        ofd_text(30, 40, "落实到位。")
        + ofd_text(41, 50, "二、工作任务")
        + ofd_text(100, 285, "—2—"),
    ]
    source = read_ofd(write_ofd(tmp_path / "a.ofd", pages))
    assert [(line.text, line.page) for line in source.lines] == [
        ("一、总体要求", 1),
        (FULL[:25] + FULL + "落实到位。", 1),
        ("二、工作任务", 2),
    ]
    assert [line.text for line in source.removed] == ["—2—"]


@pytest.mark.parametrize("hidden", ['Visible="false"', 'Alpha="0"'])
def test_hidden_objects_are_no_text(tmp_path: Path, hidden: str) -> None:
    page = ofd_text(30, 40, "看得见") + ofd_text(30, 60, "看不见", hidden)
    assert texts(write_ofd(tmp_path / "a.ofd", [page])) == ["看得见"]


def test_repeated_steps_and_separate_ones_place_the_characters(tmp_path: Path) -> None:
    page = (
        '<ofd:TextObject ID="1" Boundary="30 30 100 12" Size="5"><ofd:TextCode X="0" Y="10"'
        ' DeltaX="g 2 5 12">总则第一</ofd:TextCode></ofd:TextObject>'
    )
    assert texts(write_ofd(tmp_path / "a.ofd", [page])) == ["总则第 一"]


def test_a_picture_alone_is_refused(tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.ofd", ['<ofd:ImageObject ID="1" Boundary="0 0 210 297"/>'])
    with pytest.raises(UnreadableFileError, match="没有文字层"):
        read_ofd(path)


def test_an_encrypted_one_is_refused(tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.ofd", [ofd_text(30, 40, "甲")], [("Encryptions.xml", "<a/>")])
    with pytest.raises(UnreadableFileError, match="加密"):
        read_ofd(path)


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.ofd", [])
    with pytest.raises(UnreadableFileError, match="没有可读的文字"):
        read_ofd(path)
