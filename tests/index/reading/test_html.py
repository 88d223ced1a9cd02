from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.html import parse_html, read_html
from index.reading.html_blocks import blocks_of
from index.reading.source import Source, UnreadableFileError

PROSE = "<p>各镇街、各部门：现将工作要点印发给你们，请认真组织实施。</p><p>一、总体要求</p>"


def read(path: Path, page: str, encoding: str = "utf-8") -> Source:
    path.write_bytes(page.encode(encoding))
    return read_html(path)


def texts(tmp_path: Path, inner: str, head: str = "") -> list[str]:
    page = f"<html><head>{head}</head><body>{inner}</body></html>"
    return [line.text for line in read(tmp_path / "a.html", page).lines]


def test_takes_the_main_text_without_navigation(tmp_path: Path) -> None:
    page = f"""<div class=top><ul><li><a href=/>首页</a><li><a href=/a>政务公开</a></ul></div>
    <div class=main><h1>工作要点</h1><div class=content>{PROSE}
    <p>二、工作任务，抓好落实。</p></div></div>
    <div class=foot>版权所有 <a href=/b>网站地图</a> <a href=/c>联系我们</a></div>"""
    assert texts(tmp_path, page, "<title>工作要点 - 某区人民政府网站</title>") == [
        "工作要点",
        "各镇街、各部门：现将工作要点印发给你们，请认真组织实施。",
        "一、总体要求",
        "二、工作任务，抓好落实。",
    ]


def test_related_links_within_the_text_go_but_a_list_of_annexes_stays(tmp_path: Path) -> None:
    links = "<div><a href=1>相关解读一</a><a href=2>相关解读二</a></div>"
    annexes = "<p><a href=3>附件1：任务分工表</a> <a href=4>附件2：指标表</a></p>"
    found = texts(tmp_path, f"<div>{PROSE}{links}{annexes}</div>")
    assert "附件1：任务分工表 附件2：指标表" in found
    assert not any("解读" in text for text in found)


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">作废的话，不算。</p>',
        '<p style="VISIBILITY : hidden;">作废的话，不算。</p>',
        '<p style="font-size:0">作废的话，不算。</p>',
        "<p hidden>作废的话，不算。</p>",
        '<p aria-hidden="true">作废的话，不算。</p>',
        "<p class=gone>作废的话，不算。</p>",
        "<p><del>作废的话，不算。</del></p>",
        "<template><p>作废的话，不算。</p></template>",
        "<script>作废的话，不算。</script>",
        "<!-- 作废的话，不算。 -->",
    ],
)
def test_hidden_and_deleted_elements_are_no_text(tmp_path: Path, hidden: str) -> None:
    style = "<style>@media print { .shown { display: none } } .gone, .x { display: none }</style>"
    found = texts(tmp_path, f"<div>{PROSE}{hidden}<p class=shown>二、任务</p></div>", style)
    assert found[-2:] == ["一、总体要求", "二、任务"]


def test_a_page_hidden_until_its_script_runs_keeps_its_text(tmp_path: Path) -> None:
    page = f'<html><body style="visibility: hidden"><div>{PROSE}</div></body></html>'
    assert len(read(tmp_path / "a.html", page).lines) == 2


def test_a_second_copy_of_the_text_is_dropped(tmp_path: Path) -> None:
    assert len(texts(tmp_path, f"<div id=pc>{PROSE}</div><div id=phone>{PROSE}</div>")) == 2


def test_tables_become_rows_and_layout_tables_paragraphs(tmp_path: Path) -> None:
    table = """<table><tr><th>任务</th><th>牵头单位</th></tr>
    <tr><td>建档</td><td rowspan=2>档案局</td></tr><tr><td>立卷</td></tr></table>"""
    found = texts(tmp_path, f"<table><tr><td>{PROSE}{table}</td></tr></table>")
    assert found[-2:] == ["任务：建档；牵头单位：档案局", "任务：立卷；牵头单位：档案局"]
    assert found[-3] == "一、总体要求"


def test_what_the_page_says_of_the_document_comes_along(tmp_path: Path) -> None:
    facts = """<ul><li><b>文　号：</b><span>某府规〔2019〕6号</span></li>
    <li><b>失效日期：</b><span>2024年10月15日</span></li><li><b>文件状态：</b></li></ul>"""
    found = texts(tmp_path, f"<div class=info>{facts}</div><div class=text>{PROSE}</div>")
    assert found[:2] == ["文号：某府规〔2019〕6号", "失效日期：2024年10月15日"]


def test_lists_show_their_numbers_and_breaks_start_lines(tmp_path: Path) -> None:
    found = texts(tmp_path, f"<div>{PROSE}<ol start=3><li>甲</li><li>乙</li></ol>丙<br>丁</div>")
    assert found[-4:] == ["3. 甲", "4. 乙", "丙", "丁"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_reads_any_encoding(tmp_path: Path, encoding: str) -> None:
    page = f'<html><head><meta charset="gb2312"></head><body><div>{PROSE}</div></body></html>'
    assert read(tmp_path / "a.html", page, encoding).lines[1].text == "一、总体要求"


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="没有正文"):
        read(tmp_path / "a.html", "<html><body><script>load()</script></body></html>")


TAGS = st.sampled_from(["div", "p", "table", "tr", "td", "b", "ul", "li"])
WORDS = st.text(st.characters(exclude_categories=["C"]), max_size=8)
PAGES = st.recursive(
    WORDS,
    lambda inner: (
        st.builds("<{0}>{1}</{0}>".format, TAGS, inner) | st.builds("{}{}".format, inner, inner)
    ),
    max_leaves=20,
)


@given(PAGES)
def test_any_page_yields_lines(page: str) -> None:
    root = parse_html(f"<body>中文{page}</body>".encode())
    assert all(line.text.strip() == line.text for line in blocks_of(root))
