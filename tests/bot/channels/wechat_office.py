"""A small office behind `/wechat`: a clerk who answers, records on disk, the real words."""

import threading
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI
from pydantic import SecretStr

from bot.answer import Answer
from bot.channels.wechat import router
from bot.records import Records
from bot.settings import Settings
from tests.bot.channels.served import served
from tests.bot.channels.wechat_platform import Platform, Secret

TOKEN = "T0ken"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OLD_KEY = KEY[::-1]
SECRET = Secret(KEY)
OLD_SECRET = Secret(OLD_KEY)

PLAIN = Settings(wechat_token=SecretStr(TOKEN))
SAFE = Settings(
    wechat_token=SecretStr(TOKEN),
    wechat_app_id=SECRET.app_id,
    wechat_aes_key=SecretStr(KEY),
    wechat_aes_key_previous=SecretStr(OLD_KEY),
)
WORDS = tomllib.loads(Path("prompts/wording/wechat.toml").read_text("utf-8"))


def say(key: str) -> str:
    return str(WORDS[key.removeprefix("wechat.")])


@dataclass
class Clerk:
    """Answers with what was asked, or with `answers`; keeps what it heard. `gate` holds it up."""

    answers: dict[str, str] = field(default_factory=dict)
    heard: list[tuple[str, str]] = field(default_factory=list)
    gate: threading.Event | None = None
    broken: bool = False

    def ask(self, question: str, session: str, /) -> Answer:
        self.heard.append((question, session))
        if self.gate is not None:
            self.gate.wait(10)
        if self.broken:
            raise RuntimeError("the index is gone")
        found = self.answers.get(question, f"原文：{question}")
        return Answer(question=question, answer=found, answered=True, kind="fact")

    @property
    def questions(self) -> list[str]:
        return [question for question, _ in self.heard]


@dataclass(frozen=True)
class Office:
    url: str
    clerk: Clerk
    records: Path
    plain: Platform
    safe: Platform
    rotated: Platform


@contextmanager
def office(
    folder: Path, settings: Settings = PLAIN, clerk: Clerk | None = None
) -> Iterator[Office]:
    """One worker; another `office` of the same folder is a second, or the first restarted."""
    helper = clerk or Clerk()
    path = folder / "records" / "records.sqlite3"
    with ExitStack() as stack:
        records = Records(f"sqlite:///{path}")
        stack.callback(records.close)
        app = FastAPI()
        app.include_router(router(settings, helper.ask, records, say, b"a secret of the office"))
        url = stack.enter_context(served(app)) + "/wechat"
        platforms = [Platform(url, TOKEN, secret) for secret in (None, SECRET, OLD_SECRET)]
        for platform in platforms:
            stack.callback(platform.client.close)
        yield Office(url, helper, path, *platforms)
