"""Explicit owner statements: brackets, labelled lines, table rows."""

import pytest

from index.clause import Owner
from index.owners import find_owner
from index.owners.rule import FirstNamed


def read(text: str) -> Owner:
    owner = find_owner(text, 0, FirstNamed())
    for unit in owner.units:
        assert "".join(text[unit.start : unit.end].split()) == unit.name
    return owner


def roles(text: str) -> str:
    """`市教育局:lead 市财政局:support`, in the order of the text."""
    return " ".join(f"{unit.name}:{unit.role}" for unit in read(text).units)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进改革。（责任单位：省经信厅、省数据局）", "省经信厅:responsible 省数据局:responsible"),
        ("推进改革（责任单位：省经信厅）。", "省经信厅:responsible"),
        (
            "推进改革(责任单位:区委宣传部,各街道办事处.)",
            "区委宣传部:responsible 各街道办事处:responsible",
        ),
        ("推进改革。〔责任单位：省经信厅〕", "省经信厅:responsible"),
        ("推进改革。[责任单位：省经信厅]", "省经信厅:responsible"),
        ("推进改革。（责任单位：省经信厅)", "省经信厅:responsible"),
        ("（农业农村部、财政部负责）", "农业农村部:responsible 财政部:responsible"),
        (
            "（省委金融办、人行浙江省分行按职责分工负责）",
            "省委金融办:responsible 人行浙江省分行:responsible",
        ),
        ("（负责部门：药监局，适用范围：福建自贸试验区）", "药监局:responsible"),
        ("（省经信厅牵头，省国资委按职责分工负责）", "省经信厅:lead 省国资委:responsible"),
        ("（省教育厅牵头、省财政厅配合）", "省教育厅:lead 省财政厅:support"),
        (
            "（生态环境部牵头，财政部、国家统计局参与）",
            "生态环境部:lead 财政部:support 国家统计局:support",
        ),
        ("（牵头单位：教育厅）", "教育厅:lead"),
        ("（主办单位：市教育局；协办单位：市财政局）", "市教育局:lead 市财政局:support"),
        ("（责任单位：市教育局牵头，市财政局配合）", "市教育局:lead 市财政局:support"),
        (
            "（市教育局会同市财政局、市人社局负责）",
            "市教育局:responsible 市财政局:support 市人社局:support",
        ),
        ("（市教育局牵头会同市财政局负责）", "市教育局:lead 市财政局:support"),
        ("（省教育厅（牵头）、省财政厅）", "省教育厅:lead 省财政厅:unknown"),
        ("（省教育厅为牵头单位，省财政厅为配合单位）", "省教育厅:lead 省财政厅:support"),
        ("（科技部、教育部，按责任分工，下同）", "科技部:responsible 教育部:responsible"),
        (
            "（市教育局、市财政局和各区人民政府负责）",
            "市教育局:responsible 市财政局:responsible 各区人民政府:responsible",
        ),
        ("牵头和配合单位：市教育局、市财政局", "市教育局:unknown 市财政局:unknown"),
        ("牵头（责任）单位：市教育局", "市教育局:lead"),
        ("责任单位为市教育局、市财政局。", "市教育局:responsible 市财政局:responsible"),
        ("推进改革。（市教育局、市财政局）", "市教育局:unknown 市财政局:unknown"),
        ("（责任位：省卫生健康委）", "省卫生健康委:responsible"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert read(text).status == "named"
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "（责任单位：省市场监管局（省知识产权局）、省数据局）",
            ["省市场监管局（省知识产权局）", "省数据局"],
        ),
        (
            "（责任单位：省市场监管（知识产权）局、省数据集团（筹））",
            ["省市场监管（知识产权）局", "省数据集团（筹）"],
        ),
        ("（责任单位：省经信厅，各市、县〔市、区〕政府）", ["省经信厅", "各市、县〔市、区〕政府"]),
        ("（责任单位：各镇（街道）、市级有关部门）", ["各镇（街道）", "市级有关部门"]),
        (
            "（责任单位：市、区财政部门，各区（县）人民政府）",
            ["市、区财政部门", "各区（县）人民政府"],
        ),
        ("（责任单位：各镇、市财政局）", ["各镇", "市财政局"]),
        ("（文化和旅游部、工业和信息化部负责）", ["文化和旅游部", "工业和信息化部"]),
        ("（教育部和财政部负责）", ["教育部", "财政部"]),
        ("（责任单位：省国\n资委、省卫生\n  健康委）", ["省国资委", "省卫生健康委"]),
        ("（责\n任单\n位：省国资委）", ["省国资委"]),
        ("（省国资委按职责\n分工负责）", ["省国资委"]),
        ("（责任单位：省经信厅、省数据局、省卫生健", ["省经信厅", "省数据局"]),
    ],
)
def test_names_with_brackets_levels_and_line_ends(text: str, expected: list[str]) -> None:
    assert [unit.name for unit in read(text).units] == expected


