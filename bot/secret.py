"""The installation's own secret, made once and never logged, and what is made with it.

Pseudonyms of readers, sealed texts, links that can't be forged.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.fernet import Fernet, InvalidToken

from bot.settings import Settings
from index.errors import WenceError

LENGTH = 32  # bytes


class SecretError(WenceError):
    """The secret can't be kept or read."""


class Seals:
    """What is made with one secret; another makes other names and opens nothing."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        # A key of its own: a name tells nothing of it.
        key = hmac.new(secret, b"\0sealed texts", hashlib.sha256).digest()
        self._fernet = Fernet(urlsafe_b64encode(key))

    def name(self, *words: str) -> str:
        """64 characters that stand for `words`, and tell nothing of them."""
        said = "\0".join(words).encode(errors="replace")
        return hmac.new(self._secret, said, hashlib.sha256).hexdigest()

    def seal(self, text: str) -> str:
        """`text`, unreadable; letters, digits, - _ = only."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str, seconds: int | None = None) -> str | None:
        """What was sealed, within so many seconds; None for a forgery or one that is too old."""
        try:
            return self._fernet.decrypt(sealed.encode(errors="replace"), seconds).decode()
        except InvalidToken:
            return None


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
