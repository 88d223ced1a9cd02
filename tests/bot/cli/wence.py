"""The real command, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def wence(
    *arguments: str | bytes, cwd: Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m bot`, with no WENCE_* setting but those given."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("WENCE_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd,
        input=stdin,
        env={**clean, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )
