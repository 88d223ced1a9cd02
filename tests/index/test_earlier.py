from pathlib import Path

import pytest

from index.build import Built, build
from index.earlier import EARLIER_FILE, KEPT
from index.generation import Generation
from index.place import Place
from tests.editions import NEW, OLD, write_editions

FILES = {"要点.txt": OLD, "值班.txt": "值班规定\n第一条 按时到岗。\n第二条 做好记录。"}


@pytest.fixture
def fresh(tmp_path: Path) -> tuple[Path, Place]:
    return write_editions(tmp_path / "corpus", FILES), Place(tmp_path / "data")


def index(corpus: Path, place: Place) -> Built:
    return build([corpus], place, "bundled", lambda *_: None)


def test_an_overwritten_file_keeps_what_it_said(fresh: tuple[Path, Place]) -> None:
    corpus, place = fresh
    before = {each.source: each for each in index(corpus, place).documents}
    (corpus / "要点.txt").write_text(NEW, "utf-8")
    index(corpus, place)
    generation = Generation.open(place)
    old = before["要点.txt"]
    assert generation.document(old.id) == old
    assert generation.original(old.id) == (OLD.encode(), "要点.txt")
    assert [each.document for each in generation.versions("要点.txt")] == [old]
    assert generation.versions("值班.txt") == ()
    assert old not in generation.documents
    assert all(document.id != old.id for document, _ in generation.passages)


def test_versions_are_bounded_newest_first_and_none_twice(fresh: tuple[Path, Place]) -> None:
    corpus, place = fresh
    ids = []
    for at in range(KEPT + 2):
        (corpus / "要点.txt").write_text(OLD.replace("五百", f"{at}百"), "utf-8")
        ids += [each.id for each in index(corpus, place).documents if each.source == "要点.txt"]
    kept = [each.document.id for each in Generation.open(place).earlier]
    assert kept == ids[-2 : -2 - KEPT : -1]
    (corpus / "要点.txt").write_text(OLD.replace("五百", f"{KEPT - 1}百"), "utf-8")
    index(corpus, place)
    again = [each.document.id for each in Generation.open(place).earlier]
    assert ids[KEPT - 1] not in again
    assert len(again) == len(set(again)) == KEPT


def test_what_leaves_the_corpus_leaves_with_its_versions(fresh: tuple[Path, Place]) -> None:
    corpus, place = fresh
    index(corpus, place)
    (corpus / "要点.txt").write_text(NEW, "utf-8")
    index(corpus, place)
    (corpus / "要点.txt").unlink()
    index(corpus, place)
    generation = Generation.open(place)
    assert generation.earlier == ()
    assert {path.name for path in (generation.folder / "originals").iterdir()} == {
        document.id for document in generation.documents
    }


def test_a_file_that_can_not_be_read_any_more_keeps_its_last_version(
    fresh: tuple[Path, Place],
) -> None:
    corpus, place = fresh
    index(corpus, place)
    (corpus / "要点.txt").write_bytes(b"")
    assert index(corpus, place).manifest.failures
    assert [each.document.source for each in Generation.open(place).earlier] == ["要点.txt"]


def test_damaged_versions_cost_the_links_alone(fresh: tuple[Path, Place]) -> None:
    corpus, place = fresh
    index(corpus, place)
    (corpus / "要点.txt").write_text(NEW, "utf-8")
    index(corpus, place)
    generation = Generation.open(place)
    (generation.folder / EARLIER_FILE).write_text("{", "utf-8")
    assert generation.earlier == ()
    assert generation.document("0" * 16) is None
    with pytest.raises(KeyError):
        generation.original("0" * 16)
    (corpus / "值班.txt").write_text("值班规定\n第一条 按时到岗。", "utf-8")
    assert not index(corpus, place).reused
