"""The commands over a Chroma server, as several workers and machines use it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.chroma import chroma
from tests.plan import ROOT, SECOND, write_corpus

pytestmark = pytest.mark.system

QUESTION = "红色血脉怎样传下去"


@dataclass(frozen=True)
class Installation:
    folder: Path
    chroma: str

    def wence(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        with self.started(*arguments) as process:
            out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    @contextmanager
    def started(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder,
            env={
                "PYTHONPATH": str(ROOT),
                "PYTHONIOENCODING": "utf-8",
                "WENCE_CHROMA_URL": self.chroma,
                "NO_PROXY": "127.0.0.1",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.communicate()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma(tmp_path_factory.mktemp("chroma")) as address:
        yield address


@pytest.fixture
def installation(server: str, tmp_path: Path) -> Installation:
    write_corpus(tmp_path / "corpus")
    return Installation(tmp_path, server)


def test_answers_out_of_a_server(installation: Installation) -> None:
    assert installation.wence("index").returncode == 0
    asked = installation.wence("ask", QUESTION, "--json")
    quotes = [citation["quote"] for citation in json.loads(asked.stdout)["citations"]]
    assert quotes == [SECOND]
    assert not list((installation.folder / "var").rglob("chroma.sqlite3"))


def test_workers_follow_a_generation_published_while_they_serve(installation: Installation) -> None:
    new = "三、办好读书会。每季度组织读书会一次。"
    installation.wence("index")
    with installation.started("serve", "--port", "0", "--workers", "2") as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        (installation.folder / "corpus" / "读书会工作要点.txt").write_text(
            f"读书会工作要点\n一、定计划。年初定出计划。\n二、选好书。每季度选书三本。\n{new}\n"
        )
        assert installation.wence("index").returncode == 0
        for _ in range(8):  # whichever worker it is that answers
            body = {"question": "读书会多久组织一次"}
            answer = httpx.post(f"{address}/api/ask", json=body, trust_env=False).json()
            assert new.endswith(answer["citations"][0]["quote"])


def test_a_server_that_has_gone_is_told_with_the_cure(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    (tmp_path / "chroma").mkdir()
    with chroma(tmp_path / "chroma") as address:
        installation = Installation(tmp_path, address)
        assert installation.wence("index").returncode == 0
    asked = installation.wence("ask", QUESTION)
    assert (asked.returncode, asked.stdout) == (1, "")
    assert "请检查 WENCE_CHROMA_URL" in asked.stderr
    assert len(asked.stderr.splitlines()) == 1
