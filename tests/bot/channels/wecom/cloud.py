"""WeCom's API as its documentation tells it: tokens, messages, members, departments."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request

from tests.bot.channels.served import served
from tests.bot.channels.wecom.platform import AGENT, CORP, LIMIT

Json = dict[str, Any]


@dataclass
class Cloud:
    """`refuses` are codes by the last word of the path; `members` have departments."""

    secret: str = "a secret of the application"
    url: str = ""
    calls: list[str] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[Json] = field(default_factory=list)
    refuses: dict[str, int] = field(default_factory=dict)
    members: dict[str, list[int]] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)
    unseen: set[str] = field(default_factory=set)
    issued: int = 1
    always_bad: bool = False

    def gettoken(self, query: Json) -> Json:
        if query.get("corpid") != CORP:
            return {"errcode": 40013, "errmsg": "invalid corpid"}
        if query.get("corpsecret") != self.secret:
            return {"errcode": 40001, "errmsg": "invalid credential"}
        return {"errcode": 0, "errmsg": "ok", "access_token": self.token, "expires_in": 7200}

    @property
    def token(self) -> str:
        return f"corp-token-{self.issued}"

    def send(self, body: Json) -> Json:
        if body["agentid"] != AGENT or body["msgtype"] != "text":
            return {"errcode": 40056, "errmsg": "invalid agentid"}
        if len(body["text"]["content"].encode()) > LIMIT:
            return {"errcode": 45002, "errmsg": "content size out of limit"}
        if body["touser"] in self.unseen:
            return {"errcode": 0, "errmsg": "ok", "invaliduser": body["touser"]}
        self.bodies.append(body)
        self.sent.append((body["touser"], body["text"]["content"]))
        return {"errcode": 0, "errmsg": "ok", "invaliduser": "", "msgid": "m"}

    def answer(self, path: str, query: Json, body: Json) -> Json:
        name = path.rpartition("/")[2] if path != "user/get" else "member"
        self.calls.append(name)
        if name in self.refuses:
            return {"errcode": self.refuses[name], "errmsg": "refused"}
        if name == "gettoken":
            return self.gettoken(query)
        if self.always_bad or query.get("access_token") != self.token:
            return {"errcode": 40014, "errmsg": "invalid access_token"}
        if name == "send":
            return self.send(body)
        return self.tell(name, query)

    def tell(self, name: str, query: Json) -> Json:
        if name == "simplelist":
            rows = [{"id": each, "parentid": above} for each, above in self.parents.items()]
            return {"errcode": 0, "department_id": rows}
        if name == "member" and query.get("userid") not in self.members:
            return {"errcode": 60111, "errmsg": "userid not found"}
        if name == "member":
            return {"errcode": 0, "department": self.members[query["userid"]]}
        return {"errcode": 0, "errmsg": "ok", "name": "问策"}


@contextmanager
def cloud(**given: Any) -> Iterator[Cloud]:
    """It answers at its `url`."""
    made = Cloud(**given)
    app = FastAPI()

    @app.api_route("/cgi-bin/{path:path}", methods=["GET", "POST"])
    async def call(path: str, request: Request) -> Json:
        body = await request.json() if request.method == "POST" else {}
        return made.answer(path, dict(request.query_params), body)

    with served(app) as url:
        made.url = url
        yield made
