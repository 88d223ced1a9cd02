import json

import pytest

from bot.settings import Settings
from tests.bot.cli.commands import Done, run
from tests.editions import HEIR_TITLE, NEW_TITLE, OLD_TITLE, RULES_TITLE


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str], editions: Settings) -> "Show":
    return Show(capsys, editions)


class Show:
    def __init__(self, capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
        self._capsys, self._settings = capsys, settings

    def __call__(self, *words: str) -> Done:
        return run(self._capsys, "show", *words, "--data", str(self._settings.data))


def test_shows_the_outline_with_the_edition_and_owners(show: Show) -> None:
    done = show("2023年防汛")
    assert (done.code, done.err) == (0, "")
    head, edition, count, *lines, legend = done.out.splitlines()
    assert head == f"《{NEW_TITLE}》（要点/防汛要点2023.txt）"
    assert "日期 2023-03-01" in edition
    assert "发文机关 清河县人民政府办公室" in edition
    assert count == "共5条，原文写明责任单位的1条。"
    assert [line.split()[0] for line in lines if not line.startswith("●")] == [
        "前言",
        "一、压实责任",
        "一、2",
        "二、备足力量",
        "二、1",
        "二、2",
    ]
    assert [line.split() for line in lines if line.startswith("●")] == [
        ["●", "一、1", "落实包片制度"]
    ]
    assert legend.startswith("●")


def test_says_that_a_document_was_repealed(show: Show) -> None:
    assert f"已废止（见《{HEIR_TITLE}》）" in show(RULES_TITLE).out
    assert f"同时废止《{RULES_TITLE}》" in show(HEIR_TITLE).out


@pytest.mark.parametrize("clause", ["一、2", "第一部分第二项", "1-2"])
def test_shows_a_clause_with_its_source(show: Show, clause: str) -> None:
    done = show("要点/防汛要点2023.txt", clause)
    assert done.out == (
        "2.严格值班值守。汛期二十四小时值班，信息及时上报。\n"
        f"——《{NEW_TITLE}》一、2（一、压实责任）\n"
    )


def test_shows_a_section_whole(show: Show) -> None:
    lines = show("要点2023", "第二部分").out.splitlines()
    assert lines[0] == "二、备足力量"
    assert [line[:2] for line in lines[1:]] == ["1.", "——", "2.", "——"]


def test_gives_json(show: Show) -> None:
    outline = json.loads(show(RULES_TITLE, "--json").out)
    assert outline["title"] == RULES_TITLE
    assert outline["edition"]["number"] == "清政发〔2015〕8号"
    assert outline["edition"]["state"] == "repealed"
    assert outline["edition"]["repealed_by"] == HEIR_TITLE
    assert [each["label"] for each in outline["clauses"]][-1] == "第三条"
    shown = json.loads(show(NEW_TITLE, "一、1", "--json").out)
    [citation] = shown["citations"]
    assert citation["quote"].startswith("落实包片制度。")
    assert citation["owner"]["units"] == [{"name": "县水利局", "role": "lead", "supplement": False}]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["防汛工作要点"], OLD_TITLE),
        (["没有的文件"], "没有“没有的文件”"),
        ([NEW_TITLE, "第九部分"], "没有“第九部分”"),
        ([NEW_TITLE, "随便"], "不是条款编号"),
    ],
)
def test_what_fits_not_is_one_line_and_code_1(show: Show, words: list[str], told: str) -> None:
    done = show(*words)
    assert (done.code, done.out) == (1, "")
    assert told in done.err
    assert len(done.err.strip().splitlines()) == 1
