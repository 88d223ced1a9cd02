"""The rule that the first body named is the lead: said once, it governs what follows."""

import re
from dataclasses import dataclass

from index.clause import Document

_RULE = re.compile(
    r"(?:列|排|居|署|名列|位列|排列|排名|列为|序列)*(?:在|于)?(?:第一位|第1位|首位|第一|首个|最前|最前面)(?:的|者|名)*"
    r"(?:责任|负责|承办)?(?:单位|部门|者)*(?:的|均|即|就)*(?:为|是|系|作为)(?:该项|本项|总|第一|主要)*"
    r"(?:牵头|主办|主责|组织)"
)
_ONWARDS = re.compile(r"下同|以下相同|以下均同|以下同此|后同|均同|其余同|以下类同")


@dataclass(frozen=True, slots=True)
class FirstNamed:
    """From which offset of the document's text the first body named is the lead.

    `since` is None where the document never says so. A rule that does not go on (no 下同)
    governs the brackets of its own clause that end after it, which `own` spans.
    """

    since: int | None = None
    own: tuple[tuple[int, int], ...] = ()

    def governs(self, start: int, end: int) -> bool:
        """Whether an owner statement at `[start, end)` of the document falls under the rule."""
        if self.since is not None and end > self.since:
            return True
        return any(start <= said < end for said, _ in self.own)


def says_first_leads(text: str) -> bool:
    """Whether this piece of compact text states the rule: “列第一位的为牵头单位”."""
    return _RULE.search(text) is not None


def is_reference_onwards(text: str) -> bool:
    """Whether this piece of compact text only says that the rule goes on: “下同”."""
    return len(text) <= 8 and _ONWARDS.search(text) is not None


def find_rule(document: Document) -> FirstNamed:
    """Read the whole document for the rule; a note outside brackets governs all of it."""
    since: int | None = None
    own: list[tuple[int, int]] = []
    for start, text in _stretches(document):
        for said, inside, onwards in _statements(text):
            if not inside:
                since = 0
            elif onwards:
                since = start + said if since is None else min(since, start + said)
            else:
                own.append((start + said, start + said + 1))
    return FirstNamed(since, tuple(own))


def _stretches(document: Document) -> list[tuple[int, str]]:
    clauses = [(clause.start, clause.text) for clause in document.clauses]
    titles = [(section.start, section.title) for section in document.sections]
    return sorted(item for item in clauses + titles if "牵头" in item[1] or "主办" in item[1])


def _statements(text: str) -> list[tuple[int, bool, bool]]:
    """Where the rule is said in `text`, whether in brackets, and whether it goes on."""
    kept = [at for at, character in enumerate(text) if not character.isspace()]
    plain = "".join(text[at] for at in kept)
    found = []
    for rule in _RULE.finditer(plain):
        before = plain[: rule.start()]
        opened = sum(map(before.count, "（(〔[【")) - sum(map(before.count, "）)〕]】"))
        onwards = _ONWARDS.search(plain, rule.end(), rule.end() + 16) is not None
        found.append((kept[rule.start()], opened > 0, onwards))
    return found
