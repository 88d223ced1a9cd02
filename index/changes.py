"""A question for what changed → the two editions it means, and what is different."""

from collections.abc import Sequence
from dataclasses import replace

from index.asking import asked, kinds_in, without_edition_years
from index.clause import Clause, Document
from index.difference import Change, compare
from index.found import Changes, NoEdition, SeveralSeries, SingleEdition
from index.lexical import fold, plain
from index.naming import sent_out
from index.query import parse
from index.reference import Reference, clauses_of, resolve
from index.register import Register, age
from index.series import without_years
from index.words import content_words

TELLING = 4  # characters of a title's end that tell which document is meant

Compared = Changes | SingleEdition | SeveralSeries | NoEdition


def find_changes(said: str, register: Register) -> Compared:
    """Compare the editions that `said` means; `said` has no words that only ask for changes."""
    pair = _pair(said, register)
    if not isinstance(pair, tuple):
        return pair
    older, newer = pair
    difference = compare(older, newer)
    wanted = asked(said, register)
    rest = parse(_beside(said, pair, wanted.years, register))
    changes = difference.changes
    topic = ""
    if rest.reference:
        changes = _within(changes, rest.reference, pair)
    else:
        changes, topic = _about(changes, rest.text)
    return Changes(replace(difference, changes=changes), topic)


def _beside(said: str, pair: Sequence[Document], years: Sequence[int], register: Register) -> str:
    """What the question says beside the documents' titles, whole or their end."""
    rest = without_edition_years(register.naming.named(said).text, years)
    for document in pair:
        title = plain(sent_out(document.title))
        size = _tail(title, plain(rest))
        if size >= TELLING:
            rest = plain(rest).replace(title[-size:], " ")
    return rest


def _pair(
    said: str, register: Register
) -> tuple[Document, Document] | SingleEdition | SeveralSeries | NoEdition:
    """The older and the newer document."""
    wanted = asked(said, register)
    named = sorted(wanted.named, key=age)
    if len(named) == 2 and not set(wanted.years) - {each.edition.year for each in named}:
        return named[0], named[1]
    meant = named or _spoken_of(said, register)
    series = _meant(_successions(register, bool(meant)), meant, said)
    if not series:
        return SingleEdition(tuple(meant or register.documents))
    of_years = [each for each in series if _of_years(each, wanted.years)] or series
    if len(of_years) > 1:
        return SeveralSeries(tuple(each[-1] for each in of_years))
    return _of_series(of_years[0], wanted.years, register)


def _successions(register: Register, repealed: bool) -> list[tuple[Document, ...]]:
    """Documents that follow one another: editions of a series; with `repealed`, one and its heir.

    An heir under another title is compared only where one of the two is asked for.
    """
    found = [editions for editions in register.series if register.others(editions[0])]
    for document in register.documents if repealed else ():
        by = register.standing(document).by
        if by and by not in register.editions(document):
            found.append((document, by))
    return found


def _meant(
    series: list[tuple[Document, ...]], meant: Sequence[Document], said: str
) -> list[tuple[Document, ...]]:
    """Those with a document that is meant; where none is, those of the kind that is said."""
    if meant:
        return [each for each in series if any(document in each for document in meant)]
    nouns = kinds_in(said)
    of_kind = [each for each in series if any(noun in each[-1].title for noun in nouns)]
    return of_kind or series


def _spoken_of(said: str, register: Register) -> list[Document]:
    """Documents whose titles hold words of the question: 奖励办法改了什么."""
    rest = plain(without_years(said))
    sizes = {each.id: _tail(plain(sent_out(each.title)), rest) for each in register.documents}
    best = max(sizes.values(), default=0)
    return [each for each in register.documents if best >= TELLING and sizes[each.id] == best]


def _tail(title: str, said: str) -> int:
    """How many of the title's last characters stand in the question side by side."""
    return next((size for size in range(len(title), 0, -1) if title[-size:] in said), 0)


def _of_years(editions: Sequence[Document], years: Sequence[int]) -> list[Document]:
    return [each for each in editions if each.edition.year in years]


def _of_series(
    editions: Sequence[Document], years: Sequence[int], register: Register
) -> tuple[Document, Document] | NoEdition:
    """The editions of the years; of one year that and the one before; else the last two."""
    chosen = _of_years(editions, years)
    if len(chosen) > 1:
        return chosen[0], chosen[-1]
    lacking = [year for year in years if not _of_years(editions, (year,))]
    if lacking:
        return NoEdition(lacking[0], tuple(editions))
    newest = register.newest(editions)
    newer = chosen[0] if chosen else newest[-1] if newest else editions[-1]
    before = [each for each in editions if age(each) < age(newer)]
    if before:
        return before[-1], newer
    return newer, next(each for each in editions if age(each) > age(newer))


def _within(
    changes: Sequence[Change], reference: Reference, pair: tuple[Document, Document]
) -> tuple[Change, ...]:
    """The changes of the clauses that an address leads to, on either side."""
    inside: list[Clause] = []
    for document in pair:
        resolved = resolve(reference, document)
        if not resolved.missing:
            inside += [each for node in resolved.nodes for each in clauses_of(document, node)]
    return tuple(each for each in changes if each.old in inside or each.new in inside)


def _about(changes: Sequence[Change], text: str) -> tuple[tuple[Change, ...], str]:
    """The changes that hold the words of a topic, and the topic; all where none does."""
    topic = [word for word in content_words(without_years(text)) if len(word) > 1]
    about = tuple(each for each in changes if topic and all(word in _told(each) for word in topic))
    return (about, "".join(topic)) if about else (tuple(changes), "")


def _told(change: Change) -> str:
    clauses = [each for each in (change.old, change.new) if each]
    return fold("\n".join("\n".join((*each.path, each.text)) for each in clauses))
