"""Paragraphs without a number → blocks that make sense on their own."""

import re
from collections.abc import Sequence

from index.paragraph import Paragraph

_FRAGMENT = 40  # characters; a shorter line that ends no sentence is no paragraph
_CELL = 20
_BLOCK = 400
_ASKED = ("？", "?")
_REPLY = re.compile("(?:答复?|回[答复])[:：]")
_ENDED = ("。", "；", "！", "？")


def blocks(paragraphs: Sequence[Paragraph], indices: Sequence[int]) -> list[list[int]]:
    """Group paragraphs: fragments, such as a flattened table's cells, are taken together.

    A fragment also leads in the paragraph below it, as a short sentence does where a long
    paragraph follows that it heads.
    """
    lengths = sorted(len(paragraphs[index].text) for index in indices)
    table = len(lengths) >= 12 and lengths[len(lengths) // 2] < _CELL
    found: list[list[int]] = []
    size = 0
    after_fragment = False
    for index in indices:
        text = paragraphs[index].text
        fragment = len(text) < _FRAGMENT and (table or not text.endswith(_ENDED))
        if found and after_fragment and (fragment or len(found) == 1) and size < _BLOCK:
            found[-1].append(index)
        else:
            found.append([index])
            size = 0
        size += len(text)
        after_fragment = fragment
    return _lead_in(paragraphs, found)


def _lead_in(paragraphs: Sequence[Paragraph], found: list[list[int]]) -> list[list[int]]:
    led: list[list[int]] = []
    for block in found:
        if led and _heads(paragraphs, led[-1], block):
            led[-1] = led[-1] + block
        else:
            led.append(block)
    return led


def _is_reply(head: str, text: str) -> bool:
    """Whether `text` is the answer to the question before it: neither says much alone."""
    return head.endswith(_ASKED) and _REPLY.match(text) is not None


def _heads(paragraphs: Sequence[Paragraph], block: list[int], following: list[int]) -> bool:
    head, text = paragraphs[block[-1]].text, paragraphs[following[0]].text
    if _is_reply(head, text):
        return True
    return len(block) == 1 and len(head) < _FRAGMENT and len(text) > 2 * _FRAGMENT
