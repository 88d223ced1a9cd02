"""The installation's own secret: makes pseudonyms of readers. Made once, never logged."""

import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.settings import Settings
from index.errors import WenceError

LENGTH = 32  # bytes


class SecretError(WenceError):
    """The secret can't be kept or read."""


def secret_key(settings: Settings) -> bytes:
    """`WENCE_SECRET_KEY`, else 32 random bytes kept under the data folder.

    Raises:
        SecretError: the file can't be made or read, or holds something else.
    """
    if settings.secret_key:
        return settings.secret_key.get_secret_value().encode()
    path = settings.data / "secret.key"
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise SecretError(
            f"{path} 不能读写（{error.strerror}）；请改正权限，或设置 WENCE_SECRET_KEY。"
        ) from None
    if len(key) != LENGTH:
        raise SecretError(f"{path} 已损坏；请删去它，或设置 WENCE_SECRET_KEY。")
    return key


def _make(path: Path) -> None:
    """Write it whole under another name; of processes that start together the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".secret-") as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        with suppress(FileExistsError):
            path.hardlink_to(file.name)
