"""Show the READMEs' examples as they are answered now: python -m bench.readme (then look at them).

A last line of … stands for the rest and is kept, with as many lines above it.
"""

import re
import shlex
import tempfile
from pathlib import Path

from bot.assistant import Assistant
from bot.settings import Settings
from index.build import build
from index.place import Place

EXAMPLE = re.compile(r"^```console\n\$ wence ask (.+)\n((?:.*\n)*?)```$", re.MULTILINE)
REST = "…"


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data))
        build([settings.corpus], Place(settings.data), settings.embedding, lambda *_: None)
        assistant = Assistant(settings)
        for path in (Path("README.md"), Path("README.zh-CN.md")):
            path.write_text(refreshed(path.read_text("utf-8"), assistant), "utf-8")


def refreshed(text: str, assistant: Assistant) -> str:
    def answered(example: re.Match[str]) -> str:
        asked, shown = example[1], example[2].splitlines()
        lines = assistant.ask(*shlex.split(asked)).answer.splitlines()
        if shown[-1:] == [REST]:
            lines = [*lines[: len(shown) - 1], REST]
        return "\n".join(("```console", f"$ wence ask {asked}", *lines, "```"))

    return EXAMPLE.sub(answered, text)


if __name__ == "__main__":
    main()
