from index.flattened import repeated_headers, rows
from index.reading.source import Line


def lines(*texts: str) -> list[Line]:
    return [Line(text, number) for number, text in enumerate(texts, 1)]


def test_rows_count_on_and_other_numbers_are_cells() -> None:
    table = lines("序", "号", "任务", "数量", "1", "建平台", "3", "2", "建场景", "17", "3", "完")
    numbers, inside = rows(table, lambda _: False, lambda _: False)
    assert numbers == {4: 1, 7: 2, 10: 3}
    assert inside == set(range(12))


def test_a_heading_within_a_table_does_not_end_it_but_other_text_does() -> None:
    table = lines("序号", "任务", "1", "甲", "二、保障", "2", "乙", "三、其他", "正文。", "3")
    heads = {4, 7}
    numbers, inside = rows(table, lambda _: False, heads.__contains__)
    assert numbers == {2: 1, 5: 2}
    assert inside == {0, 1, 2, 3, 5, 6}


def test_an_annex_ends_a_table() -> None:
    table = lines("序号", "任务", "1", "甲", "附件2", "2", "乙")
    assert rows(table, {4}.__contains__, lambda _: False)[0] == {2: 1}


def test_finds_headers_that_a_page_break_repeats() -> None:
    table = lines("序 号", "任务", "1", "甲", "序 号", "任务", "2", "乙", "序 号", "别的", "3")
    assert repeated_headers(table) == {4, 5}
