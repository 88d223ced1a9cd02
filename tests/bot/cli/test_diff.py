import json
from pathlib import Path

import pytest

from bot.settings import Settings
from index.build import build
from index.place import Place
from tests.bot.cli.commands import run
from tests.editions import NEW, NEW_TITLE, OLD, OLD_TITLE, write_editions


def test_compares_two_documents(capsys: pytest.CaptureFixture[str], editions: Settings) -> None:
    done = run(capsys, "diff", OLD_TITLE, "防汛要点2023.txt", "--data", str(editions.data))
    assert done.code == 0
    head, counts, *lines = done.out.splitlines()
    assert (
        head == f"《{OLD_TITLE}》（要点/防汛要点2022.txt）→《{NEW_TITLE}》（要点/防汛要点2023.txt）"
    )
    assert counts == "新增1条，修改2条，移动或改号0条，删去1条，未变2条。"
    assert [line[:2] for line in lines if line[:2] in {"+ ", "- ", "~ "}] == [
        "~ ",
        "~ ",
        "- ",
        "+ ",
    ]
    assert "检查[-一次-]{+两次+}" in done.out


def test_gives_json(capsys: pytest.CaptureFixture[str], editions: Settings) -> None:
    words = ["diff", OLD_TITLE, NEW_TITLE, "--json", "--data", str(editions.data)]
    difference = json.loads(run(capsys, *words).out)
    assert difference["older"]["title"] == OLD_TITLE
    assert difference["counts"] == {"added": 1, "dropped": 1, "changed": 2, "moved": 0, "same": 2}
    [added] = [each for each in difference["changes"] if each["kind"] == "added"]
    assert added["old"] is None
    assert added["new"]["clause"] == "二、1"
    _, changed = [each for each in difference["changes"] if each["kind"] == "changed"]
    [edit] = changed["edits"]
    assert (edit["old"], edit["new"]) == ("一次", "两次")
    assert OLD[slice(*edit["old_span"])] == "一次"
    assert NEW[slice(*edit["new_span"])] == "两次"


def test_compares_a_file_with_what_it_was(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    place = Place(tmp_path / "data")
    corpus = write_editions(tmp_path / "corpus", {"要点.txt": OLD})
    build([corpus], place, "bundled", lambda *_: None)
    words = ["diff", "要点.txt", "--data", str(place.data)]
    alone = run(capsys, *words)
    assert alone.code == 1
    assert "没有以前的版本" in alone.err
    write_editions(corpus, {"要点.txt": OLD.replace("五百只", "八百只")})
    build([corpus], place, "bundled", lambda *_: None)
    done = run(capsys, *words)
    assert done.code == 0
    assert "之前的版本 → 现在的版本" in done.out
    assert "[-五百-]{+八百+}" in done.out or "[-五百只-]{+八百只+}" in done.out
    assert "以前的版本：1个" in run(capsys, "show", "要点.txt", "--data", str(place.data)).out


def test_the_help_tells_the_form_of_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    told = "".join(run(capsys, "diff", "--help").out.split())
    assert "counts:{added,dropped,changed,moved,same}" in told
    assert "edits" in told
