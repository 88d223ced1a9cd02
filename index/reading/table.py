"""Tables: a grid of cells becomes one line a row, with the header of each cell.

A row reads `工作任务：…；牵头单位：省经信厅；完成时限：2026年12月`: every cell to the letter
behind its header, empty cells left out, and no `；` after a cell that ends its own sentence. A
table without a header, a title or a band across the table reads as its cells.
"""

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.reading.source import Line

_NONE = frozenset({"/", "／", "\\", "-", "—", "——", "–", "－", "--"})
_WORDS = re.compile(
    "序号|编号|单位|部门|时限|时间|期限|日期|任务|事项|项目|内容|措施|要求|目标|指标|类别|名称|分工|"
    "责任|备注|说明|举措|领域|标准|来源|文号|文件|条款|牵头|配合|进度|阶段|类型|地点|对象|方式|电话|"
    "角色|数量|金额|地址|材料"
)
_ENDS = "。；！？;!?…"
_MAX_HEADER = 16  # characters of the longest column name: longer is content
_NOTE = re.compile(r"[（(][^（）()]*[)）]")  # 总投资（单位：亿元）
_SEARCH = 12  # rows above the header: title, unit of measure, notes
_CJK = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—"
_WRAP = re.compile(rf"(?<=[{_CJK}])[^\S\u3000\xa0]*\n\s*|[^\S\u3000\xa0]*\n\s*(?=[{_CJK}])")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text; `right` and `down` tell that a merged cell reaches here from the left, above.

    A reached cell carries the merged cell's text too.
    """

    text: str = ""
    right: bool = False
    down: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its place in the file; `header` where the format itself marks a header row."""

    cells: tuple[Cell, ...]
    number: int
    page: int | None = None
    header: bool = False


def one_line(text: str) -> str:
    """A cell's text on one line: a break between Chinese characters goes, others become a space."""
    return re.sub(r"[^\S\u3000\xa0]+", " ", _WRAP.sub("", text.strip())).strip()


def table_lines(rows: Iterable[Row]) -> list[Line]:
    """The table's rows in order, repeated headers and empty rows left out."""
    table = [_tidy(row) for row in rows]
    table = [row for row in table if any(cell.text for cell in row.cells)]
    top, height = _header(table)
    if not height:
        return [_plain(row) for row in table]
    names = _names(table[top : top + height])
    heads = {_texts(row) for row in table[top : top + height]}
    body = _fill_groups([row for row in table[top + height :] if _texts(row) not in heads], names)
    return [_plain(row) for row in table[:top]] + [_line(row, names) for row in body]


def row_text(cells: Iterable[tuple[str, str]]) -> str:
    """The quoted form of a row's (header, cell) pairs."""
    text = ""
    for header, value in cells:
        if value:
            text += "；" if text and text[-1] not in _ENDS else ""
            text += f"{header}：{value}" if header else value
    return text


def _tidy(row: Row) -> Row:
    return replace(row, cells=tuple(replace(c, text=one_line(c.text)) for c in row.cells))


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(re.sub(r"\s", "", cell.text) for cell in row.cells)


def _own(row: Row) -> list[str]:
    """The texts that start in this row, a merged cell once."""
    return [cell.text for cell in row.cells if cell.text and not cell.right]


def _plain(row: Row) -> Line:
    text = " ".join(_own(row))
    return Line(text=text, number=row.number, page=row.page)


def _line(row: Row, names: Sequence[str]) -> Line:
    own = _own(row)
    if len(own) == 1 and len(row.cells) > 2 and _is_band(row):
        return _plain(row)
    pairs = tuple(
        (name, "" if cell.text in _NONE else cell.text)
        for name, cell in zip(names, row.cells, strict=False)
        if not (cell.right and cell.text)
    )
    return Line(text=row_text(pairs), number=row.number, page=row.page, cells=pairs)


