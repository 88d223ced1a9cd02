import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.assistant import Assistant
from bot.cli import app
from bot.settings import load_settings
from index.errors import WenceError
from tests.tasks import HEADER, PLAN_TITLE, write_plan, write_supplements

GOOD = f"{PLAN_TITLE},一（一）,区机关事务局,牵头,2021年8月,纪要,2021-03-02"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WENCE_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("WENCE_DATA", str(tmp_path / "data"))
    return write_plan(tmp_path / "corpus")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def wence(*words: str) -> Result:
    done = run(*words)
    assert done.exit_code == 0, done.output
    return done


def test_add_writes_the_row_and_it_answers_at_once(corpus: Path) -> None:
    done = wence(
        *("supplement", "add", PLAN_TITLE, "第一部分第一项", "区机关事务局"),
        *("--role", "牵头", "--deadline", "2021年8月", "--source", "纪要", "--date", "2021-03-02"),
    )
    assert "第2行" in done.stdout
    assert f"《{PLAN_TITLE}》一、（一）" in done.stdout
    rows = (corpus / "office" / "supplements.csv").read_text("utf-8-sig").splitlines()
    assert rows == [HEADER, GOOD.replace("一（一）", "第一部分第一项")]
    answer = Assistant(load_settings()).ask("一（一）由谁牵头？")
    assert answer.owner
    assert [unit.name for unit in answer.owner.units if unit.supplement] == ["区机关事务局"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("别的文件", "一（一）", "甲局", "--source", "纪要"), "索引里没有“别的文件”"),
        ((PLAN_TITLE, "九（九）", "甲局", "--source", "纪要"), "没有“九（九）”"),
        ((PLAN_TITLE, "一（一）", "--source", "纪要"), "都是空的"),
        ((PLAN_TITLE, "一（一）", "甲局", "--source", " "), "“来源”是空的"),
    ],
)
def test_add_refuses_what_leads_nowhere_and_writes_nothing(
    words: tuple[str, ...], reason: str, corpus: Path
) -> None:
    done = run("supplement", "add", *words)
    assert isinstance(done.exception, WenceError)
    assert reason in str(done.exception)
    assert not (corpus / "office").exists()


@pytest.mark.usefixtures("corpus")
def test_a_role_that_is_none_and_a_missing_source_are_wrong_usage() -> None:
    words = ("supplement", "add", PLAN_TITLE, "一（一）", "甲局")
    assert run(*words, "--source", "纪要", "--role", "主抓").exit_code == 2
    assert run(*words).exit_code == 2


def test_check_names_every_bad_row(corpus: Path) -> None:
    wence("index")
    assert wence("supplement", "check").stdout == "0条可以采用，0条有问题。\n"
    write_supplements(corpus, GOOD)
    assert wence("supplement", "check").stdout == "1条可以采用，0条有问题。\n"
    write_supplements(corpus, GOOD.replace("牵头", "主抓"), GOOD, f"别的{GOOD}别的")
    done = run("supplement", "check")
    assert done.exit_code == 1
    assert done.stdout == "1条可以采用，2条有问题。\n"
    assert [line[:30] for line in done.stderr.splitlines()] == [
        "office/supplements.csv 第2行：没有“",
        "office/supplements.csv 第4行：索引里",
    ]
    assert wence("index").stderr.count("supplements.csv") == 2


def test_list_shows_the_clause_of_each_row(corpus: Path) -> None:
    wence("index")
    write_supplements(corpus, GOOD, f"别的,{GOOD}")
    listed = json.loads(wence("supplement", "list", "--json").stdout)
    assert [(each["行"], each["对应条款"]) for each in listed] == [
        (2, f"《{PLAN_TITLE}》一、（一）"),
        (3, ""),
    ]
    assert "不能采用" in wence("supplement", "list").stdout


def test_list_and_check_of_another_table(corpus: Path) -> None:
    wence("index")
    write_supplements(corpus).write_text("姓名,电话\n甲,1\n", "utf-8")
    assert run("supplement", "check").exit_code == 1
    done = run("supplement", "list")
    assert isinstance(done.exception, WenceError)
    assert "表头缺少" in str(done.exception)


@pytest.mark.usefixtures("corpus")
def test_check_without_an_index_says_what_to_do() -> None:
    done = run("supplement", "check")
    assert isinstance(done.exception, WenceError)
    assert "wence index" in str(done.exception)
