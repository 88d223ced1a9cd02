from dataclasses import replace

from index.clause import Clause, Document
from index.found import Hit, Ranked
from index.reader import Reader
from index.reranking import READ, reread

QUESTION = "每期培训多少人"
ANSWERS = "举办干部培训班,每期50人,为期三天。"
NEAR = "加强干部培训,提升干部队伍能力和水平。"


def hits_of(*texts: str) -> tuple[Hit, ...]:
    document = Document("d", "文件", "d.txt", "\n".join(texts), (), ())
    clauses = [
        Clause(f"{at}", (), (), "", text, 0, len(text), None, at) for at, text in enumerate(texts)
    ]
    return tuple(
        Hit(document, clause, score=1 - at / 100, nearness=1.0) for at, clause in enumerate(clauses)
    )


def test_what_answers_comes_first_and_what_was_read_says_so() -> None:
    hits = hits_of(NEAR, ANSWERS)
    found = reread(QUESTION, Ranked(hits), Reader.load())
    assert [hit.clause.text for hit in found.hits] == [ANSWERS, NEAR]
    best, other = found.hits
    assert best.reading is not None
    assert other.reading is not None
    assert best.reading.answered > other.reading.answered


def test_no_more_are_read_than_can_be_waited_for_and_none_is_lost() -> None:
    hits = hits_of(*[f"{number}.{NEAR}" for number in range(READ + 3)])
    dormant = replace(hits[0], score=0.1)
    found = reread(QUESTION, Ranked(hits, dormant), Reader.load())
    assert {hit.clause.text for hit in found.hits} == {hit.clause.text for hit in hits}
    assert [hit.reading is not None for hit in found.hits] == [True] * READ + [False] * 3
    assert found.dormant == dormant
