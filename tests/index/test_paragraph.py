import pytest

from index.cleaning import clean
from index.paragraph import Joiner, Paragraph, join, unclosed, width
from index.reading.source import Line

PAGE = """为深入贯彻党中央国务院关于发展新一代人工智能的重大决策部署，
加快推动本省高质量数据集建设，促进数据要素有效流通高效利用，
抢抓人工智能发展重大战略机遇，制定本实施方案。
支持企业开展自有数据治理和加工，鼓励企业使用DeepSeek
等大模型提升数据的质量和效率（责任单位：省数据局、
省经信厅）。
推动重点行业数据集建设，形成一批高质量的行业数据集，逐步完
善数据流通交易规则，促进数据合规高效流通使用，保障数据要素
收益由参与各方公平分享。
浙江省数据局
2024年8月6日"""


def paragraphs(text: str, *items: int) -> list[Paragraph]:
    lines, cuts = clean([Line(line, number) for number, line in enumerate(text.split("\n"), 1)])
    return join(lines, cuts, Joiner(lines), set(items).__contains__)[0]


def test_joins_wrapped_lines_and_leaves_what_stands_alone() -> None:
    found = paragraphs(PAGE)
    assert [each.line for each in found] == [1, 4, 7, 10, 11]
    assert "高效利用，抢抓" in found[0].text
    assert "DeepSeek等大模型" in found[1].text
    assert found[1].text.endswith("省数据局、省经信厅）。")


def test_an_item_begins_a_paragraph() -> None:
    assert [each.line for each in paragraphs(PAGE, 1)] == [1, 2, 4, 7, 10, 11]
    assert [each.begins for each in paragraphs(PAGE, 4)] == [0, 3, 4, 6, 9, 10]


def test_whole_paragraphs_stay_as_they_are() -> None:
    text = "\n".join(
        ["推进落实各项任务。" * 12, "加强组织领导", "各单位要按照分工抓好落实。" * 9] * 4
    )
    assert [each.text for each in paragraphs(text)] == text.split("\n")


def test_a_space_parts_latin_words() -> None:
    wrapped = [f"推动各类企业和机构广泛应用人工智能技术，参与开源{i}Linux" for i in range(6)]
    joined = paragraphs(
        "\n".join(wrapped).replace("0Linux", "Apache\nFoundation等国际开源组织的活动，合作交")
    )
    assert "Apache Foundation" in joined[0].text


def test_cuts_move_along() -> None:
    text = PAGE.replace("促进数据要素", "促进 当前隐藏内容免费查看数据要素") + "\n— 2 —"
    lines, cuts = clean([Line(line, number) for number, line in enumerate(text.split("\n"), 1)])
    found, after = join(lines, cuts, Joiner(lines), lambda _: False)
    ((column, cut, _),) = found[0].cuts
    assert found[0].text[column - 2 : column + 2] == "促进数据"
    assert cut == " 当前隐藏内容免费查看"
    assert [each.text for each in after] == ["— 2 —"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（责任单位：甲", True),
        ("（甲）", False),
        ("《甲（试行", True),
        ("甲）", False),
        ("", False),
    ],
)
def test_tells_unclosed_brackets(text: str, expected: bool) -> None:
    assert unclosed(text) is expected


def test_counts_columns() -> None:
    assert width("“AI+”") == 7
