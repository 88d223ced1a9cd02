import pytest

from index.blocks import blocks
from index.paragraph import Paragraph


@pytest.mark.parametrize(
    ("texts", "grouped"),
    [
        (("案例：主动注销执照，算不算失业？", "答：不算。", "另见第三条的规定。"), [[0, 1], [2]]),
        (("案例：主动注销执照，算不算失业？", "不算失业，也不登记。"), [[0], [1]]),
        (("主动注销执照不算失业。", "答：不算。"), [[0], [1]]),
    ],
)
def test_a_reply_stands_with_its_question(texts: tuple[str, ...], grouped: list[list[int]]) -> None:
    paragraphs = [Paragraph(text, at, at + 1) for at, text in enumerate(texts)]
    assert blocks(paragraphs, range(len(texts))) == grouped
