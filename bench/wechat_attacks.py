"""Mutated bodies against `/wechat`: python -m bench.wechat_attacks --url URL --pid PID [--count N].

The bodies are made by hypothesis out of real messages and signed as WeChat would (safe mode with
`--aes-key`); half of them are changed within the cipher, half outside. Prints how they were
answered, how long the slowest took, and the server's memory before and after; exits 1 unless each
was answered 4xx or 200 within 300 ms, memory grew by less than 32 MiB, and a normal question is
answered afterwards.
"""

import argparse
import os
import sys
import time
from collections import Counter

import httpx
import psutil
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.bot.channels.wechat.platform import Platform, Secret, message, text

SLOWEST = 0.3  # seconds
GROWTH = 32.0  # MiB
WARM = 500  # bodies, until what is loaded lazily is there
QUESTION = "五、3"

fragments = st.sampled_from(
    [
        b"<",
        b">",
        b"]]>",
        b"<![CDATA[",
        b"&",
        b"&#1;",
        b"\0",
        b"\xff",
        b"</xml>",
        b"<xml>",
        b"9" * 40,
    ]
)
edit = st.tuples(st.integers(0, 600), st.integers(0, 40), fragments | st.binary(max_size=12))
edits = st.lists(edit, min_size=1, max_size=8)
kinds = st.sampled_from(["text", "voice", "image", "event", "location", "link", "shortvideo", "x"])


class Attack:
    """What came of the bodies."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.statuses: Counter[int] = Counter()
        self.slowest = 0.0

    def send(
        self, kind: str, typed: str, changes: list[tuple[int, int, bytes]], where: str
    ) -> None:
        xml = message("o-attacker", kind, None, Content=typed, Event=typed, EventKey=typed)
        if where == "inside":
            raw = mutated(xml.encode("utf-8", "surrogatepass"), changes)
            query, body = self.platform.request(raw.decode(errors="replace"))
        else:
            query, body = self.platform.request(xml.encode(errors="replace").decode())
            body = mutated(body, changes)
        began = time.perf_counter()
        response = self.platform.post(query, body)
        self.slowest = max(self.slowest, time.perf_counter() - began)
        self.statuses[response.status_code] += 1

    def run(self, count: int) -> None:
        @settings(
            max_examples=count,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(kinds, st.text(max_size=40), edits, st.sampled_from(["inside", "outside"]))
        def attacked(kind: str, typed: str, changes: list[tuple[int, int, bytes]], at: str) -> None:
            self.send(kind, typed, changes, at)

        attacked()


def mutated(body: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for at, dropped, put in changes:
        body = body[:at] + put + body[at + dropped :]
    return body


def memory(pid: int) -> float:
    """MiB of a process and its workers."""
    process = psutil.Process(pid)
    each = (process, *process.children(recursive=True))
    return float(sum(one.memory_info().rss for one in each) / 2**20)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Mutated bodies against /wechat")
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="origin of the server")
    parser.add_argument("--pid", type=int, required=True, help="process of the server")
    parser.add_argument("--count", type=int, default=10_000)
    for name in ("token", "app-id", "aes-key"):
        variable = f"WENCE_WECHAT_{name.upper().replace('-', '_')}"
        parser.add_argument(f"--{name}", default=os.environ.get(variable, ""), help=variable)
    return parser.parse_args()


def main() -> None:
    chosen = arguments()
    secret = Secret(chosen.aes_key, chosen.app_id) if chosen.aes_key else None
    client = httpx.Client(timeout=20, trust_env=False)
    platform = Platform(chosen.url.rstrip("/") + "/wechat", chosen.token, secret, client)
    attack = Attack(platform)
    attack.run(WARM)
    attack.slowest = 0.0
    before = memory(chosen.pid)
    attack.run(chosen.count)
    after = memory(chosen.pid)
    answer = platform.deliver(text("o-reader", QUESTION))
    print(f"{sum(attack.statuses.values())} bodies: {dict(attack.statuses)}")
    print(f"slowest {attack.slowest * 1000:.0f} ms; memory {before:.0f} → {after:.0f} MiB")
    print(f"afterwards: {(answer or 'nothing')[:40]}")
    well = all(status == 200 or 400 <= status < 500 for status in attack.statuses)
    sys.exit(0 if well and attack.slowest < SLOWEST and after - before < GROWTH and answer else 1)


if __name__ == "__main__":
    main()
