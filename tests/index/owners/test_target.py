"""Figures that a clause sets itself."""

import pytest

from index.clause import Clause, Mark
from index.owners import find_targets


def targets(text: str, start: int = 0) -> list[str]:
    mark = Mark("arabic", 1, "1.")
    clause = Clause("1", (mark,), (), "", text, start, start + len(text), None, 1)
    found = find_targets(clause)
    assert all(text[t.start - start : t.end - start] == t.text for t in found)
    return [target.text for target in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进书店发展,新增实体书店90家。", ["新增实体书店90家"]),
        ("加快博物馆建设,实现1.0家/10万人目标。", ["实现1.0家/10万人目标"]),
        ("到2027 年，累计培育未来工厂150 家左右。", ["累计培育未来工厂150 家左右"]),
        ("地区生产总值增长5%左右，建成2个基地。", ["地区生产总值增长5%左右", "建成2个基地"]),
        ("一是新建绿道1000公里；二是加强管理。", ["新建绿道1000公里"]),
        ("化解率达到93%以上（牵头单位：信访局）。", ["化解率达到93%以上"]),
    ],
)
def test_targets(text: str, expected: list[str]) -> None:
    assert targets(text, start=7) == expected


@pytest.mark.parametrize(
    "text",
    [
        "全面贯彻党的十九大精神,落实2020年任务。",
        "推进24小时书店。",
        "做好2018至2020年评选工作。",
        "召开第3次会议，落实国发〔2019〕71号文件。",
        "加快5G和7×24小时服务。",
        "",
    ],
)
def test_other_figures_are_no_targets(text: str) -> None:
    assert targets(text) == []
