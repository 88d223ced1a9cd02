"""Tables that lost their columns: every cell a line of its own, the rows still numbered."""

from collections.abc import Callable, Sequence

from index.reading.source import Line

_LONGEST_HEADER = 30  # lines


def header_at(lines: Sequence[Line], index: int) -> bool:
    """Whether a table's header begins here: 序号, or 序 above 号."""
    text = lines[index].text
    if text != "序":
        return len(text) < 8 and "".join(text.split()) == "序号"
    return index + 1 < len(lines) and lines[index + 1].text == "号"


def repeated_headers(lines: Sequence[Line]) -> set[int]:
    """Lines of a table's header that a page break repeats."""
    repeated: set[int] = set()
    header: list[str] = []
    for index in range(len(lines)):
        if index in repeated or not header_at(lines, index):
            continue
        if header and [line.text for line in lines[index : index + len(header)]] == header:
            repeated.update(range(index, index + len(header)))
        else:
            header = _header(lines, index)
    return repeated


def _header(lines: Sequence[Line], index: int) -> list[str]:
    for end in range(index + 2, min(index + _LONGEST_HEADER, len(lines))):
        if lines[end].text == "1":
            return [line.text for line in lines[index:end]]
    return []


def rows(
    lines: Sequence[Line], ends: Callable[[int], bool], parts: Callable[[int], bool]
) -> tuple[dict[int, int], set[int]]:
    """Find the lines that number a row, and the lines that stand in such a table.

    A table goes on until a line for which `ends` holds, or for which `parts` does unless the
    next row follows it at once, as below a heading within the table.
    """
    numbers: dict[int, int] = {}
    inside: set[int] = set()
    open_table = False
    expected = 1
    for index, line in enumerate(lines):
        if header_at(lines, index):
            expected = expected if open_table else 1
            open_table = True
        elif ends(index):
            open_table = False
        elif parts(index):
            following = _number(lines, index + 1)
            open_table = open_table and following >= expected
            expected = following if open_table else expected
        elif open_table and line.text.isdecimal() and int(line.text[:9]) == expected:
            numbers[index] = expected
            expected += 1
        if open_table and not parts(index):
            inside.add(index)
    return numbers, inside


def _number(lines: Sequence[Line], index: int) -> int:
    text = lines[index].text if index < len(lines) else ""
    return int(text) if text.isdecimal() and len(text) < 4 else 0
