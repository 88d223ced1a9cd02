import zipfile
from pathlib import Path

import pytest

from index.reading.package import open_package, parse_xml
from index.reading.source import UnreadableFileError


def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 40_000_000)
    with pytest.raises(UnreadableFileError, match="压缩炸弹"), open_package(path):
        pass


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        for at in range(10_001):
            package.writestr(str(at), b"")
    with pytest.raises(UnreadableFileError, match="压缩炸弹"), open_package(path):
        pass


def test_entities_do_not_expand() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "xxxx"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    with pytest.raises(UnreadableFileError, match="DTD"):
        parse_xml(bomb)


def test_malformed_xml_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="损坏"):
        parse_xml(b"<a><b></a>")
