import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.secret import LENGTH, SecretError, secret_key
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
