"""Articles of laws by their number, among the laws that are named and others.

    python -m bench.laws [--part N] [--others N] [--shared FOLDER] [--work FOLDER] [--misses N]

The files that the questions name and so many others, spread evenly, are indexed as texts with
their headings (some 20,000 articles: the first time takes long; vectors are kept below `--work`).
*right*: the first citation is the article of that number in a file that is meant, or in another
that has it in the same words. `--part` asks fewer questions, and indexes the files that they name.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from bench.owners import read
from bench.passages import Row, options, part, share
from bot.answer import Answer
from bot.assistant import Assistant
from bot.evaluation import normalise
from bot.settings import Settings
from index.build import build

OTHERS = 200
KIND = "article by number"


def laws_of(path: Path) -> tuple[list[Row], dict[str, list[Row]]]:
    """The articles in their order, and those of each file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    files: dict[str, list[Row]] = {}
    for article in articles:
        files.setdefault(article["file"], []).append(article)
    return articles, files


def printed(articles: list[Row]) -> Iterator[str]:
    """A law as its text stands in print: title, headings where they change, articles."""
    yield articles[0]["doc"]
    above: list[str] = []
    for article in articles:
        path = article["path"]
        same = next(
            (at for at, (old, new) in enumerate(zip(above, path, strict=False)) if old != new),
            min(len(above), len(path)),
        )
        yield from path[same:]
        above = path
        yield f"{article['number']}　{article['text']}"


def write(files: dict[str, list[Row]], names: list[str], corpus: Path) -> None:
    corpus.mkdir(parents=True, exist_ok=True)
    for old in corpus.iterdir():
        old.unlink()
    for number, name in enumerate(names):
        target = corpus / f"{number:04} {Path(name).stem}.txt"
        target.write_text("\n".join(printed(files[name])) + "\n", "utf-8")


def is_right(question: Row, articles: list[Row], answer: Answer) -> bool:
    if not answer.answered or not answer.citations:
        return False
    first = answer.citations[0]
    texts = {normalise(articles[line]["text"]) for line in question["gold_clause_lines"]}
    return first.clause.startswith(question["number"]) and any(
        text.startswith(normalise(first.quote)) for text in texts
    )


def main() -> None:
    given = options(__doc__, "laws", others=OTHERS)
    folder = given.shared / "data/laws"
    articles, files = laws_of(folder / "clauses.jsonl.gz")
    questions = [each for each in read(folder / "questions.jsonl") if each["kind"] == KIND]
    asked = part(questions, given.part)
    lines = [line for question in asked for line in question["gold_clause_lines"]]
    named = list(dict.fromkeys(articles[line]["file"] for line in lines))
    others = [name for name in files if name not in named]
    names = [*named, *others[:: max(len(others) // given.others, 1)][: given.others]]
    corpus = given.work / "corpus"
    write(files, names, corpus)
    settings = Settings(data=given.work / "data", corpus=corpus)
    built = build([corpus], settings.place, settings.embedding, lambda *_: None)
    clauses = sum(len(document.clauses) for document in built.documents)
    print(f"  {len(built.documents)} files ({len(named)} named), {clauses} clauses")
    assistant = Assistant(settings)
    answers = [assistant.ask(question["question"]) for question in asked]
    outcomes = [
        is_right(each, articles, answer) for each, answer in zip(asked, answers, strict=True)
    ]
    share(KIND, outcomes)
    wrong = [(q, a) for q, a, right in zip(asked, answers, outcomes, strict=True) if not right]
    for question, answer in wrong[: given.misses]:
        cited = [f"{each.document} {each.clause}" for each in answer.citations[:2]]
        print(f"    {question['id']} {question['question']} → {answer.kind} {cited}")


if __name__ == "__main__":
    main()
