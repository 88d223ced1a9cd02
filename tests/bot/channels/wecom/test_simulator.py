import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from http import HTTPStatus

import pytest
from fastapi import FastAPI, Request, Response

from bot.channels.chat.simulator import FaultError, Seen
from bot.channels.wecom.simulator import Bot
from tests.bot.channels.served import served
from tests.bot.channels.wechat.platform import Secret, signature
from tests.bot.channels.wecom.office import BOT_KEY, BOT_TOKEN, settings_of
from tests.bot.channels.wecom.platform import STREAM_LIMIT, Json

SECRET = Secret(BOT_KEY, "")
Ask = Callable[..., Seen]


def stream(content: str, *, finish: bool, name: str = "s1") -> Json:
    values = {"id": name, "finish": finish, "content": content}
    return {"msgtype": "stream", "stream": values}


def sealed(reply: Json, nonce: str) -> bytes:
    secret, now = SECRET.encrypt(json.dumps(reply)), str(int(time.time()))
    signed = {"encrypt": secret, "msgsignature": signature(BOT_TOKEN, now, nonce, secret)}
    return json.dumps({**signed, "timestamp": int(now), "nonce": nonce}).encode()


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """What a phone shows of a server that gives these replies in turn, the last for ever.

    A status is given as it is, None as an empty reply.
    """
    monkeypatch.setattr("bot.channels.wecom.simulator.REFRESHED_EVERY", 0.01)
    with ExitStack() as stack:

        def asked(*replies: Json | int | None) -> Seen:
            waiting = list(replies)
            app = FastAPI()

            @app.post("/wecom/bot")
            async def called(request: Request) -> Response:
                said = json.loads(SECRET.decrypt((await request.json())["encrypt"]))
                assert said["msgtype"] in {"text", "stream"}
                assert said["from"] == {"userid": "simulated"}
                reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                if isinstance(reply, int):
                    return Response(status_code=reply)
                return Response(sealed(reply, request.query_params["nonce"]) if reply else b"")

            url = stack.enter_context(served(app))
            phone = stack.enter_context(closing(Bot(settings_of(), f"{url}/wecom/bot")))
            return phone.type("五、3")

        yield asked


def test_a_stream_grows_until_it_is_finished(ask: Ask) -> None:
    seen = ask(*(stream("一二三"[:at], finish=at == 3) for at in range(4)))
    assert (seen.text, seen.tries, seen.refreshes, seen.faults) == ("一二三", 1, 3, ())


def test_a_try_that_fails_is_made_again_and_told(ask: Ask) -> None:
    gone = int(HTTPStatus.BAD_GATEWAY)
    seen = ask(gone, stream("", finish=False), gone, gone, stream("一", finish=True))
    assert (seen.text, seen.tries, seen.refreshes) == ("一", 2, 1)
    assert seen.faults == ("第1次：状态码 502", "第1次：状态码 502", "第2次：状态码 502")


def test_nothing_in_reply_is_nothing_on_the_phone_or_the_end_of_a_stream(ask: Ask) -> None:
    assert ask(None).text is None
    assert ask(stream("一", finish=False), None).text == "一"


@pytest.mark.parametrize(
    "second", [stream("三", finish=True), stream("一二", finish=True, name="s2")]
)
def test_a_stream_that_jumps_is_a_fault(ask: Ask, second: Json) -> None:
    with pytest.raises(FaultError, match="不是同一个回答"):
        ask(stream("一", finish=False), second)


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (stream("文" * STREAM_LIMIT, finish=True), f"超过 {STREAM_LIMIT}"),
        ({"msgtype": "markdown", "markdown": {"content": "一"}}, "回复读不了（KeyError）"),
        ({**stream("一", finish=True), "msgtype": "text"}, "回复读不了（ValueError）"),
    ],
)
def test_what_wecom_would_not_show_is_a_fault(ask: Ask, reply: Json, told: str) -> None:
    with pytest.raises(FaultError, match=told):
        ask(reply)


def test_a_stream_without_an_end_is_a_fault(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.wecom.simulator.STREAMS_FOR", 0.2)
    with pytest.raises(FaultError, match="还没有做好"):
        ask(stream("一", finish=False))
