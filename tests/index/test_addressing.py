from pathlib import Path

import pytest

from index.addressing import Astray, find_clause
from index.clause import Document
from index.outline import outline
from index.reading import read
from tests.tasks import PLAN_NAME, TABLE_NAME, write_plan, write_table


@pytest.fixture
def plan(tmp_path: Path) -> Document:
    return outline(read(write_plan(tmp_path) / PLAN_NAME), PLAN_NAME, "1")


@pytest.mark.parametrize(
    "address",
    ["二、（三）", "二、(三)", "二（三）", "第二部分第三项", "二.3", "二（三）开放查阅窗口"],
)
def test_every_written_form_leads_to_the_clause(address: str, plan: Document) -> None:
    found = find_clause(address, plan)
    assert not isinstance(found, Astray)
    assert found.label == "二、（三）"


@pytest.mark.parametrize(
    ("address", "several", "labels"),
    [
        ("二", True, ("二、（三）", "二、（四）")),
        ("二（九）", False, ("二、（三）", "二、（四）")),
        ("二（三）修缮档案馆库", False, ("二、（三）",)),
        ("开放窗口", False, ()),
    ],
)
def test_what_leads_astray(
    address: str, several: bool, labels: tuple[str, ...], plan: Document
) -> None:
    assert find_clause(address, plan) == Astray(several, labels)


def test_a_label_that_recurs_is_none(tmp_path: Path) -> None:
    text = "序号,任务,单位\n1,建档,档案局\n1,立卷,档案局\n"
    (tmp_path / "a.csv").write_text(text, "utf-8")
    found = find_clause("1", outline(read(tmp_path / "a.csv"), "a.csv", "1"))
    assert isinstance(found, Astray)
    assert found.several


def test_a_table_s_row_by_its_number(tmp_path: Path) -> None:
    path = write_table(write_plan(tmp_path)) / TABLE_NAME
    found = find_clause("3", outline(read(path), TABLE_NAME, "1"))
    assert not isinstance(found, Astray)
    assert "周末窗口" in found.text
