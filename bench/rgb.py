"""Refusing where only passages beside the point are indexed, answering where the right are there.

    python -m bench.rgb [--part N] [--shared FOLDER] [--work FOLDER] [--misses N]

Every question has an index of its own: a reject question of its negatives, another of its gold
passages and its negatives. *kept*: answered, and the first citation is of a gold passage. Some
four seconds a question the first time; vectors are kept below `--work`.
"""

from collections.abc import Callable
from itertools import chain

from bench.owners import read
from bench.passages import Row, indexed, options, part, passages_of, share
from bot.answer import Answer


def rejected(question: Row, answer: Answer) -> bool:
    del question
    return not answer.answered


def kept(question: Row, answer: Answer) -> bool:
    cited = [citation.source.removesuffix(".txt") for citation in answer.citations[:1]]
    return answer.answered and bool(set(cited) & set(question["gold_passage_ids"]))


def main() -> None:
    given = options(__doc__, "rgb")
    folder = given.shared / "data/rgb"
    passages = passages_of(folder)
    questions = read(folder / "questions.jsonl")
    measures: dict[str, tuple[list[Row], Callable[[Row, Answer], bool]]] = {
        "reject, only negatives indexed: rejected": (
            [each for each in questions if not each["answerable"]],
            rejected,
        ),
        "answerable: kept, with the right passage": (
            [each for each in questions if each["answerable"]],
            kept,
        ),
    }
    for name, (asked, well) in measures.items():
        outcomes = []
        for question in part(asked, given.part):
            ids = dict.fromkeys(chain(question["gold_passage_ids"], question["negative_ids"]))
            answer = indexed((passages[each] for each in ids), given.work).ask(question["question"])
            outcomes.append((question, answer, well(question, answer)))
        share(name, [right for _, _, right in outcomes])
        missed = [(question, answer) for question, answer, right in outcomes if not right]
        for question, answer in missed[: given.misses]:
            print(f"    {question['id']} {question['question']} → {answer.answer[:60]!r}")


if __name__ == "__main__":
    main()
