"""Calls to a vendor's API: one shared access token, a time limit, one retry, errors in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from bot.records import Fresh, Records
from bot.secret import Seals
from index.errors import WenceError

TIMEOUT = 5.0  # seconds, for each call
STALE = frozenset({40001, 40014, 42001})  # the token is not good any more
RESTS = 60.0  # seconds without a call, after even a new token was refused
UNREACHABLE = -2

_CURES = {
    40164: "本机的公网地址不在接口的 IP 白名单里（{message}）：请在平台后台的“IP 白名单”里加上它。",
    40013: "AppID 不对：请核对 WENCE_WECHAT_APP_ID。",
    40125: "AppSecret 不对：请核对 WENCE_WECHAT_APP_SECRET。",
    48001: "这个账号没有此接口的权限（未认证的账号没有客服消息）：请在平台后台的“接口权限”里查看。",
    45009: "今天的调用次数已用完：请明天再试，或在平台后台清零。",
}
_OTHER = "接口返回 {code}（{message}）：请按平台的返回码说明处理。"
_LOST = "连不上 {origin}（{reason}）：请检查网络和 {variable}。"

Json = Mapping[str, object]


class VendorError(WenceError):
    """The vendor refused, with its `code`, or could not be reached (`UNREACHABLE`)."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True)
class Access:
    """How a token is fetched: by `method` at `path` with `body`; `again` forces a new one.

    `cures` are what its vendor's codes mean, where that differs.
    """

    name: str
    method: str
    path: str
    body: Json
    again: Json | None = None
    cures: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """`date` is the vendor's own clock, as its server writes it."""

    values: Json
    date: str


class Vendor:
    """One account of a vendor at an `origin`, which `variable` sets. Thread-safe."""

    def __init__(
        self, origin: str, variable: str, access: Access, records: Records, seals: Seals
    ) -> None:
        self._origin = origin.rstrip("/")
        self._variable = variable
        self._access = access
        self._name = seals.name("token", origin, access.name)
        self._records = records
        self._seals = seals
        self._client = httpx.Client(timeout=TIMEOUT)

    def call(self, method: str, path: str, body: Json | None = None, **query: str) -> Reply:
        """The reply to a call with the access token; a token that is not good is renewed once.

        Raises:
            VendorError: refused, out of reach, or no token to be had; with the cure.
        """
        if self._records.flags.raised(self._name):
            raise VendorError(40001, "刚才新取的令牌也不被接受，一分钟后再试。")
        sealed = self._token("")
        try:
            return self._sent(sealed, method, path, body, query)
        except VendorError as error:
            if error.code not in STALE:
                raise
        try:
            return self._sent(self._token(sealed), method, path, body, query)
        except VendorError as error:
            if error.code in STALE:
                self._records.flags.raise_(self._name, RESTS)
            raise

    def check(self) -> str:
        """Has the vendor give a token, which is not used; the vendor's clock, as an HTTP date.

        Raises:
            VendorError: as for `call`.
        """
        return self._asked(self._access.body).date

    def close(self) -> None:
        self._client.close()

    def _sent(
        self, sealed: str, method: str, path: str, body: Json | None, query: dict[str, str]
    ) -> Reply:
        token = self._seals.open(sealed) or ""
        reply = self._request(method, path, {**query, "access_token": token}, body)
        self._refuse(reply.values)
        return reply

    def _token(self, bad: str) -> str:
        """The shared token, sealed; not the `bad` one."""
        return self._records.tokens.get(self._name, lambda: self._fetched(bad), bad)

    def _fetched(self, bad: str) -> Fresh:
        access = self._access
        got = self._asked(access.body).values
        if access.again is not None and bad and got["access_token"] == self._seals.open(bad):
            got = self._asked(access.again).values
        seconds = got.get("expires_in")
        lasts = float(seconds) if isinstance(seconds, int | float) else 0.0
        return Fresh(self._seals.seal(str(got["access_token"])), lasts)

    def _asked(self, body: Json) -> Reply:
        access = self._access
        query = (
            {} if access.method == "POST" else {name: str(value) for name, value in body.items()}
        )
        sent = body if access.method == "POST" else None
        got = self._request(access.method, access.path, query, sent)
        self._refuse(got.values)
        if not isinstance(got.values.get("access_token"), str):
            raise VendorError(UNREACHABLE, self._lost("回复里没有令牌"))
        return got

    def _request(self, method: str, path: str, query: dict[str, str], body: Json | None) -> Reply:
        try:
            response = self._client.request(method, self._origin + path, params=query, json=body)
            values = response.json()
        except (httpx.HTTPError, ValueError) as error:
            # Not the error's own text: that may hold the token.
            raise VendorError(UNREACHABLE, self._lost(type(error).__name__)) from None
        if not isinstance(values, dict):
            raise VendorError(UNREACHABLE, self._lost("回复不是 JSON 对象"))
        return Reply(values, response.headers.get("date", ""))

    def _lost(self, reason: str) -> str:
        return _LOST.format(origin=self._origin, reason=reason, variable=self._variable)

    def _refuse(self, values: Json) -> None:
        """Raise what the vendor says is wrong."""
        code = values.get("errcode", 0)
        if isinstance(code, int) and code:
            text = {**_CURES, **self._access.cures}.get(code, _OTHER)
            raise VendorError(code, text.format(code=code, message=values.get("errmsg", "")))
