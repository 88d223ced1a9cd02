"""What a file is by its bytes, whatever its name says."""

import re
import zipfile
from pathlib import Path

from index.reading.package import open_package, read_member
from index.reading.source import UnreadableFileError

TEXTS = frozenset({".txt", ".md", ".markdown", ".text"})
SHEETS = frozenset({".csv", ".tsv"})
PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
OFFICE = frozenset({".doc", ".wps", ".rtf", ".odt", ".xls", ".ods"})  # through LibreOffice
READ = "txt、md、docx、pdf、ofd、html、xlsx、csv，及 doc、wps、rtf（需 LibreOffice）"

_HEAD = 8192
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ARCHIVE = "这是压缩包，请解压后把里面的文件放进来"
_SLIDES = "不读演示文稿，请另存为 PDF 后再试"
_PICTURE = "这是图片，请换成文字版，或把扫描件合成 PDF 后再试"
_LOCKED = "文件设有打开密码，请去掉密码后另存一份再试"


def kind_of(path: Path) -> str:
    """The suffix that the content deserves, such as `.docx`.

    Raises:
        UnreadableFileError: an archive, a picture, a file with a password, or nothing known.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_kind(path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    return _flat_kind(path, head)


def _flat_kind(path: Path, head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if head.startswith(_ARCHIVES):
        raise UnreadableFileError(_ARCHIVE)
    if head.startswith(_PICTURES):
        raise UnreadableFileError(_PICTURE)
    return _text_kind(path.suffix.lower(), head)


def _text_kind(suffix: str, head: bytes) -> str:
    if suffix in TEXTS | SHEETS | PAGES:
        return ".html" if suffix in PAGES else suffix
    if _PAGE.match(head.lstrip(b"\xef\xbb\xbf")):
        return ".html"
    if head.lstrip().lower().startswith(b"mime-version:"):
        raise UnreadableFileError("这是单个文件的网页（mht），请另存为 html、docx 或 PDF 后再试")
    if suffix in {".docx", ".xlsx", ".pdf", ".ofd", ".doc", ".wps", ".xls", ".et", ".rtf"}:
        raise UnreadableFileError(
            f"内容不是 {suffix[1:]}，文件可能已损坏或没有下载完整，请重新取得后再试"
        )
    raise UnreadableFileError(f"不认识这种文件。能读的有 {READ}，请转换后再试")


def _package_kind(path: Path) -> str:
    with open_package(path) as package:
        names = set(package.namelist())
        main = {name.split("/")[0] for name in names}
        if "[Content_Types].xml" in names:
            return _ooxml_kind(package, main)
        if "OFD.xml" in names:
            return ".ofd"
        if "mimetype" in names:
            return _odf_kind(read_member(package, "mimetype"))
    raise UnreadableFileError(_ARCHIVE)


def _ooxml_kind(package: zipfile.ZipFile, folders: set[str]) -> str:
    types = read_member(package, "[Content_Types].xml")
    if b"wordprocessingml" in types:
        return ".docx"
    if b"spreadsheetml" in types or "xl" in folders:
        return ".xlsx"
    if b"presentationml" in types:
        raise UnreadableFileError(_SLIDES)
    raise UnreadableFileError(_ARCHIVE)


def _odf_kind(mimetype: bytes) -> str:
    if b"opendocument.text" in mimetype:
        return ".odt"
    if b"opendocument.spreadsheet" in mimetype:
        return ".ods"
    raise UnreadableFileError(_SLIDES if b"presentation" in mimetype else _ARCHIVE)


def _ole_kind(path: Path) -> str:
    """The old office formats share a container; its directory names what it holds."""
    content = path.read_bytes()

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise UnreadableFileError(_LOCKED)
    if holds("PowerPoint Document"):
        raise UnreadableFileError(_SLIDES)
    if holds("Workbook") or holds("ETExtData"):
        return ".xls"
    if holds("WordDocument") or holds("WpsContent"):
        return ".wps" if path.suffix.lower() == ".wps" else ".doc"
    raise UnreadableFileError(f"不认识这种文件。能读的有 {READ}，请转换后再试")
