"""A message and the questions in it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answer import Answer, Citation
from bot.cues import ASKS
from bot.question import LONGEST, small_talk
from index.numeral import parse_number
from index.query import PRINCIPLE
from index.quotation import quotations

_END = re.compile(r"[?？]+[!！。~～\s]*|[。!！;；]+\s*|\s*\n\s*")
_NUMBER = re.compile(
    r"(?:^|(?<=[\s,，;；。?？:：]))(?:(?P<digit>\d|[①-⑨])\s*[、.．)）]|(?P<sign>[①-⑨])|[(（](?P<inner>\d)[)）]"
    r"|第(?P<ordinal>[一二三四五六七八九])[,，:：]|(?P<han>[一二三四五六七八九])是)\s*(?=[^\d\s、.．(（])"
)
# What goes on with the question before it: 还是…, 分别在哪条, 都是啥
_GOES_ON = re.compile(
    "^(?:还是|或者|抑或|要么)|^[,，\\s]*(?:分别|各自?|都)(?:是|在|有|写在|见于|叫)*"
    "(?:什么|啥|哪[里儿些几个]?[条项章处款部分]*|几条)[?？。吗呢啊\\s]*$"
)
_LEAD = re.compile(r"^[\s,，、:：]+")


def questions(message: str) -> tuple[str, ...]:
    """The questions of a message in their order; the message as it is where it is one question.

    What is no question of its own is said with the one behind it, or else with the one before it.
    """
    if len(message) > LONGEST:
        return (message,)
    parts = _numbered(message) or _sentences(message)
    asked: list[str] = []
    before = ""
    for part in parts:
        if _is_question(part) and not (asked and _GOES_ON.match(part)):
            asked.append(f"{before}{part}")
            before = ""
        elif asked and _GOES_ON.match(part):
            asked[-1] += part
        else:
            before += part
    if len(asked) < 2:
        return (message,)
    if before and not small_talk(before.strip("。!！ \n")):
        asked[-1] += before
    return tuple(_LEAD.sub("", each).strip() for each in asked)


def _is_question(part: str) -> bool:
    """Whether a part asks; a principle such as 谁主管谁负责 does not."""
    return ASKS.search(PRINCIPLE.sub(" ", part)) is not None


def _sentences(message: str) -> list[str]:
    """The message cut behind its sentences, but not inside quotation marks."""
    inside = quotations(message)
    ends = [
        found.end()
        for found in _END.finditer(message)
        if not any(start <= found.start() < end for start, end in inside)
    ]
    return [message[a:b] for a, b in pairwise([0, *ends, len(message)]) if message[a:b].strip()]


def _numbered(message: str) -> list[str]:
    """The parts behind the numbers 1, 2, … where each of them asks; the text before the first.

    Numbers that an address is made of (五、3) follow no such order or ask nothing by themselves.
    """
    found = list(_NUMBER.finditer(message))
    numbers = [parse_number(next(filter(None, each.groups()), "")) for each in found]
    if len(found) < 2 or numbers != list(range(1, len(found) + 1)):
        return []
    ends = [*(each.start() for each in found[1:]), len(message)]
    parts = [
        message[each.end() : end].strip(" \n;；,，") for each, end in zip(found, ends, strict=True)
    ]
    return parts if all(map(_is_question, parts)) else []


def joined(answers: Sequence[Answer]) -> Answer:
    """One answer of several: texts joined, the first one's kind, answered only if all are."""
    first = answers[0]
    if len(answers) == 1:
        return first
    return first.model_copy(
        update={
            "answer": "\n\n".join(each.answer for each in answers),
            "answered": all(each.answered for each in answers),
            "citations": _citations(answers),
            "owner": next((each.owner for each in answers if each.owner), None),
        }
    )


def _citations(answers: Sequence[Answer]) -> tuple[Citation, ...]:
    """Each span once, with all that was marked in it."""
    spans: dict[tuple[str, int, int], Citation] = {}
    for each in (citation for answer in answers for citation in answer.citations):
        key = (each.source, each.start, each.end)
        earlier = spans.get(key)
        if earlier is None:
            spans[key] = each
            continue
        spans[key] = earlier.model_copy(
            update={
                "marked": tuple(sorted({*earlier.marked, *each.marked})),
                "owner": earlier.owner or each.owner,
                "supplement": earlier.supplement or each.supplement,
            }
        )
    return tuple(spans.values())
