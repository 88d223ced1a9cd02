"""Load on `/wecom` and `/wecom/bot` as WeCom makes it: `python -m bench.wecom --url URL`.

As bench.wechat, with its arguments, for the application and for the AI bot, without a model: one
of them with `--way`. Tokens and keys are taken from the settings' variables, or given. A bot's
stream is refreshed until it is finished; two streams of one message count as double.
Prints p50 and p99 for each, and how many replies were lost, double or crossed. Exits 1 unless all
are 0.
"""

import argparse
import asyncio
import json
import os
import ssl
import sys
from dataclasses import dataclass

import httpx

from bench.wechat import Sender, Sent, Wire, counted, measured
from tests.bot.channels.wechat.platform import FaultError, Secret
from tests.bot.channels.wecom.platform import Application, Robot, text

REFRESHED_EVERY = 0.5  # seconds
REFRESHES = 720  # six minutes of them


class Member(Sender):
    """Of an application."""

    def said(self, sent: Sent) -> str:
        return text(sent.user, sent.question)


@dataclass(frozen=True)
class Streaming:
    """A robot whose replies are read as the JSON that they are."""

    robot: Robot

    @property
    def url(self) -> str:
        return self.robot.url

    def request(self, said: str, /) -> tuple[dict[str, str], bytes]:
        return self.robot.request(said)

    def shown(self, response: httpx.Response, _: str, /) -> str | None:
        reply = self.robot.read(response)
        if reply is None or reply["msgtype"] != "stream":
            raise FaultError("no stream")
        return json.dumps(reply["stream"])


class BotsMember(Sender):
    """Alone with the AI bot."""

    def __init__(self, platform: Wire, context: ssl.SSLContext, *, tell: bool = True) -> None:
        super().__init__(platform, context, tell=tell)
        self._streams: dict[str, str] = {}

    def said(self, sent: Sent) -> str:
        return json.dumps(Robot.typed(sent.user, sent.question), ensure_ascii=False)

    async def answered(self, said: str) -> str | None:
        reply = await self.deliver(said)
        for _ in range(REFRESHES):
            stream = json.loads(reply) if reply is not None else None
            if stream is None:
                return None
            name, content = stream["id"], str(stream["content"])
            if stream["finish"]:
                first = self._streams.setdefault(said, name)
                return content if name == first else f"another stream: {content}"
            await asyncio.sleep(REFRESHED_EVERY)
            user = json.loads(said)["from"]["userid"]
            reply = await self.deliver(json.dumps(Robot.again(user, name)))
        return None


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Load on /wecom and /wecom/bot as WeCom makes it")
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="origin of the server")
    parser.add_argument("--way", choices=("app", "bot"), help="one of the two")
    for name in ("corp-id", "token", "aes-key", "bot-token", "bot-aes-key"):
        variable = f"WENCE_WECOM_{name.upper().replace('-', '_')}"
        parser.add_argument(f"--{name}", default=os.environ.get(variable, ""), help=variable)
    return counted(parser).parse_args()


def main() -> None:
    given = arguments()
    url, wrong = given.url.rstrip("/"), 0
    if given.way != "bot":
        secret = Secret(given.aes_key, given.corp_id)
        application = Application(f"{url}/wecom", given.token, secret)
        wrong += measured("application", application, given, Member)
    if given.way != "app":
        robot = Robot(f"{url}/wecom/bot", given.bot_token, Secret(given.bot_aes_key, ""))
        wrong += measured("AI bot", Streaming(robot), given, BotsMember)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
