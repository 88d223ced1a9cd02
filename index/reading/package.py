"""Files that are a zip of XML (docx, xlsx, ofd): opened within limits, parsed without entities."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.reading.source import UnreadableFileError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MEMBERS = 10_000
MAX_TOTAL = 512 * 1024 * 1024
MAX_MEMBER = 128 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FROM = (
    8 * 1024 * 1024
)  # blank paper compresses well: small parts may be as thin as they like


@contextmanager
def open_package(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip at `path`, once its directory shows that it is no bomb.

    Raises:
        UnreadableFileError: damaged, encrypted, or unpacking to more than the limits.
    """
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableFileError("文件已损坏，请用原程序打开后另存一份再试") from error
    with package:
        check_members(package.infolist())
        yield package


def check_members(members: list[zipfile.ZipInfo]) -> None:
    """Refuse a directory that promises more than a document can need."""
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableFileError("文件已加密，请去掉密码后另存一份再试")
    too_many = len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_TOTAL
    if too_many or any(_is_bomb(member) for member in members):
        raise UnreadableFileError("文件解压后过大，可能是压缩炸弹，请核对来源或拆分后再试")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    if member.file_size > MAX_MEMBER:
        return True
    thin = member.file_size > MAX_RATIO * max(member.compress_size, 1)
    return thin and member.file_size > _RATIO_FROM


def read_member(package: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes, never more than the directory was allowed to promise.

    Raises:
        UnreadableFileError: missing, damaged, or longer than it says.
    """
    try:
        with package.open(name) as member:
            content = member.read(MAX_MEMBER + 1)
    except KeyError as error:
        raise UnreadableFileError(
            f"文件不完整，缺少 {name}，请用原程序打开后另存一份再试"
        ) from error
    except Exception as error:  # zlib, CRC, unknown compression: whatever a broken member raises
        raise UnreadableFileError("文件已损坏，请用原程序打开后另存一份再试") from error
    if len(content) > MAX_MEMBER:
        raise UnreadableFileError("文件解压后过大，可能是压缩炸弹，请核对来源或拆分后再试")
    return content


def parse_xml(content: bytes) -> "_Element":
    """XML without entities, DTDs or the network.

    Raises:
        UnreadableFileError: malformed, or with a document type, which no office format has.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        tree = etree.parse(io.BytesIO(content), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError("文件内容已损坏，请用原程序打开后另存一份再试") from error
    if tree.docinfo.doctype:
        raise UnreadableFileError("文件里有不该有的 DTD 声明，可能有害，请核对来源")
    return tree.getroot()
