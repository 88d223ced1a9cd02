"""The installation's own secret: makes pseudonyms of readers. Made once, never logged."""

import os
import secrets

from bot.settings import Settings


def secret_key(settings: Settings) -> bytes:
    """`WENCE_SECRET_KEY`, else 32 random bytes kept under the data folder."""
    if settings.secret_key:
        return settings.secret_key.get_secret_value().encode()
    path = settings.data / "secret.key"
    settings.data.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(32))
    return path.read_bytes()
