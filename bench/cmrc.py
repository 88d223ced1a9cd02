"""Passage retrieval: is the right one of all paragraphs first.

    python -m bench.cmrc [--part N] [--pool N] [--shared FOLDER] [--work FOLDER] [--misses N]

All paragraphs are indexed, a file each (some minutes the first time; vectors are kept below
`--work`); the questions of `dev` go to the retriever, as `invoke` has it, without the answers'
evidence. `--part` asks fewer questions over the same paragraphs, `--pool` indexes only so many
paragraphs and asks about those: easier, to try it out.
"""

import time

from bench.owners import read
from bench.passages import Row, indexed, options, part, passages_of, share
from bot.settings import Settings
from index.generation import Generation
from index.retriever import ClauseRetriever

SPLIT = "dev"
DEPTH = 10


def main() -> None:
    given = options(__doc__, "cmrc", pool=0)
    folder = given.shared / "data/cmrc2018"
    questions = [each for each in read(folder / "questions.jsonl") if each["split"] == SPLIT]
    pool = part(list(passages_of(folder).values()), given.pool)
    ids = {passage["id"] for passage in pool}
    questions = [each for each in questions if ids.issuperset(each["gold_passage_ids"])]
    indexed(pool, given.work)
    generation = Generation.open(Settings(data=given.work / "data").place)
    retriever = ClauseRetriever(generation=generation)
    ranks: list[tuple[Row, int]] = []
    began = time.perf_counter()
    for question in part(questions, given.part):
        found = retriever.invoke(question["question"], k=DEPTH)
        came = [chunk.metadata["source"].removesuffix(".txt") for chunk in found]
        gold = question["gold_passage_ids"]
        ranks.append((question, next((at for at, one in enumerate(came) if one in gold), DEPTH)))
    took = (time.perf_counter() - began) * 1000 / len(ranks)
    for depth in (1, 3, DEPTH):
        share(f"{SPLIT}: R@{depth}", [rank < depth for _, rank in ranks])
    print(f"  {len(generation.documents)} paragraphs, {took:.1f} ms a question")
    for question in [question for question, rank in ranks if rank][: given.misses]:
        print(f"    {question['id']} {question['question']}")


if __name__ == "__main__":
    main()
