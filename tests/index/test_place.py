from pathlib import Path

from index.place import Place


def test_the_pointer_names_what_is_published(place: Place) -> None:
    assert place.current() is None
    place.pointer.parent.mkdir(parents=True)
    place.pointer.write_text("20240101T000000-a1\n", "utf-8")
    assert place.current() == "20240101T000000-a1"
    place.pointer.write_text("", "utf-8")
    assert place.current() is None


def test_a_data_folder_that_is_a_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert Place(tmp_path / "data").current() is None
