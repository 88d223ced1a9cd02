"""What files said before they were overwritten: kept for links already sent and to compare.

    <generation>/earlier.json and the files themselves among its originals

Earlier versions never answer questions.
"""

import shutil
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter

from index.clause import Document

EARLIER_FILE = "earlier.json"
ORIGINALS = "originals"
KEPT = 5  # versions of one file


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version of a file, and when it was found to be replaced."""

    document: Document
    replaced: datetime


_EARLIER = TypeAdapter(tuple[Earlier, ...])


def read_earlier(folder: Path) -> tuple[Earlier, ...]:
    """The earlier versions that a generation keeps, newest first; none where it keeps none."""
    try:
        return _EARLIER.validate_json((folder / EARLIER_FILE).read_bytes())
    except (FileNotFoundError, ValueError):  # a damaged one costs the links, never the answers
        return ()


def carry_over(
    before: Path,
    replaced: Sequence[Earlier],
    folder: Path,
    documents: Sequence[Document],
    sources: Collection[str],
) -> None:
    """Write to the generation in `folder` the earlier versions of its files.

    `before` is the generation it follows, whose documents are `replaced`. `sources` are the files
    that still exist: what was taken out of the corpus is kept no longer.

    Raises:
        OSError: `folder` can't be written.
    """
    current = {document.id for document in documents}
    known = [
        each
        for each in (*replaced, *read_earlier(before))
        if (before / ORIGINALS / each.document.id).is_file()
    ]
    earlier = tuple(_kept(known, current, sources))
    for each in earlier:
        identity = each.document.id
        shutil.copyfile(before / ORIGINALS / identity, folder / ORIGINALS / identity)
    (folder / EARLIER_FILE).write_bytes(_EARLIER.dump_json(earlier))


def _kept(
    known: Sequence[Earlier], current: Collection[str], sources: Collection[str]
) -> Iterator[Earlier]:
    count: Counter[str] = Counter()
    seen = set(current)
    for each in known:
        source = each.document.source
        if source in sources and each.document.id not in seen and count[source] < KEPT:
            seen.add(each.document.id)
            count[source] += 1
            yield each
