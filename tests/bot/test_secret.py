import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.secret import LENGTH, Seals, SecretError, secret_key
from bot.settings import Settings


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    key = secret_key(settings)
    assert len(key) == LENGTH
    assert secret_key(settings) == key
    file = tmp_path / "data" / "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]
    assert secret_key(Settings(data=tmp_path / "other")) != key


def test_what_is_set_is_used(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", secret_key="口令")
    assert secret_key(settings) == "口令".encode()
    assert not (tmp_path / "data").exists()


def test_all_who_start_together_have_the_same(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(settings), range(32)))
    assert len(keys) == 1


def test_a_damaged_one_is_never_used(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"")
    with pytest.raises(SecretError, match="已损坏；请删去它"):
        secret_key(Settings(data=tmp_path))


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SecretError, match=r"不能读写.*WENCE_SECRET_KEY"):
        secret_key(Settings(data=tmp_path / "file"))


def test_what_is_sealed_is_opened_by_the_same_secret_only() -> None:
    seals = Seals(b"secret")
    sealed = seals.seal("谁牵头\n😀")
    assert "谁" not in sealed
    assert seals.open(sealed) == Seals(b"secret").open(sealed) == "谁牵头\n😀"
    assert Seals(b"another").open(sealed) is None
    assert seals.open(sealed[:-5] + "AAAA=") is None
    assert seals.open("明") is None
    assert seals.open("") is None


def test_what_is_too_old_stays_shut() -> None:
    sealed = Seals(b"secret").seal("一")
    assert Seals(b"secret").open(sealed, 60) == "一"
    assert Seals(b"secret").open(sealed, -1) is None


def test_a_name_tells_words_apart_and_nothing_of_them() -> None:
    seals = Seals(b"secret")
    names = {seals.name("a", "b"), seals.name("ab"), seals.name("b", "a"), seals.name("a\0b", "")}
    assert len(names) == 4
    assert all(len(name) == 64 for name in names)
    assert seals.name("a", "b") == Seals(b"secret").name("a", "b")
    assert seals.name("a", "b") != Seals(b"x").name("a", "b")
    assert seals.name("\ud800")