def _is_band(row: Row) -> bool:
    """One cell across the whole table, or alone in the first column: a heading between rows."""
    merged = all(cell.right for cell in row.cells[1:])
    return merged or (bool(row.cells[0].text) and not row.cells[0].down)


def _header(table: Sequence[Row]) -> tuple[int, int]:
    """Index and height of the header; height 0 where the table has none."""
    for accepts in (lambda row: row.header and _could_name(row), _is_header):
        found = [at for at, row in enumerate(table[:_SEARCH]) if accepts(row)]
        if found and found[0] + 1 < len(table):
            return found[0], _height(table, found[0])
    if table and _heads_longer_rows(table):
        return 0, _height(table, 0)
    return 0, 0


def _could_name(row: Row) -> bool:
    texts = _own(row)
    return len(texts) > 1 and all(len(_NOTE.sub("", text)) <= _MAX_HEADER for text in texts)


def _is_header(row: Row) -> bool:
    texts = [_NOTE.sub("", re.sub(r"\s", "", text)) for text in _own(row)]
    if not _could_name(row) or len(set(texts)) < len(texts):
        return False
    if any(re.search(r"[。；，,：:]|^[\d.%]+$", text) for text in texts):
        return False
    telling = sum(bool(_WORDS.search(text)) for text in texts)
    return telling * 2 >= len(texts) or texts[0] in {"序号", "编号"}


def _heads_longer_rows(table: Sequence[Row]) -> bool:
    """A full first row of short names over rows that say much more."""
    head = table[0]
    if len(table) < 3 or len(head.cells) < 3 or not all(cell.text for cell in head.cells):
        return False
    lengths = [sum(map(len, _own(row))) for row in table[1:]]
    short = _could_name(head) and not any(re.search(r"[。；，\d]", text) for text in _own(head))
    return short and statistics.median(lengths) > 3 * sum(map(len, _own(head)))


def _height(table: Sequence[Row], top: int) -> int:
    """Two where a name spans columns that the next row names one by one."""
    if top + 2 >= len(table):
        return 1
    spans = any(cell.right for cell in table[top].cells)
    below = table[top + 1]
    names = [cell for cell in below.cells if cell.text and not cell.down]
    splits = spans and names and all(len(cell.text) <= _MAX_HEADER for cell in names)
    fits = all(cell.down or cell.right or not cell.text for cell in _outside(table[top], below))
    return 2 if splits and fits else 1


def _outside(head: Row, below: Row) -> list[Cell]:
    """The cells of the row below that stand under a name of a single column."""
    spanned = {i for i, cell in enumerate(head.cells) if cell.right}
    spanned |= {i - 1 for i in spanned}
    return [cell for i, cell in enumerate(below.cells) if i not in spanned]


def _names(heads: Sequence[Row]) -> list[str]:
    names = [re.sub(r"\s", "", cell.text) for cell in heads[0].cells]
    for cells in (row.cells for row in heads[1:]):
        for i, cell in enumerate(cells[: len(names)]):
            under = re.sub(r"\s", "", cell.text)
            if under and under != names[i]:
                names[i] = under if _WORDS.search(under) else names[i] + under
    return names


def _fill_groups(rows: Sequence[Row], names: Sequence[str]) -> list[Row]:
    """Blank cells left of a row's first text repeat the cell above: the table groups by them.

    Only there: a blank owner or deadline stays blank, since nothing says that it is merged.
    """
    filled: list[Row] = []
    above: Row | None = None
    for row in rows:
        band = len(_own(row)) == 1 and _is_band(row)
        if above and not band and len(names) > 2:
            filled.append(replace(row, cells=_filled(row.cells, above.cells)))
        else:
            filled.append(row)
        above = None if band else filled[-1]
    return filled


def _filled(cells: tuple[Cell, ...], above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    first = next((i for i, cell in enumerate(cells) if cell.text), 0)
    if first * 2 > len(cells) or len(above) < first:
        return cells
    return tuple(replace(cell, down=True) for cell in above[:first]) + cells[first:]
