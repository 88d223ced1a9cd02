"""A run as a reader sees it: tables that fit the terminal, misses, changes, floors."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.names import NAMES, TYPES
from bot.evaluation import Comparison, Figure, Figures, Judged, Name, Outcome, Run, Shift

_BY_TYPE: tuple[Name, ...] = (
    *("right", "first", "complete", "precise", "content"),
    *("refused", "wrongly_refused", "owner", "invented_units", "p50", "p95"),
)
_KINDS = {
    "clause": "条款",
    "section": "整节",
    "list": "列表",
    "owner": "责任",
    "fact": "事实",
    "refusal": "拒答",
    "help": "帮助",
    "clarify": "反问",
}
_COUNTS = {"invented_units", "p50", "p95"}
_SHOWN = 80  # characters of an answer beside a miss
_CHANCE = 0.05
_GAP = 2
Column = tuple[str, list[Text]]


def report(run: Run, console: Console) -> None:
    console.print(_head(run), soft_wrap=True)
    console.print()
    for part in (*_overall(run), *_by_type(run.figures, console.width), *_misses(run)):
        console.print(part)
    if run.comparison:
        for part in _compared(run.comparison):
            console.print(part)
    for each in run.floors:
        console.print(Text(verdict(each), style="green" if each.held else "red"))


def verdict(judged: Judged) -> str:
    """A floor in words: `right 0.950 ≥ 0.9` and whether it holds."""
    floor = judged.floor
    sign = "≤" if floor.is_ceiling else "≥"
    measured = "没有可算的题" if judged.measured is None else f"实测 {judged.measured:g}"
    return f"{'✓' if judged.held else '✗'} {floor.name} 应{sign} {floor.value:g}，{measured}"


def _head(run: Run) -> Text:
    unread = f"，{len(run.unread)}行没有读懂" if run.unread else ""
    asked = f"{run.file}：{len(run.outcomes)}题{unread}"
    return Text(f"{asked}；{len(run.documents)}份文件，模型 {run.embedding}")


def _overall(run: Run) -> Iterator[RenderableType]:
    table = Table(box=None, pad_edge=False, title="全部题目", title_justify="left")
    table.add_column("指标", no_wrap=True)
    table.add_column("数值", justify="right", no_wrap=True)
    table.add_column("95%区间", justify="right", no_wrap=True)
    table.add_column("题数", justify="right", no_wrap=True)
    for name, figure in run.figures[-1].figures.items():
        table.add_row(
            NAMES[name], _value(name, figure.value), _interval(name, figure), str(figure.count)
        )
    yield Padding(table, (0, 0, 1, 0))


def _by_type(figures: Sequence[Figures], width: int) -> Iterator[RenderableType]:
    """The figures of every type; in several tables where they are wider than the terminal."""
    first = ("题型", [Text(TYPES.get(each.type, each.type)) for each in figures])
    count: Column = ("题数", [Text(str(each.count)) for each in figures])
    interval: Column = ("95%区间", [_right_interval(each) for each in figures])
    right, *others = [_column(name, figures) for name in _BY_TYPE]
    columns = [count, right, interval, *others]
    for number, chosen in enumerate(_fitting(first, columns, width)):
        table = Table(
            box=None, pad_edge=False, title=None if number else "各题型", title_justify="left"
        )
        table.add_column(first[0], overflow="fold")
        for header, _ in chosen:
            table.add_column(header, justify="right", no_wrap=True)
        for at, name in enumerate(first[1]):
            table.add_row(name, *(cells[at] for _, cells in chosen))
        yield Padding(table, (0, 0, 1, 0))


def _fitting(first: Column, columns: Sequence[Column], width: int) -> Iterator[list[Column]]:
    left = width - min(_wide(first), width // 2)
    chosen: list[Column] = []
    for column in columns:
        if chosen and sum(_wide(each) + _GAP for each in (*chosen, column)) > left:
            yield chosen
            chosen = []
        chosen.append(column)
    yield chosen


def _wide(column: Column) -> int:
    return max(cell_len(column[0]), *(text.cell_len for text in column[1]))


def _column(name: Name, figures: Sequence[Figures]) -> Column:
    return NAMES[name], [
        Text(_value(name, each.figures[name].value) if name in each.figures else "–")
        for each in figures
    ]


def _right_interval(figures: Figures) -> Text:
    return Text(_interval("right", figures.figures["right"]))


def _value(name: str, value: float) -> str:
    return f"{value:.0f}" if name in _COUNTS else f"{value:.1%}"


def _interval(name: str, figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return "–"
    if name in _COUNTS:
        return f"{figure.low:.0f}–{figure.high:.0f}"
    return f"{100 * figure.low:.0f}–{100 * figure.high:.0f}%"


def _misses(run: Run) -> Iterator[RenderableType]:
    if not run.misses:
        yield Padding(Text("没有答错的题。", style="green"), (0, 0, 1, 0))
        return
    yield Text(f"有问题的题（{len(run.misses)}）", style="bold")
    for outcome in run.misses:
        yield _miss(outcome)


def _miss(outcome: Outcome) -> RenderableType:
    gold, answer = outcome.gold, outcome.answer
    expected = "、".join(map(str, gold.gold)) if gold.answerable else "拒答"
    words = [f"“{each}”" for each in gold.must_contain]
    came = "、".join(citation.clause for citation in answer.citations) or "没有引文"
    said = " ".join(answer.answer.split())
    shown = said[:_SHOWN] + ("…" if len(said) > _SHOWN else "")
    lines = Text.assemble(
        (f"✗ {gold.id} {gold.question}\n", "red"),
        f"应为：{'，含'.join(filter(None, (expected, ''.join(words))))}\n",
        f"得到：{_KINDS[answer.kind]}，{came}\n",
        (f"      {shown}\n", "dim"),
        f"原因：{'；'.join(outcome.why)}",
    )
    return Padding(lines, (0, 0, 1, 0))


def _compared(comparison: Comparison) -> Iterator[RenderableType]:
    beside = [
        (comparison.new, "题是新的"),
        (comparison.gone, "题已删去"),
        (comparison.relabelled, "题改了答案"),
    ]
    others = "，".join(f"{count}{what}" for count, what in beside if count)
    yield Text(
        f"与以前的结果相比：{comparison.count}题可比{f'，{others}' if others else ''}", style="bold"
    )
    yield Text(f"{comparison.file}\n{comparison.created}", style="dim", overflow="fold")
    yield Padding(_shifts(comparison.shifts), (1, 0))
    for title, named, style in (
        ("变好了", comparison.fixed, "green"),
        ("变差了", comparison.broken, "red"),
    ):
        yield Text(f"{title}（{len(named)}）", style=f"bold {style}")
        for each in named:
            yield Text(f"  {each.id} {each.question}", style=style)


def _shifts(shifts: Sequence[Shift]) -> Table:
    table = Table(box=None, pad_edge=False)
    for header in ("指标", "以前", "现在", "好/差", "判断"):
        left = header in {"指标", "判断"}
        table.add_column(header, justify="left" if left else "right", overflow="fold")
    for shift in shifts:
        changed = "" if shift.fixed is None else f"{shift.fixed}/{shift.broken}"
        before, after = (_value(shift.name, each) for each in (shift.before, shift.after))
        table.add_row(NAMES[shift.name], before, after, changed, _chance(shift))
    return table


def _chance(shift: Shift) -> str:
    """Whether the change is more than chance: McNemar's p, or the interval of the difference."""
    if shift.p is not None:
        sure = shift.p < _CHANCE
        return f"{'确有变化' if sure else '可能是偶然'}（p={shift.p:.2g}）"
    if shift.low is None or shift.high is None:
        return ""
    sure = shift.low > 0 or shift.high < 0
    scale, unit = (1.0, "毫秒") if shift.name in _COUNTS else (100.0, "个百分点")
    between = f"{scale * shift.low:+.1f}～{scale * shift.high:+.1f}{unit}"
    return f"{'确有变化' if sure else '可能是偶然'}（{between}）"