def test_each_point_of_one_item_has_its_own_owner() -> None:
    text = "一是抓资金。（市财政局负责）二是抓学校。（市教育局牵头，市卫生健康委配合）"
    assert roles(text) == "市财政局:responsible 市教育局:lead 市卫生健康委:support"


def test_a_unit_said_twice_in_one_role_is_told_once() -> None:
    text = "一是抓资金。（市财政局负责）二是抓学校。（市财政局、市教育局负责）"
    assert roles(text) == "市财政局:responsible 市教育局:responsible"


def test_the_others_of_a_list_are_a_phrase_and_no_unit() -> None:
    owner = read("（人力资源社会保障部、财政部等有关部门和单位负责）")
    assert [unit.name for unit in owner.units] == ["人力资源社会保障部", "财政部"]
    assert [phrase.text for phrase in owner.phrases] == ["等有关部门和单位"]


def test_partners_in_general_are_a_phrase() -> None:
    owner = read("（国家发展改革委会同有关部门负责）")
    assert [unit.name for unit in owner.units] == ["国家发展改革委"]
    assert [phrase.text for phrase in owner.phrases] == ["会同有关部门"]


def test_who_guides_does_not_own() -> None:
    guided = read("推进利用。（农业农村部、财政部指导）")
    assert guided.status == "indirect"
    assert [phrase.text for phrase in guided.phrases] == ["农业农村部、财政部指导"]
    both = "（生态环境部指导，试点城市政府负责落实。以下均需试点城市政府落实，不再列出）"
    assert roles(both) == "试点城市政府:responsible"


@pytest.mark.parametrize(
    "text",
    [
        "（试行）（2020年版）（党组）",
        "落实《规程（试行）》。（以下简称规程）",
        "XX区党委(党组)中心组学习。",
        "文化中心(区博物馆)全面开放。",
        "（此件公开发布）",
        "（含60%）的单位",
        "新增实体书店90家（较上年增长5%）。",
        "（详见附件2）（联系人：张三，电话：010-12345678）",
        "（人均不低于2万元，由企业负责）",
        "（责任领导：张三；责任人：李四）",
        "配合单位：无",
        "牵头单位：/",
    ],
)
def test_other_brackets_and_blanks_name_nobody(text: str) -> None:
    assert read(text).units == ()


def test_lines_below_the_text() -> None:
    text = (
        "抓好落实。\n牵头单位：市委宣传部\n责任单位：市文旅局、\n市财政局\n完成时限：2025年12月底"
    )
    owner = read(text)
    assert roles(text) == "市委宣传部:lead 市文旅局:responsible 市财政局:responsible"
    assert owner.deadline is not None
    assert owner.deadline.text == "2025年12月底"


def test_persons_are_no_units() -> None:
    assert roles("责任领导：张三；责任单位：市教育局；责任人：李四") == "市教育局:responsible"


@pytest.mark.parametrize("between", ["；", "\n", " | ", "　", "，"])
def test_a_tables_row(between: str) -> None:
    pairs = ("牵头单位：省经信厅、省科技厅按职责分工负责", "配合单位：/", "完成时限：持续推进")
    text = between.join(("序号：3", "工作任务：推进改革", *pairs))
    assert roles(text) == "省经信厅:lead 省科技厅:lead"
    deadline = read(text).deadline
    assert deadline is not None
    assert deadline.text == "持续推进"


def test_the_foot_of_a_web_page_names_no_owner() -> None:
    text = "推进改革。\n主办单位：某市人民政府办公厅　版权所有　ICP备案号：123"
    assert read(text).status == "not_named"
