"""Refusing what the one passage asked about does not say: precision and recall of the refusals.

    python -m bench.cail [--part N] [--shared FOLDER] [--work FOLDER] [--misses N]

Every passage is indexed alone and asked all of its questions; `--part` counts passages. Some two
seconds a passage; vectors are kept below `--work`.
"""

from collections import defaultdict

from bench.owners import read
from bench.passages import Row, indexed, options, part, passages_of, share


def main() -> None:
    given = options(__doc__, "cail")
    folder = given.shared / "data/cail2019_rc"
    passages = passages_of(folder)
    by_passage: dict[str, list[Row]] = defaultdict(list)
    for question in read(folder / "questions.jsonl"):
        by_passage[question["asked_about"]].append(question)
    asked = [passage for passage in passages.values() if passage["id"] in by_passage]
    outcomes: list[tuple[Row, bool]] = []
    for passage in part(asked, given.part):
        assistant = indexed([passage], given.work)
        outcomes += [
            (question, not assistant.ask(question["question"]).answered)
            for question in by_passage[passage["id"]]
        ]
    refused = [not question["answerable"] for question, refuses in outcomes if refuses]
    share("refusals that are right (precision)", refused)
    absent = [refuses for question, refuses in outcomes if not question["answerable"]]
    share("unanswerable: refused (recall)", absent)
    for kind in ("span", "yesno"):
        present = [refuses for question, refuses in outcomes if question["kind"] == kind]
        share(f"answerable, {kind}: wrongly refused", present)
    wrong = [question for question, refuses in outcomes if refuses == question["answerable"]]
    for question in wrong[: given.misses]:
        print(f"    {question['id']} {question['kind']} {question['question']}")


if __name__ == "__main__":
    main()
