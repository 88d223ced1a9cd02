"""What is cut and, as important, what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning import LineCut, clean
from index.reading.source import Line

PROSE = "为贯彻落实国家决策部署，结合本市实际情况，经市政府同意，现就有关事项通知如下。"


def kept(*texts: str) -> list[str]:
    lines, _ = clean([Line(text, number) for number, text in enumerate(texts, 1)])
    return [line.text for line in lines if line.text]


def cuts(*texts: str) -> tuple[LineCut, ...]:
    return clean([Line(text, number) for number, text in enumerate(texts, 1)])[1]


@pytest.mark.parametrize(
    "dressing",
    [
        "下面是小编为大家整理的某区工作要点,供大家参考。",
        "以下是小编收集的范文，希望对您有帮助",
        "扫一扫在手机打开当前页",
        "【字号：大 中 小】",
        "相关报道：",
        "【返回顶部】【关闭窗口】",
        "— 12 —",
        "-3-",
        "第 3 页 共 10 页",
        "------",
        "ICP备案号：粤ICP备2022092331号-1",
        "版权所有：某市人民政府",
    ],
)
def test_cuts_dressing_wherever_it_stands(dressing: str) -> None:
    assert kept(PROSE, dressing, PROSE) == [PROSE, PROSE]
    assert [cut.text for cut in cuts(PROSE, dressing, PROSE)] == [dressing]


@pytest.mark.parametrize(
    "text",
    [
        "各编辑部要认真准备年度选题计划，精心组织实施",
        "本站收集的气象数据按月上报",
        "网站应当在首页标明ICP备案号。",
        "软件版权所有者应当依法登记。",
        "建议使用谷歌浏览器登录申报系统",
        "时间：3月5日下午",
        "******",
        "***",
        "XX",
        "点击率明显提升",
        "相关部门要主动下载使用",
    ],
)
def test_keeps_what_a_document_says_itself(text: str) -> None:
    assert kept("某通知", text, PROSE) == ["某通知", text, PROSE]


@pytest.mark.parametrize(
    ("line", "clean_line", "notice"),
    [
        ("“传 当前隐藏内容免费查看承红色基因”", "“传承红色基因”", " 当前隐藏内容免费查看"),
        ("加强领（点击展开全文）导。", "加强领导。", "（点击展开全文）"),
        ("推进此处内容需要登录后才能查看落实。", "推进落实。", "此处内容需要登录后才能查看"),
    ],
)
def test_cuts_notices_within_a_sentence(line: str, clean_line: str, notice: str) -> None:
    assert kept(line) == [clean_line]
    (cut,) = cuts(line)
    assert (cut.line, cut.text, cut.reason) == (0, notice, "网页提示")
    assert clean_line[: cut.column] + notice + clean_line[cut.column :] == line


def test_cuts_a_page_number_over_three_lines() -> None:
    assert kept("加强数据", "—", "２", "—", "", "治理。") == ["加强数据", "治理。"]
    assert kept("加强数据", "—", "1", "0", "—", "治理。") == ["加强数据", "治理。"]
    assert [cut.text for cut in cuts("甲", "—", "２", "—", "乙")] == ["—\n２\n—"]


def test_drops_blank_lines_beside_a_page_number_and_keeps_others() -> None:
    lines, _ = clean([Line(text, 1) for text in ("甲", "", "— 2 —", "", "乙", "", "丙")])
    assert [line.text for line in lines] == ["甲", "乙", "", "丙"]


def test_bare_numbers_are_page_numbers_where_they_count_on() -> None:
    assert kept("1", "甲。", "", "2", "乙。", "", "3", "丙。") == ["甲。", "乙。", "丙。"]
    assert kept("甲。", "7", "乙。", "9", "丙。") == ["甲。", "7", "乙。", "9", "丙。"]


def test_a_page_number_on_top_of_a_page_needs_no_blank_line() -> None:
    source = [Line("1", 1, 1), Line("甲。", 2, 1), Line("2", 3, 2), Line("乙。", 4, 2)]
    assert [line.text for line in clean(source)[0]] == ["甲。", "乙。"]


def test_cuts_navigation_above_the_breadcrumbs() -> None:
    site = ("用户登录", "无障碍", "当前位置：首页 > 政务公开 > 规划")
    assert kept(*site, "某市规划", PROSE) == ["某市规划", PROSE]
    assert kept("登录", "您的位置:", "首页", ">", "要闻", "要闻", "某市规划", PROSE) == [
        "某市规划",
        PROSE,
    ]
    assert kept(PROSE, "当前位置：首页 > 公开") == [PROSE, "当前位置：首页 > 公开"]


def test_cuts_a_menu_laid_out_within_the_text() -> None:
    menu = ("首 页", "资讯动态", "惠企政策", "企业诉求", "服务市场")
    assert kept("科研项目的算力经费在预算中列支，或者", *menu, "通过委托服务列支。") == [
        "科研项目的算力经费在预算中列支，或者",
        "通过委托服务列支。",
    ]


def test_cuts_the_footer_but_no_prose_below_it() -> None:
    footer = ("版权所有：某厅", "网站标识码：3300000005", "关于我们", "网站地图")
    assert kept(PROSE, *footer) == [PROSE]
    assert kept(PROSE, *footer, PROSE, "某厅") == [PROSE, PROSE, "某厅"]


def test_cuts_credits_only_above_the_prose() -> None:
    assert kept("某报告", "来源：某日报", "下载", "打印", PROSE) == ["某报告", PROSE]
    assert kept("某报告", PROSE, "来源：某日报", PROSE) == [
        "某报告",
        PROSE,
        "来源：某日报",
        PROSE,
    ]


def test_cuts_a_table_of_contents_that_the_text_repeats() -> None:
    contents = ("目　录", "一、总则……1", "二、职责（一）…2")
    assert kept("某预案", *contents, "一、总则", PROSE, "二、职责(一)", PROSE) == [
        "某预案",
        "一、总则",
        PROSE,
        "二、职责(一)",
        PROSE,
    ]


def test_keeps_a_table_of_contents_without_the_text() -> None:
    assert kept("目录", "一、总则", "二、职责") == ["目录", "一、总则", "二、职责"]


def test_cuts_the_whole_text_said_once_more_in_a_line() -> None:
    body = [f"第{number}项工作要求各单位认真落实并按时上报情况。" for number in range(60)]
    assert kept(*body, "".join(body)) == body


def test_cuts_repeated_table_headers() -> None:
    header = ("序号", "任务", "单位")
    assert kept(*header, "1", "建平台", "甲局", *header, "2", "建场景", "乙局") == [
        *header, "1", "建平台", "甲局", "2", "建场景", "乙局",
    ]  # fmt: skip


def test_leaves_table_rows_alone() -> None:
    row = Line("— 1 —", 1, cells=(("序号", "— 1 —"),))
    assert clean([row]) == ((row,), ())


@given(
    st.lists(
        st.text(alphabet="一、大中小打印下载首页>—1２ 版权所有。小编整理目录\n", max_size=12),
        max_size=30,
    )
)
def test_everything_is_kept_or_cut(texts: list[str]) -> None:
    lines, cut = clean([Line(text, number) for number, text in enumerate(texts, 1)])
    left = sorted("".join([*(line.text for line in lines), *(each.text for each in cut)]))
    assert [c for c in left if not c.isspace()] == sorted(
        c for c in "".join(texts) if not c.isspace()
    )
