import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.clause import Document
from index.corpus import Failure, File, find_files, read_document, take
from tests.index.samples import NOTICE_TITLE, PLAN, PLAN_TITLE, RULES_TITLE, SPEECH, write_files

NOBODY = 65534


@contextmanager
def unprivileged() -> Iterator[None]:
    """Permissions bind whoever runs the tests, root too."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(own)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that anyone may enter, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o755)
        yield path


def failures_of(*roots: Path) -> dict[str, str]:
    return {failure.source: failure.reason for failure in find_files(roots)[1]}


def sources_of(*roots: Path) -> list[str]:
    return [file.source for file in find_files(roots)[0]]


def read_one(folder: Path, name: str, content: bytes) -> Document | Failure:
    path = write_files(folder, {name: content}) / name
    return read_document(File(name, path, "0"), path)


def test_files_come_in_the_order_of_their_names(corpus: Path) -> None:
    assert sources_of(corpus) == [
        "2022/防汛通知.txt",
        "2023/防汛通知.txt",
        "办法.txt",
        "计划.txt",
        "讲话.md",
    ]


def test_hidden_files_and_the_offices_own_are_passed_over(corpus: Path) -> None:
    names = [".git/a.txt", "~$计划.docx", "office/补充.csv", ".计划.txt", "2022/office/b.txt"]
    write_files(corpus, dict.fromkeys(names, b"x"))
    files, failures = find_files([corpus])
    assert "2022/office/b.txt" in [file.source for file in files]
    assert len(files) == 6
    assert not failures


def test_a_format_that_cannot_be_read_is_named(corpus: Path) -> None:
    write_files(corpus, {"照片.jpg": b"x"})
    assert "不支持这种格式" in failures_of(corpus)["照片.jpg"]


def test_links_are_followed_within_the_corpus_only(corpus: Path, tmp_path: Path) -> None:
    secret = write_files(tmp_path / "elsewhere", {"a.txt": b"x"})
    (corpus / "外.txt").symlink_to(secret / "a.txt")
    (corpus / "外面").symlink_to(secret)
    (corpus / "断.txt").symlink_to(corpus / "没有.txt")
    (corpus / "环.txt").symlink_to(corpus / "环.txt")
    (corpus / "同一份.txt").symlink_to(corpus / "计划.txt")
    failed = failures_of(corpus)
    assert "之外的链接" in failed["外.txt"]
    assert "之外的链接" in failed["外面"]
    assert "找不到" in failed["断.txt"]
    assert "找不到" in failed["环.txt"]
    assert len(sources_of(corpus)) == 5  # one file under two names is one file


def test_pipes_and_devices_are_not_opened(corpus: Path) -> None:
    os.mkfifo(corpus / "管道.txt")
    assert "不是普通文件" in failures_of(corpus)["管道.txt"]
    assert "不是普通文件" in failures_of(Path(os.devnull))["null"]


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    assert failures_of(tmp_path / "没有") == {"没有": "找不到这个文件；请检查路径。"}


def test_files_without_permission_are_named(public: Path) -> None:
    write_files(public, {"开.txt": b"x", "关.txt": b"x", "里/深.txt": b"x", "进/深.txt": b"x"})
    (public / "关.txt").chmod(0)
    (public / "里").chmod(0)
    (public / "进").chmod(0o444)  # may be listed, not entered
    try:
        with unprivileged():
            files, failures = find_files([public])
    finally:
        (public / "里").chmod(0o755)
        (public / "进").chmod(0o755)
    assert [file.source for file in files] == ["开.txt"]
    assert [failure.source for failure in failures] == ["关.txt", "进/深.txt", "里"]
    assert all("打不开" in failure.reason for failure in failures)


def test_a_file_that_breaks_while_it_is_read(tmp_path: Path) -> None:
    broken = tmp_path / "坏盘.txt"
    broken.symlink_to("/proc/self/mem")  # a regular file whose first byte gives an I/O error
    assert "打不开（" in failures_of(broken)["坏盘.txt"]


def test_names_that_were_unzipped_in_gbk(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/" + "计划.txt".encode("gbk")
    Path(os.fsdecode(name)).write_text(PLAN, "utf-8")
    assert sources_of(tmp_path) == ["计划.txt"]


def test_files_of_one_name_in_two_folders_stay_apart(tmp_path: Path) -> None:
    first = write_files(tmp_path / "甲", {"a.txt": b"1", "b.txt": b"1"})
    second = write_files(tmp_path / "乙", {"a.txt": b"1"})
    third = write_files(tmp_path / "丙" / "乙", {"a.txt": b"1"})
    files, _ = find_files([first, second, third])
    assert len({file.identity for file in files}) == 4
    sources = {file.source for file in files}
    assert sources == {"a.txt", "b.txt", "乙/a.txt", (third / "a.txt").resolve().as_posix()}


def test_a_file_given_twice_is_one_file(corpus: Path) -> None:
    assert len(sources_of(corpus, corpus / "计划.txt", corpus)) == 5


def test_a_version_has_a_name_of_its_own() -> None:
    one, other = (File("a.txt", Path("a.txt"), digest) for digest in ("1", "2"))
    assert one.identity != other.identity
    assert one.identity == File("a.txt", Path("elsewhere/a.txt"), "1").identity


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_any_encoding_is_the_same_text(tmp_path: Path, encoding: str) -> None:
    content = PLAN.encode(encoding)
    if encoding == "utf-16-le":
        content = b"\xff\xfe" + content
    document = read_one(tmp_path, "计划.txt", content)
    assert isinstance(document, Document)
    assert document.text == PLAN.strip()


def test_titles(documents: dict[str, Document]) -> None:
    assert {source: document.title for source, document in documents.items()} == {
        "2022/防汛通知.txt": NOTICE_TITLE,
        "2023/防汛通知.txt": NOTICE_TITLE,
        "办法.txt": RULES_TITLE,
        "计划.txt": PLAN_TITLE,
        "讲话.md": "县长在春耕生产现场会上的讲话",
    }


def test_a_file_without_numbers_has_its_paragraphs(tmp_path: Path) -> None:
    document = read_one(tmp_path, "讲话.txt", SPEECH.encode())
    assert isinstance(document, Document)
    assert [clause.label for clause in document.clauses] == ["第1段", "第2段", "第3段"]


@pytest.mark.parametrize("content", [b"", b" \n\n ", b"\x00\x01\x02\x03" * 999, b"PK\x03\x04zip"])
def test_what_is_no_text_is_a_failure(tmp_path: Path, content: bytes) -> None:
    found = read_one(tmp_path, "坏.txt", content)
    assert isinstance(found, Failure)
    assert found.source == "坏.txt"
    assert "请" in found.reason


@pytest.mark.parametrize("marking", ["机密★1年", "秘密", "000001\n绝密★长期\n特急"])
def test_secret_documents_stay_out(tmp_path: Path, marking: str) -> None:
    found = read_one(tmp_path, "密.txt", f"{marking}\n{PLAN}".encode())
    assert isinstance(found, Failure)
    assert "秘密文件不入库" in found.reason
    assert "请" in found.reason


def test_speaking_of_secrets_is_no_marking(tmp_path: Path) -> None:
    text = PLAN.replace("强化驻村", "保守国家秘密，严防机密文件外传，强化驻村")
    assert isinstance(read_one(tmp_path, "计划.txt", text.encode()), Document)


def test_what_is_kept_is_what_was_read(corpus: Path, tmp_path: Path) -> None:
    """A file that is written to after it was found."""
    kept = tmp_path / "kept"
    kept.mkdir()
    file = next(file for file in find_files([corpus])[0] if file.source == "计划.txt")
    changed = PLAN.replace("2000亩", "9000亩").encode()
    file.path.write_bytes(changed)
    taken, document = take(file, kept)
    assert isinstance(document, Document)
    assert "9000亩" in document.text
    assert document.id == taken.identity != file.identity
    assert (kept / document.id).read_bytes() == changed


def test_a_file_that_vanishes_costs_only_itself(corpus: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    gone, left = find_files([corpus / "计划.txt", corpus / "办法.txt"])[0]
    gone.path.unlink()
    assert isinstance(take(gone, kept)[1], Failure)
    assert isinstance(take(left, kept)[1], Document)
    assert [path.name for path in kept.iterdir()] == [left.identity]


def test_nothing_of_a_secret_document_is_kept(corpus: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    write_files(corpus, {"密.txt": f"机密★1年\n{PLAN}".encode()})
    for file in find_files([corpus / "密.txt"])[0]:
        assert isinstance(take(file, kept)[1], Failure)
    assert list(kept.iterdir()) == []
