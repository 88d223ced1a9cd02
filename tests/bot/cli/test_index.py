from pathlib import Path

import pytest

from tests.bot.cli.conftest import Run

NOTICE = "值班通知\n一、值班安排\n1.轮流值班。由办公室负责。\n2.做好记录。"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "资料 [一]"
    folder.mkdir()
    (folder / "通知.txt").write_text(NOTICE, "utf-8")
    return folder


def test_the_corpus_is_the_default(
    corpus: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WENCE_CORPUS", str(corpus))
    ran = run("index")
    assert (ran.code, ran.err) == (0, "")
    assert "值班通知" in ran.out
    assert ran.out.splitlines()[-1] == "索引已建好，即时生效。"
    assert (tmp_path / "var" / "index" / "current").exists()


def test_nothing_changed(corpus: Path, tmp_path: Path, run: Run) -> None:
    arguments = ["index", str(corpus), "--data", str(tmp_path / "data")]
    assert run(*arguments).code == 0
    assert run(*arguments).out.splitlines()[-1] == "没有变化，沿用原有索引。"
    assert run(*arguments, "--force").out.splitlines()[-1] == "索引已建好，即时生效。"


def test_a_failure_is_named_and_the_others_are_indexed(
    corpus: Path, tmp_path: Path, run: Run
) -> None:
    (corpus / "坏[1].docx").write_bytes(b"no zip")
    data = str(tmp_path / "data")
    ran = run("index", str(corpus), "--data", data)
    assert ran.code == 0
    (line,) = ran.err.splitlines()
    assert line.startswith("未索引 坏[1].docx：")
    assert run("ask", "轮流值班由谁负责", "--data", data).out.startswith("责任单位：办公室")


@pytest.mark.parametrize("kind", ["empty folder", "missing", "unreadable"])
def test_none_indexed(kind: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "here"
    if kind != "missing":
        path.mkdir()
    if kind == "unreadable":
        (path / "坏.docx").write_bytes(b"no zip")
    ran = run("index", str(path), "--data", str(tmp_path / "data"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("。\n")
    assert ("坏.docx" in ran.err) is (kind == "unreadable")
