"""A small office behind `/wechat`: a clerk who answers, records on disk, the real words."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI
from pydantic import SecretStr

from bot.answer import Answer, Citation, Kind
from bot.channels.wechat import router
from bot.records import Records
from bot.secret import Seals
from bot.settings import Settings
from bot.wording import Say, Wording
from tests.bot.channels.served import served
from tests.bot.channels.wechat.platform import Platform, Secret

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
say: Say = Wording.load().say
EXAMPLES = ("第五部分第三项说了什么", "第二部分有哪些任务", "深化创建由谁负责")
GUIDE = "\n".join(("我只查《要点》的原文，可以这样问：", *(f"· {each}" for each in EXAMPLES)))


@dataclass
class Clerk:
    """Answers with what was asked, or with `answers`; keeps what it heard. `gate` holds it up.

    `thinks` makes it phrase every draft, which takes so many seconds.
    """

    answers: dict[str, str] = field(default_factory=dict)
    heard: list[tuple[str, str]] = field(default_factory=list)
    phrased: list[str] = field(default_factory=list)
    gate: threading.Event | None = None
    broken: bool = False
    thinks: float | None = None
    kind: Kind = "fact"
    citations: tuple[Citation, ...] = ()

    def draft(self, question: str, session: str, /) -> Answer:
        self.heard.append((question, session))
        if self.gate is not None:
            self.gate.wait(10)
        if self.broken:
            raise RuntimeError("the index is gone")
        found = self.answers.get(question, f"原文：{question}")
        return Answer(
            question=question,
            answer=found,
            answered=True,
            kind=self.kind,
            citations=self.citations,
        )

    def phrases(self, draft: Answer, /) -> bool:
        return self.thinks is not None and draft.answered

    def phrase(self, draft: Answer, seconds: float, /) -> Answer:
        self.phrased.append(draft.question)
        time.sleep(min(self.thinks or 0, seconds))
        return draft.model_copy(update={"answer": f"概括：{draft.answer}"})

    @property
    def say(self) -> Say:
        return say

    def guide(self) -> str:
        return GUIDE

    def headings(self) -> Mapping[str, str]:
        return {"五、深化创建": "第五部分"}

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
    book: Records


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
        app.include_router(router(settings, helper, records, Seals(b"a secret of the office")))
        url = stack.enter_context(served(app)) + "/wechat"
        plain, safe = Platform(url, TOKEN), Platform(url, TOKEN, SECRET)
        rotated = Platform(url, TOKEN, OLD_SECRET)
        for platform in (plain, safe, rotated):
            stack.callback(platform.client.close)
        yield Office(url, helper, path, plain, safe, rotated, records)
