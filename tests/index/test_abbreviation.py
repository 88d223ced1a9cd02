import pytest

from index.abbreviation import Abbreviations

TEXTS = (
    "长期护理保险由医疗保障部门组织实施。教育部门办幼儿园按期招生。",
    "长期护理保险的费率另行规定。教育部门办幼儿园不得收取押金。开展业务要报告。",
    "房屋租赁合同应当备案。开发业态要丰富。",
)


def expanded(text: str) -> str:
    return Abbreviations(
        lambda characters: [each for each in TEXTS if set(characters) <= set(each)]
    ).expanded(text)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("长护险归谁管", "长期护理保险归谁管"),
        ("教办园什么时候招生", "教育部门办幼儿园什么时候招生"),
        ("长期护理保险归谁管", "长期护理保险归谁管"),
        ("“长护险”在哪条", "“长护险”在哪条"),
        ("开业要报告吗", "开业要报告吗"),  # a word of its own
        ("房租多少", "房租多少"),
        ("要不要备案", "要不要备案"),
        ("医护险怎么交", "医护险怎么交"),
    ],
)
def test_a_short_form_is_read_as_the_term(said: str, meant: str) -> None:
    assert expanded(said) == meant


def test_a_word_that_the_documents_have_stays() -> None:
    texts = (*TEXTS, "长护险基金单独核算。")
    read = Abbreviations(lambda characters: [t for t in texts if set(characters) <= set(t)])
    assert read.expanded("长护险归谁管") == "长护险归谁管"


def test_a_term_that_stands_once_is_not_trusted() -> None:
    read = Abbreviations(lambda _: TEXTS[:1])
    assert read.expanded("长护险归谁管") == "长护险归谁管"
