"""A clause that only leads to the items below it: 有下列情形之一的： says nothing without them."""

import re

from index.found import Hit, WholeSection

_LEADS = re.compile(r"[：:]\s*$|(?:下列|以下|如下)[^。；]*。?\s*$")


def led_to(hit: Hit) -> WholeSection | None:
    """The clause with all that it leads to; None where it stands by itself."""
    document, clause = hit.document, hit.clause
    if not _LEADS.search(clause.text):
        return None
    for section in document.sections:
        is_first = document.clauses[section.first : section.first + 1] == (clause,)
        if is_first and section.label == clause.label and section.last - section.first > 1:
            below = document.clauses[section.first : section.last]
            return WholeSection(document, section, tuple(Hit(document, each) for each in below))
    return None
