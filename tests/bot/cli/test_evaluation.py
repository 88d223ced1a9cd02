import json
import os
from pathlib import Path

import pytest
from rich.cells import cell_len

from bot.evaluation import Run as Evaluated
from bot.settings import Settings
from tests.bot.cli.conftest import Run

QUESTIONS = """问题,文件,条款
书店要新增多少家,某区2020年宣传思想文化工作要点,八、3
第四部分讲了什么,,第四部分
食堂几点开门,,
第五部分第三项,,五、4
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "题目.csv"
    path.write_bytes(QUESTIONS.encode("gb18030"))
    return path


@pytest.fixture
def data(plan_settings: Settings) -> tuple[str, str]:
    return ("--data", str(plan_settings.data))


def test_the_report_has_figures_and_misses(file: Path, data: tuple[str, str], run: Run) -> None:
    ran = run("eval", str(file), *data)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{file}：4题；1份文件，模型 bundled\n")
    assert "答对       75.0%" in ran.out
    assert "✗ 5 第五部分第三项" in ran.out
    assert "应为：五、4" in ran.out
    assert "没有引用五、4" in ran.out


@pytest.mark.parametrize("width", [36, 60, 120])
def test_the_report_fits_the_terminal(
    width: int, file: Path, data: tuple[str, str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = file.with_suffix(".json")
    saved.write_text(run("eval", str(file), "--json", *data).out, "utf-8")
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.chdir(file.parent)
    ran = run("eval", file.name, "--compare", saved.name, "--floor", "right=0.5", *data)
    assert ran.code == 0
    assert [line for line in ran.out.splitlines()[1:] if cell_len(line) > width] == []
    assert "…" not in ran.out.partition("有问题的题")[0]
    for name in ("答对", "引准", "该拒已拒", "误拒", "编造单位", "95%毫秒", "没有答案"):
        assert name in ran.out


def test_json_is_the_run(file: Path, data: tuple[str, str], run: Run) -> None:
    ran = run("eval", str(file), "--json", *data)
    assert (ran.code, ran.err) == (0, "")
    written = json.loads(ran.out)
    assert written["format"] == 1
    assert written["figures"][-1]["type"] == "all"
    assert written["figures"][-1]["figures"]["right"]["value"] == 0.75
    assert [each["right"] for each in written["outcomes"]] == [True, True, True, False]
    assert Evaluated.model_validate_json(ran.out).misses[0].gold.question == "第五部分第三项"


def test_a_comparison_names_what_broke(file: Path, data: tuple[str, str], run: Run) -> None:
    saved = file.with_suffix(".json")
    before = Evaluated.model_validate_json(run("eval", str(file), "--json", *data).out)
    first, *others = before.outcomes
    swapped = (first.model_copy(update={"right": False}), *others)
    older = before.model_copy(update={"outcomes": swapped})
    saved.write_text(older.model_dump_json(), "utf-8")
    ran = run("eval", str(file), "--compare", str(saved), *data)
    assert ran.code == 0
    assert "4题可比" in ran.out
    assert "变好了（1）\n  2 书店要新增多少家" in ran.out
    assert "变差了（0）" in ran.out
    written = json.loads(run("eval", str(file), "--json", "--compare", str(saved), *data).out)
    assert written["comparison"]["fixed"] == [{"id": "2", "question": "书店要新增多少家"}]


def test_floors_decide_the_exit_code(file: Path, data: tuple[str, str], run: Run) -> None:
    held = run("eval", str(file), "--floor", "right=75%", "--floor", "invented_units=0", *data)
    assert held.code == 0
    assert "✓ right 应≥ 0.75，实测 0.75" in held.out
    missed = run("eval", str(file), "--floor", "right=0.8", *data)
    assert missed.code == 1
    assert "✗ right 应≥ 0.8，实测 0.75" in missed.out
    machine = run("eval", str(file), "--floor", "right=0.8", "--json", *data)
    assert (machine.code, machine.err) == (1, "✗ right 应≥ 0.8，实测 0.75\n")
    assert json.loads(machine.out)["floors"][0]["held"] is False


@pytest.mark.parametrize(
    "wrong", [("--floor", "right"), ("--floor", "nosuch=1"), ("--nosuch",), ("a", "b")]
)
def test_wrong_usage(wrong: tuple[str, ...], file: Path, data: tuple[str, str], run: Run) -> None:
    ran = run("eval", str(file), *wrong, *data)
    assert (ran.code, ran.out) == (2, "")


def test_bad_lines_are_told_and_the_others_measured(
    tmp_path: Path, data: tuple[str, str], run: Run
) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"question":"五、3","gold":["五、3"]}\nnot json\n{"id":3}\n', "utf-8")
    ran = run("eval", str(path), *data)
    assert ran.code == 1
    assert ran.err.splitlines() == [
        f"{path} 第2行：不是 JSON；这一行没有计入。",
        f"{path} 第3行：缺少“question”；这一行没有计入。",
    ]
    assert "1题，2行没有读懂" in ran.out


@pytest.mark.parametrize("content", [None, b"", b"{}\n", os.urandom(64) + b"\x00\xff"])
def test_a_file_that_cannot_be_used_is_one_line(
    content: bytes | None, tmp_path: Path, data: tuple[str, str], run: Run
) -> None:
    path = tmp_path / "q.jsonl"
    if content is not None:
        path.write_bytes(content)
    ran = run("eval", str(path), *data)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"format":2}'])
def test_an_earlier_run_that_is_none(
    content: bytes | None, file: Path, data: tuple[str, str], run: Run
) -> None:
    path = file.with_suffix(".json")
    if content is not None:
        path.write_bytes(content)
    ran = run("eval", str(file), "--compare", str(path), *data)
    assert (ran.code, ran.out) == (1, "")
    assert str(path) in ran.err
    assert len(ran.err.splitlines()) == 1
