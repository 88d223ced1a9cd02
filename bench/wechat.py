"""Load on `/wechat` as WeChat makes it: `python -m bench.wechat --url URL --token TOKEN`.

Every question is asked once alone; what it was answered then is what it must be answered under
load, where many users ask and some messages come twice at the same time, as WeChat repeats them.
A reply that only says where the answer is to be picked up is followed, as a reader would.
Prints p50 and p99, and how many replies were lost (none, a fault, or not within five seconds, in
each of three tries), double (two tries answered differently, or picked up twice) or crossed
(another answer than alone). Exits 1 unless all three are 0.
"""

import argparse
import asyncio
import itertools
import json
import os
import re
import ssl
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx

from tests.bot.channels.wechat.platform import FaultError, Platform, Secret, message, text

DROPPED_AFTER = 5.0
TRIES = 3
READS_FOR = 2.0  # seconds that a reader takes to tap a link
PATIENCE = 20  # taps
PICK_UP = re.compile(r"msgmenucontent=([^\"&]+)&msgmenuid=(answer-[0-9a-f]+)")
QUESTIONS = Path(os.environ.get("WENCE_SHARED", "../shared")) / "data/plan/questions.jsonl"


@dataclass(frozen=True)
class Result:
    """Of one message: each try's reply, None for lost, and how long the first took."""

    question: str
    replies: tuple[str | None, ...]
    seconds: float
    picked_up: bool = False
    twice: bool = False


@dataclass(frozen=True)
class Sent:
    user: str
    question: str
    tries: int = 1


def mixed(questions: list[str], messages: int, users: int, again: int) -> Iterator[Sent]:
    """A user asks three in a row without waiting; one in `again` is sent twice at once."""
    for at in range(messages):
        tries = 2 if at % again == 0 else 1
        yield Sent(f"o-user-{at // 3 % users}", questions[at % len(questions)], tries)


def tapped(user: str, link: re.Match[str]) -> str:
    """What tapping a link sends."""
    return message(user, "text", Content=link[1], bizmsgmenuid=link[2])


class Wire(Protocol):
    """A platform's side, where what is said is an XML or a JSON."""

    @property
    def url(self) -> str: ...

    def request(self, said: str, /) -> tuple[dict[str, str], bytes]: ...

    def shown(self, response: httpx.Response, said: str, /) -> str | None: ...


class Sender:
    """One of those who send at the same time, over connections of its own.

    A connection pool that all share would make some wait for seconds, and they would be counted.
    """

    def __init__(self, platform: Wire, context: ssl.SSLContext, *, tell: bool = True) -> None:
        """`tell`: a try that nobody answers in time is worth a word."""
        self._platform = platform
        self._tell = tell
        self._client = httpx.AsyncClient(trust_env=False, verify=context, timeout=DROPPED_AFTER)

    async def send(self, messages: Iterator[Sent]) -> list[Result]:
        """Takes one message after another from what all share."""
        async with self._client:
            return [await self._send(each) for each in messages]

    def said(self, sent: Sent) -> str:
        """A new message."""
        return text(sent.user, sent.question)

    async def answered(self, said: str) -> str | None:
        """What the reader reads in return."""
        return await self.deliver(said)

    async def _send(self, sent: Sent) -> Result:
        said = self.said(sent)
        started = time.perf_counter()
        first, *others = [asyncio.create_task(self.answered(said)) for _ in range(sent.tries)]
        reply = await first
        seconds = time.perf_counter() - started
        replies = (reply, *[await other for other in others])
        link = PICK_UP.search(reply or "")
        if link is None:
            return Result(sent.question, replies, seconds)
        answer = await self._pick_up(sent.user, link)
        again = await self.deliver(tapped(sent.user, link))
        twice = len(set(replies)) > 1 or again == answer
        return Result(sent.question, (answer,), seconds, picked_up=True, twice=twice)

    async def _pick_up(self, user: str, link: re.Match[str]) -> str | None:
        """Taps the link until it brings the answer."""
        for _ in range(PATIENCE):
            await asyncio.sleep(READS_FOR)
            reply = await self.deliver(tapped(user, link))
            if not PICK_UP.search(reply or ""):
                return reply
        return None

    async def deliver(self, said: str) -> str | None:
        """Like the platform: what fails or takes too long is sent again, three times in all."""
        for _ in range(TRIES):
            query, body = self._platform.request(said)
            dropped = asyncio.create_task(asyncio.sleep(DROPPED_AFTER))
            try:
                async with asyncio.timeout(DROPPED_AFTER):
                    reply = await self._client.post(self._platform.url, params=query, content=body)
                return self._platform.shown(reply, said)
            except (TimeoutError, httpx.HTTPError, FaultError) as error:
                if self._tell or not isinstance(error, TimeoutError):
                    print(f"a try failed: {error!r}", file=sys.stderr)
                await dropped  # whatever went wrong, the next try comes no sooner
            finally:
                dropped.cancel()
        return None


