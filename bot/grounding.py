"""A sentence of a model's stays only if the cited clauses hold what it states.

Numbers with what they count, names, quotations, and most of its words. What a model makes of them
otherwise is beyond a check of words; that is why the clauses stand below in full.
"""

import re
from collections.abc import Iterator

from bot.answer import Answer
from index.lexical import fold
from index.quotation import quoted
from index.words import content_words

ENOUGH = 0.6  # of a sentence's words that the clauses or the question hold

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_MARKUP = re.compile(r"[*_`#]+|^\s*(?:[-•·]|\d+[.、)）])\s+|\[\d+\]", re.MULTILINE)
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?[”’」』）)]*")
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+)([万亿]*)(\w|%|‰)?")
_LATIN = re.compile(r"[a-z]{2,}")
_BODY = re.compile(
    "(?:[部委办局厅署院会社所处室科组队站馆台校联司镇乡村]|集团|公司|政府|中心|银行|街道|大学|学校)$"
)
_NAMES = ("nr", "ns", "nt", "nz")
_LEADS = "由是为和与及在归"
_JOINS = ("n", "j", "b", "m")  # what may stand within the name of a body


def grounded(said: str, draft: Answer) -> str:
    """The sentences of `said` that the draft's citations bear out, "" if none is."""
    held = _squeezed(
        "\n".join(
            "\n".join((each.document, each.clause, *each.path, each.quote))
            for each in draft.citations
        )
    )
    text = _MARKUP.sub("", _THOUGHT.sub("", said))
    sentences = (found[0].strip() for found in _SENTENCE.finditer(text))
    return "".join(each for each in sentences if each and _holds(each, held, draft.question))


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())


def _holds(sentence: str, held: str, question: str) -> bool:
    said = _squeezed(sentence)
    stated = set(_numbers(held))
    return (
        all(number in stated or (not number[1] and number[0] in held) for number in _numbers(said))
        and all(_squeezed(each) in held for each in quoted(sentence))
        and all(name in held for name in _names(said))
        and _is_about(said, held, _squeezed(question))
    )


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """(Number, what it counts) of each number in a squeezed text."""
    for found in _NUMBER.finditer(text):
        yield found[1].replace(",", "") + found[2], found[3] or ""


def _names(said: str) -> Iterator[str]:
    import rjieba

    yield from _LATIN.findall(said)
    before = ""
    for word, tag in rjieba.tag(said):
        whole = before + word
        if tag.startswith(_NAMES) or (len(word) > 1 and _BODY.search(word)):
            yield whole.lstrip(_LEADS) if _BODY.search(word) else word
        before = whole if tag.startswith(_JOINS) else ""


def _is_about(said: str, held: str, question: str) -> bool:
    words = content_words(said)
    known = sum(word in held or word in question for word in words)
    return bool(words) and known >= ENOUGH * len(words)
