"""Kill -9 a build at random moments, again and again: python -m bench.kills [N] (100).

After every kill the published generation must answer; at the end a build must run through and leave
no folder that nobody serves.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.assistant import Assistant
from bot.settings import load_settings

LONGEST = 6.0  # seconds; about a whole build
QUESTION = "五、3"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chance = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        build(data).wait()
        outcomes = [attempt(data, chance.uniform(0, LONGEST)) for _ in range(count)]
        killed = sum(state == "killed" for state, _ in outcomes)
        answered = sum(well for _, well in outcomes)
        build(data).wait()
        left = sum(path.is_dir() for path in (data / "index").iterdir())
        print(f"{count} builds, {killed} killed before they were done")
        print(f"answered after {answered} of {count}; {left} generations kept after the last build")
    sys.exit(0 if answered == count else 1)


def build(data: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "bot", "index", "--force", "--data", str(data)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def attempt(data: Path, moment: float) -> tuple[str, bool]:
    """Start a build, kill it at the moment, ask."""
    process = build(data)
    time.sleep(moment)
    state = "done" if process.poll() is not None else "killed"
    process.kill()
    process.wait()
    answer = Assistant(load_settings(data=data)).ask(QUESTION)
    return state, answer.answered


if __name__ == "__main__":
    main()