async def run(
    platform: Wire,
    at_once: int,
    messages: Iterable[Sent],
    *,
    tell: bool = True,
    kind: type[Sender] = Sender,
) -> list[Result]:
    context = ssl.create_default_context()
    shared = iter(messages)
    senders = [kind(platform, context, tell=tell).send(shared) for _ in range(at_once)]
    return list(itertools.chain.from_iterable(await asyncio.gather(*senders)))


def figures(alone: list[Result], loaded: list[Result]) -> Counter[str]:
    """Counts of what went wrong."""
    expected = {result.question: result.replies[0] for result in alone}
    wrong: Counter[str] = Counter()
    for result in (*alone, *loaded):
        wrong["lost"] += result.replies.count(None)
        heard = {reply for reply in result.replies if reply is not None}
        wrong["double"] += result.twice or len(heard) > 1
        known = expected[result.question]
        wrong["crossed"] += known is not None and bool(heard - {known})
    return wrong


def spread(times: list[float]) -> str:
    cuts = statistics.quantiles([*times, times[-1]], n=100, method="inclusive")
    return f"p50 {cuts[49]:.0f} ms   p99 {cuts[98]:.0f} ms   longest {max(times):.0f} ms"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Load on /wechat as WeChat makes it")
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="origin of the server")
    for name in ("token", "app-id", "aes-key"):
        variable = f"WENCE_WECHAT_{name.upper().replace('-', '_')}"
        parser.add_argument(f"--{name}", default=os.environ.get(variable, ""), help=variable)
    return counted(parser).parse_args()


def counted(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """With the arguments that say how much load there is."""
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="JSONL")
    counts = (("messages", 1000, 20_000), ("users", 200, 5_000), ("at-once", 50, 500))
    for name, usual, most in (*counts, ("again", 10, 20_000)):
        choices = range(1, most + 1)
        parser.add_argument(
            f"--{name}", type=int, default=usual, choices=choices, metavar=f"1..{most}"
        )
    return parser


def measured(
    name: str, platform: Wire, given: argparse.Namespace, kind: type[Sender] = Sender
) -> int:
    """Prints what came of the load; how much of it went wrong."""
    asked = [json.loads(line)["question"] for line in given.questions.read_text().splitlines()]
    first = [Sent(f"o-alone-{at}", question) for at, question in enumerate(asked)]
    alone = asyncio.run(run(platform, 1, first, kind=kind))
    sent = mixed(asked, given.messages, given.users, given.again)
    loaded = asyncio.run(run(platform, given.at_once, sent, kind=kind))
    wrong = figures(alone, loaded)
    print(f"{given.messages} messages of {given.users} users, {given.at_once} at once, one in")
    print(f"{given.again} twice; {len(asked)} questions; {name}")
    for when, results in (("alone", alone), ("loaded", loaded)):
        print(f"{when}: {spread([result.seconds * 1000 for result in results])}")
    print("   ".join(f"{fault} {wrong[fault]}" for fault in ("lost", "double", "crossed")))
    return wrong.total()


def main() -> None:
    given = arguments()
    secret = Secret(given.aes_key, given.app_id) if given.aes_key else None
    platform = Platform(given.url.rstrip("/") + "/wechat", given.token, secret)
    wrong = measured(f"{'safe' if secret else 'plain'} mode", platform, given)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
