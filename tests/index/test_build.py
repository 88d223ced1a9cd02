import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.settings import Settings
from index.build import (
    BuildRunningError,
    Built,
    EmptyCorpusError,
    UnwritableError,
    build,
    stale,
)
from index.generation import Generation
from index.place import Place
from index.publish import drop_unfinished
from tests.index.conftest import Indexed
from tests.index.samples import FILES, NOTICE_TITLE, PLAN, PLAN_TITLE, write_files
from tests.plan import ROOT

PATIENCE = 120  # seconds for a build in a process of its own


def quiet(_stage: str, _done: int, _total: int) -> None:
    """No progress."""


def index(corpus: Path, place: Place, *, force: bool = False) -> Built:
    return build([corpus], place, "bundled", quiet, force=force)


def generations(place: Place) -> set[str]:
    return {path.name for path in place.index.iterdir() if path.is_dir()}


def start(corpus: Path, place: Place, *before: str) -> subprocess.Popen[str]:
    """`wence index` in a process of its own; `before` is a command that starts it."""
    program = [sys.executable, "-m", "bot", "index", str(corpus), "--data", str(place.data)]
    return subprocess.Popen(
        [*before, *program],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def until(reached: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    began = time.monotonic()
    while not reached():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.005)


def test_a_build_brings_every_file(county: Indexed) -> None:
    built = county.built
    assert not built.reused
    assert {document.source for document in built.documents} == set(FILES)
    assert not built.manifest.failures
    assert {file.source for file in built.manifest.files} == set(FILES)


def test_an_unchanged_corpus_is_reused(corpus: Path, place: Place) -> None:
    first = index(corpus, place)
    again = index(corpus, place)
    assert again.reused
    assert again.manifest == first.manifest
    assert again.documents == first.documents
    assert stale([corpus], place, "bundled") == ""
    assert index(corpus, place, force=True).manifest.id != first.manifest.id


def test_changed_added_and_removed_files(corpus: Path, place: Place) -> None:
    index(corpus, place)
    (corpus / "计划.txt").write_text(PLAN.replace("2000亩", "9000亩"), "utf-8")
    write_files(corpus, {"新.txt": "一、新办法。全文如下。\n二、即日施行。".encode()})
    (corpus / "讲话.md").unlink()
    assert stale([corpus], place, "bundled") == "资料或程序有变化"
    built = index(corpus, place)
    assert not built.reused
    texts = {document.source: document.text for document in built.documents}
    assert "9000亩" in texts["计划.txt"]
    assert "新.txt" in texts
    assert "讲话.md" not in texts
    assert Generation.open(place).documents == built.documents


def test_a_file_that_fails_never_costs_the_others(corpus: Path, place: Place) -> None:
    write_files(corpus, {"坏.pdf": b"no pdf", "空.txt": b"", "密.txt": "机密★1年\n正文".encode()})
    built = index(corpus, place)
    assert {document.source for document in built.documents} == set(FILES)
    failed = {failure.source: failure.reason for failure in built.manifest.failures}
    assert set(failed) == {"坏.pdf", "空.txt", "密.txt"}
    assert index(corpus, place).reused  # they are told again from the manifest
    assert len(list((place.index / built.manifest.id / "originals").iterdir())) == len(FILES)


@pytest.mark.parametrize(
    ("files", "message"), [({}, "里没有文件"), ({"坏.txt": b"\0\1\2"}, "一个也读不了")]
)
def test_a_corpus_without_a_document(
    corpus: Path, place: Place, tmp_path: Path, files: dict[str, bytes], message: str
) -> None:
    first = index(corpus, place)
    empty = tmp_path / "empty"
    empty.mkdir()
    for name, content in files.items():
        (empty / name).write_bytes(content)
    with pytest.raises(EmptyCorpusError, match=message) as raised:
        index(empty, place)
    assert [failure.source for failure in raised.value.failures] == list(files)
    assert Generation.open(place).manifest == first.manifest
    assert generations(place) == {first.manifest.id}


def test_two_files_of_one_title_are_two_documents(county: Indexed) -> None:
    both = [each for each in county.built.documents if each.title == NOTICE_TITLE]
    assert len({document.id for document in both}) == 2
    texts = {county.generation.original(document.id) for document in both}
    assert len(texts) == 2


def test_the_generation_before_is_kept_and_older_ones_go(corpus: Path, place: Place) -> None:
    first, second, third = (index(corpus, place, force=True).manifest.id for _ in range(3))
    assert generations(place) == {second, third}
    assert place.current() == third
    assert first not in generations(place)


def test_leftovers_of_a_killed_build_are_removed(corpus: Path, place: Place) -> None:
    kept = index(corpus, place).manifest.id
    (place.index / "20200101T000000-dead" / "originals").mkdir(parents=True)
    assert index(corpus, place).reused
    assert generations(place) == {kept}


def test_the_published_generation_is_never_a_leftover(corpus: Path, place: Place) -> None:
    kept = index(corpus, place).manifest.id
    (place.index / kept / "manifest.json").unlink()
    drop_unfinished(place)
    assert generations(place) == {kept}
    assert not index(corpus, place).reused  # without a manifest it is built anew


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """A corpus whose vectors nobody knows, so that a build takes seconds."""
    lines = "\n".join(
        f"{n}.第{n}个村建设文化广场{n * 7}平方米，修路{n}公里。" for n in range(1, 250)
    )
    return write_files(
        tmp_path / "big", {"大.txt": f"某县村村通工程计划\n一、工程\n{lines}".encode()}
    )


def cached(place: Place) -> int:
    return sum(path.stat().st_size for path in place.data.glob("embeddings.sqlite*"))


def test_a_killed_build_leaves_the_old_generation_serving(
    corpus: Path, place: Place, big: Path
) -> None:
    old = index(corpus, place)
    assistant = Assistant(Settings(data=place.data, corpus=corpus))
    known = cached(place)

    def begun() -> Iterator[Path]:
        return (place.index / name for name in generations(place) - {old.manifest.id})

    moments: list[Callable[[], bool]] = [
        lambda: any((folder / "originals").exists() for folder in begun()),
        lambda: any((folder / "vectors").exists() for folder in begun()),
        lambda: cached(place) > known + 50_000,  # in the midst of embedding
    ]
    for moment in moments:
        process = start(big, place)
        until(moment, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert place.current() == old.manifest.id
        assert generations(place) != {old.manifest.id}
        assert Generation.open(place).documents == old.documents
        assert "茶园2000亩" in assistant.ask(f"《{PLAN_TITLE}》第一部分第一项").answer
    assert index(corpus, place).reused
    assert generations(place) == {old.manifest.id}


def test_one_build_at_a_time(corpus: Path, place: Place, big: Path) -> None:
    process = start(big, place)
    until(lambda: place.index.is_dir() and bool(generations(place)), process)
    with pytest.raises(BuildRunningError, match="请等它结束后再试"):
        index(corpus, place)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not index(corpus, place).reused  # the lock died with its holder


def test_a_running_assistant_follows_the_pointer(corpus: Path, place: Place) -> None:
    index(corpus, place)
    assistant = Assistant(Settings(data=place.data, corpus=corpus))
    before = assistant.generation
    question = f"{PLAN_TITLE}第一部分第一项"
    assert "2000亩" in assistant.ask(question).answer
    (corpus / "计划.txt").write_text(PLAN.replace("2000亩", "9000亩"), "utf-8")
    index(corpus, place)
    assert "9000亩" in assistant.ask(question).answer
    assert assistant.generation == place.current() != before


def test_a_disk_that_fills_up_is_said_in_words(corpus: Path, place: Place) -> None:
    """No file may grow beyond some size: the same error as a full disk, for this process only."""
    old = index(corpus, place)
    write_files(corpus, {"新.txt": ("一、新办法。" + "各单位要认真落实。" * 9000).encode()})

    process = start(corpus, place, "sh", "-c", 'ulimit -f 200 && exec "$@"', "limited")
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "请检查" in errors.strip().splitlines()[-1]
    assert "Traceback" not in errors
    assert generations(place) == {old.manifest.id}
    assert Generation.open(place).documents == old.documents


def test_a_data_folder_that_cannot_be_made(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UnwritableError, match="请检查磁盘空间和权限"):
        index(corpus, Place(tmp_path / "file" / "data"))


def test_files_that_change_while_a_build_runs(corpus: Path, place: Place) -> None:
    """Read after the change: text, original and fingerprint are all of the later version."""
    later = PLAN.replace("2000亩", "9000亩").encode()

    def meddle(stage: str, done: int, _total: int) -> None:
        if (stage, done) == ("读取", 0):
            (corpus / "计划.txt").write_bytes(later)

    build([corpus], place, "bundled", meddle)
    generation = Generation.open(place)
    plan = next(each for each in generation.documents if each.source == "计划.txt")
    assert "9000亩" in plan.text
    assert generation.original(plan.id) == (later, "计划.txt")
    assert index(corpus, place).reused


def test_a_build_that_is_stopped_cleans_up(corpus: Path, place: Place) -> None:
    def interrupt(stage: str, _done: int, _total: int) -> None:
        if stage == "向量":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([corpus], place, "bundled", interrupt)
    assert generations(place) == set()
    assert place.current() is None


def test_what_reading_can_call_on_is_part_of_the_fingerprint(
    corpus: Path, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A .doc that failed for want of LibreOffice is read once that is there."""
    monkeypatch.setenv("PATH", "/usr/bin-without")
    index(corpus, place)
    assert index(corpus, place).reused
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", os.fspath(program.parent))
    assert not index(corpus, place).reused
