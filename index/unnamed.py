"""A question as it reads without the names of the documents that it asks of."""

import re
from dataclasses import replace

from index.duty import read_duty
from index.naming import Named
from index.query import Query, asks_mention, parse
from index.register import Register

# What joined a name to the rest: 在《…》里, 按照《…》
_JOINED = re.compile(r"(?:[在从按]|按照|根据|依据)?\s+(?:里面|里|中|上|内)?\s*")


def without_names(query: Query, register: Register) -> Query:
    """The query as if its documents had not been named.

    Where it looks for less than its question says (an owner's words are left out), or goes on
    from another one, what it looks for is kept.
    """
    said = register.named(query.said)
    if query == parse(query.said):
        return _afresh(query, _parsed(said)) if said.documents else query
    text, heading = register.named(query.text), register.named(query.heading)
    if not (said.documents or text.documents or heading.documents):
        return query
    fresh, whole = _parsed(text), _parsed(said)
    leads = query.reference or query.heading
    return replace(
        query,
        text=fresh.text,
        reference=(query.reference and whole.reference) or query.reference or fresh.reference,
        heading=heading.text if leads else fresh.heading,
        mention=fresh.mention if query.mention else "",
        overview=whole.overview if query.overview else "",
        duty=whole.duty or query.duty,
        literal=fresh.literal,
    )


def _afresh(query: Query, fresh: Query) -> Query:
    """The rest of the question read anew, unless a name is what it looks for."""
    asks = fresh.mention or fresh.reference or fresh.heading or fresh.duty or fresh.overview
    if query.mention and not asks and asks_mention(fresh.said):
        return query  # 哪几条提到《…办法》
    return replace(fresh, said=query.said, limit=query.limit, duty=fresh.duty or query.duty)


def _parsed(named: Named) -> Query:
    """What is left; a body before the name and its verb behind it are one: 某部在《…》里负责."""
    text = _JOINED.sub(" ", named.text).strip()
    query = parse(text)
    return query if query.duty else replace(query, duty=read_duty("".join(text.split())))
