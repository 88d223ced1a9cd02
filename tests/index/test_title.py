import pytest

from index.paragraph import Paragraph
from index.title import closing_start, heading_groups, is_strong, read_title, title_lines


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, index, index + 1) for index, text in enumerate(texts)]


def title(*texts: str) -> str | None:
    given = paragraphs(*texts)
    found = title_lines(given, len(given))
    return None if found is None else read_title([each.text for each in given[slice(*found)]])


BODY = "为贯彻落实国家决策部署，结合本市实际情况，制定本方案，请认真贯彻执行。"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("某区2020年工作要点", BODY), "某区2020年工作要点"),
        (
            ("某局文件", "某发〔2024〕9号", "某局关于印发《某市", "工作方案》的通知", BODY),
            "某局关于印发《某市工作方案》的通知",
        ),
        (
            ("国务院办公厅关于印发《政府网站", "试点工作方案》的通知", "国办函〔2018〕71号", BODY),
            "国务院办公厅关于印发《政府网站试点工作方案》的通知",
        ),
        (
            ("国务院办公厅关于印发", "国 家 粮 食 应 急 预 案 的 函", BODY),
            "国务院办公厅关于印发国家粮食应急预案的函",
        ),
        (("附件1", "某市创新发展工作方案", "（修改稿）", BODY), "某市创新发展工作方案"),
        (("来源：某网站", "某市规划", "某市规划", BODY), "某市规划"),
        (("某省人民政府", BODY), None),
        ((BODY,), None),
    ],
)
def test_finds_the_title(texts: tuple[str, ...], expected: str | None) -> None:
    assert title(*texts) == expected


def test_finds_headings_without_a_number() -> None:
    given = paragraphs(
        BODY, "某局", "2024年8月6日", "某市工作方案", BODY, "发展成就", BODY, "未完的一行", "又一行"
    )
    assert heading_groups(given, 0, len(given)) == [(3, 4, True), (5, 6, False)]


def test_finds_where_the_closing_begins() -> None:
    given = paragraphs(BODY, "附件：1.名单", "2.表格", "某局", "2024年8月6日")
    assert closing_start(given, 0, 5) == 1
    signed = paragraphs(
        BODY, "某省发展和改革委员会", "某省财政厅", "2024年8月6日", "（此件公开发布）"
    )
    assert closing_start(signed, 0, 5) == 1
    people = paragraphs(
        "顾某某　教授、教育部原党组成员", "葛某某　教授", BODY, "某局", "2024年8月6日"
    )
    assert closing_start(people, 0, 5) == 3
    assert closing_start(paragraphs(BODY, BODY), 0, 2) == 2


@pytest.mark.parametrize(
    ("text", "strong"),
    [("某方案（试行）", True), ("关于做好某项工作的安排", True), ("发展成就", False)],
)
def test_tells_titles_that_name_a_kind(text: str, *, strong: bool) -> None:
    assert is_strong(text) is strong
