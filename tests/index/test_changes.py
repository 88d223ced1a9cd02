from datetime import date

import pytest

from index.changes import find_changes
from index.found import Changes, NoEdition, SeveralSeries, SingleEdition
from index.register import Register
from tests.editions import (
    FILES,
    HEIR_TITLE,
    NEW_TITLE,
    OLD,
    OLD_TITLE,
    PILOT_TITLE,
    RULES_TITLE,
)
from tests.index.documents_of import document

REGISTER = Register([document(text, name) for name, text in FILES.items()], date(2024, 6, 1))


@pytest.mark.parametrize(
    ("said", "older", "newer"),
    [
        ("", OLD_TITLE, NEW_TITLE),
        ("2022年 2023年的要点", OLD_TITLE, NEW_TITLE),
        ("2023年", OLD_TITLE, NEW_TITLE),
        ("2022年", OLD_TITLE, NEW_TITLE),
        ("防汛工作要点", OLD_TITLE, NEW_TITLE),
        (f"《{OLD_TITLE}》 《{NEW_TITLE}》", OLD_TITLE, NEW_TITLE),
        (f"《{NEW_TITLE}》 《{OLD_TITLE}》", OLD_TITLE, NEW_TITLE),
        (f"《{HEIR_TITLE}》 《{RULES_TITLE}》", RULES_TITLE, HEIR_TITLE),
        ("采砂管理规定", RULES_TITLE, HEIR_TITLE),
        (f"《{PILOT_TITLE}》 《{HEIR_TITLE}》", PILOT_TITLE, HEIR_TITLE),
    ],
)
def test_finds_the_two_that_are_meant(said: str, older: str, newer: str) -> None:
    found = find_changes(said, REGISTER)
    assert isinstance(found, Changes)
    assert (found.difference.older.title, found.difference.newer.title) == (older, newer)


def test_one_edition_has_nothing_to_compare() -> None:
    found = find_changes(PILOT_TITLE, REGISTER)
    assert isinstance(found, SingleEdition)
    assert [each.title for each in found.documents] == [PILOT_TITLE]


def test_a_copy_is_no_edition() -> None:
    copies = Register([document(OLD, "一.txt"), document(OLD, "二.txt")], date(2024, 6, 1))
    assert isinstance(find_changes("", copies), SingleEdition)


def test_a_year_without_an_edition_is_told() -> None:
    found = find_changes("2021年 2023年的要点", REGISTER)
    assert isinstance(found, NoEdition)
    assert found.year == 2021


def test_several_series_are_to_choose_from() -> None:
    other = [
        OLD.replace("防汛", "春耕")
        for OLD in (FILES["要点/防汛要点2022.txt"], FILES["要点/防汛要点2023.txt"])
    ]
    texts = [*FILES.values(), *other]
    register = Register(
        [document(text, f"{at}") for at, text in enumerate(texts)], date(2024, 6, 1)
    )
    found = find_changes("", register)
    assert isinstance(found, SeveralSeries)
    assert [each.title for each in found.newest] == [NEW_TITLE, NEW_TITLE.replace("防汛", "春耕")]


def test_an_address_or_a_topic_narrows() -> None:
    found = find_changes("第一部分", REGISTER)
    assert isinstance(found, Changes)
    assert {each.new.label for each in found.difference.changes if each.new} == {"一、1", "一、2"}
    found = find_changes("无人机", REGISTER)
    assert isinstance(found, Changes)
    assert found.topic == "无人机"
    assert [each.kind for each in found.difference.changes] == ["added"]
    found = find_changes("宇宙飞船", REGISTER)
    assert isinstance(found, Changes)
    assert found.topic == ""
