from index.clause import Cell, Clause, Mark
from index.repeated import repeating


def clause(text: str, headline: str = "", cells: tuple[Cell, ...] = ()) -> Clause:
    mark = Mark("arabic", 1, "1.")
    return Clause("1", (mark,), (), headline, text, 0, len(text), None, 1, cells=cells)


CLAUSES = (
    clause("修缮馆库。完成馆库屋顶防水和恒温改造，消除隐患。", "修缮馆库"),
    clause(
        "任务：完成馆库屋顶防水和恒温改造",
        cells=(Cell("任务", "完成馆库屋顶防水和恒温改造", 3, 16),),
    ),
    clause("完成馆库屋顶防水和恒温改造工程的验收。"),
)


def test_the_closest_kind_alone() -> None:
    assert repeating("“完成馆库屋顶防水和恒温改造”由谁牵头", CLAUSES) == [1]
    assert repeating("“馆库屋顶防水和恒温改造”由谁牵头", CLAUSES) == [0, 1, 2]
    assert repeating("“馆库屋顶防水 和恒温改造，消除”由谁牵头", CLAUSES) == [0]
    assert repeating("“修缮馆库”谁负责", CLAUSES) == [0]


def test_words_without_marks_and_short_words_are_no_quotation() -> None:
    assert repeating("完成馆库屋顶防水和恒温改造由谁牵头", CLAUSES) == []
    assert repeating("“馆库”由谁牵头", CLAUSES) == []
    assert repeating("“屋顶防水”由谁牵头", CLAUSES) == []
