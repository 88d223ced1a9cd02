"""WeChat's API as its documentation tells it: tokens, customer-service messages, typing, menus."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request

from tests.bot.channels.served import served

CONTENT_LIMIT = 2048
Json = dict[str, Any]


@dataclass
class Cloud:
    """One account's. `refuses` are codes by path; a token in `revoked` is not good any more.

    So many calls of a path in `passes` are taken before it refuses.
    """

    app_id: str = "wx49f0ab532d5d035a"
    secret: str = "a secret of the account"
    url: str = ""
    calls: list[str] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)
    typing: list[str] = field(default_factory=list)
    menus: list[Json] = field(default_factory=list)
    refuses: dict[str, int] = field(default_factory=dict)
    passes: dict[str, int] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    issued: int = 0
    lasts: int = 7200
    always_bad: bool = False

    def stable_token(self, body: Json) -> Json:
        wanted = {"grant_type": "client_credential", "appid": self.app_id, "secret": self.secret}
        given = {name: body.get(name) for name in wanted}
        if given != wanted:
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        if body.get("force_refresh") or not self.issued or self.token in self.revoked:
            self.issued += 1
        return {"access_token": self.token, "expires_in": self.lasts}

    @property
    def token(self) -> str:
        return f"token-{self.issued}"

    def send(self, body: Json) -> Json:
        content = body["text"]["content"]
        if len(content.encode()) > CONTENT_LIMIT:
            return {"errcode": 45002, "errmsg": "content size out of limit"}
        self.sent.append((body["touser"], content))
        return {"errcode": 0, "errmsg": "ok"}

    def type_(self, body: Json) -> Json:
        if body.get("command") != "Typing":
            return {"errcode": 47001, "errmsg": "data format error"}
        self.typing.append(body["touser"])
        return {"errcode": 0, "errmsg": "ok"}

    def make_menu(self, body: Json) -> Json:
        self.menus.append(body)
        return {"errcode": 0, "errmsg": "ok"}

    def answer(self, path: str, token: str, body: Json) -> Json:
        name = path.rpartition("/")[2]
        self.calls.append(name)
        if name in self.refuses and self.calls.count(name) > self.passes.get(name, 0):
            return {"errcode": self.refuses[name], "errmsg": "refused"}
        if name == "stable_token":
            return self.stable_token(body)
        if self.always_bad or token != self.token or token in self.revoked:
            return {"errcode": 40001, "errmsg": "invalid credential"}
        made = {"send": self.send, "typing": self.type_, "create": self.make_menu}
        return made[name](body)


@contextmanager
def cloud(**given: Any) -> Iterator[Cloud]:
    """It answers at its `url`."""
    made = Cloud(**given)
    app = FastAPI()

    @app.post("/cgi-bin/{path:path}")
    async def call(path: str, request: Request) -> Json:
        token = request.query_params.get("access_token", "")
        return made.answer(path, token, await request.json())

    with served(app) as url:
        made.url = url
        yield made
