"""wence diff: two documents, or a file's versions, clause by clause."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.options import Data, settings_of
from bot.wording import Say, Wording
from index.clause import Clause, Document
from index.errors import WenceError

if TYPE_CHECKING:
    from index.difference import Change, Difference
    from index.earlier import Earlier
    from index.generation import Generation

_SIGNS = {"added": "+", "dropped": "-", "changed": "~", "moved": ">"}
_STYLES = {"added": "green", "dropped": "red", "changed": "", "moved": "cyan"}
_JSON = (
    "输出 JSON：{older, newer: {id, title, source}，"
    "counts: {added, dropped, changed, moved, same}，"
    "changes: [{kind, old, new: {clause, path, text, start, end} 或 null，"
    "edits: [{old, new: 文字, old_span, new_span: 在各自存储文本里的起止}]}]}；未变的条目不列。"
)


class NoEarlierVersionError(WenceError):
    """The file was never overwritten since it was first indexed."""


def diff(
    a: Annotated[str, typer.Argument(help="旧的一份：标题、文件名或文号，写出独有的一部分即可。")],
    b: Annotated[
        str | None,
        typer.Argument(help="新的一份；不写则比较 A 被覆盖之前与现在的版本。", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_JSON)] = False,
    data: Data = None,
) -> None:
    """逐条比较两份文件，或者一份文件的前后版本。

    + 新增，- 删去，~ 修改（[-旧-]{+新+}），> 移动或改号。
    """
    from index.difference import compare
    from index.generation import Generation
    from index.lookup import find_document

    settings = settings_of(data)
    generation = Generation.open(settings.place)
    say = Wording.load(settings.prompts).say
    older = find_document(a, generation.documents)
    earlier: Earlier | None = None
    if b is None:
        earlier = _earlier(older, generation)
        difference = compare(earlier.document, older)
    else:
        difference = compare(older, find_document(b, generation.documents))
    if as_json:
        sys.stdout.write(json.dumps(_json(difference), ensure_ascii=False, indent=2) + "\n")
        return
    console = Console(highlight=False)
    for line in (_head(difference, earlier, say), *_lines(difference, say)):
        console.print(line, soft_wrap=True, markup=False)


def _earlier(document: Document, generation: "Generation") -> "Earlier":
    versions = generation.versions(document.source)
    if not versions:
        raise NoEarlierVersionError(
            f"《{document.title}》（{document.source}）没有以前的版本；"
            "文件被覆盖后再运行 wence index 才会有，要比较两份文件请写上第二份。"
        )
    return versions[0]


def _head(difference: "Difference", earlier: "Earlier | None", say: Say) -> str:
    older, newer = difference.older, difference.newer
    if earlier:
        day = earlier.replaced.astimezone().date().isoformat()
        head = say("diff.replaced", newer=newer.title, newer_source=newer.source, day=day)
    else:
        head = say(
            "diff.head",
            older=older.title,
            older_source=older.source,
            newer=newer.title,
            newer_source=newer.source,
        )
    return f"{head}\n{say('diff.counts', **difference.counts)}"


def _lines(difference: "Difference", say: Say) -> Iterator[Text]:
    for change in difference.changes:
        if change.kind != "same":
            yield _line(change, say)


def _line(change: "Change", say: Say) -> Text:
    clause = change.new or change.old
    label = clause.label if clause else ""
    if change.renumbered and change.old:
        label = say("diff.renumbered", label=label, old=change.old.label)
    style = _STYLES[change.kind]
    line = Text(f"{_SIGNS[change.kind]} {label} ", style=style or "bold")
    if change.kind == "changed" and change.old and change.new:
        return line.append_text(_edited(change, change.old, change.new))
    return line.append(clause.text if clause else "", style=style)


def _edited(change: "Change", old: Clause, new: Clause) -> Text:
    """The newer text with what it replaces: [-旧-]{+新+}."""
    text, at = Text(), 0
    for edit in change.edits:
        text.append(new.text[at : edit.new[0]])
        before, after = old.text[slice(*edit.old)], new.text[slice(*edit.new)]
        text.append(f"[-{before}-]" if before else "", style="red")
        text.append(f"{{+{after}+}}" if after else "", style="green")
        at = edit.new[1]
    return text.append(new.text[at:])


def _json(difference: "Difference") -> dict[str, object]:
    return {
        "older": _named(difference.older),
        "newer": _named(difference.newer),
        "counts": difference.counts,
        "changes": [_changed(each) for each in difference.changes if each.kind != "same"],
    }


def _named(document: Document) -> dict[str, str]:
    return {"id": document.id, "title": document.title, "source": document.source}


def _changed(change: "Change") -> dict[str, object]:
    old, new = change.old, change.new
    return {
        "kind": change.kind,
        "old": _side(old),
        "new": _side(new),
        "edits": [
            {
                "old": old.text[slice(*edit.old)],
                "new": new.text[slice(*edit.new)],
                "old_span": [old.start + at for at in edit.old],
                "new_span": [new.start + at for at in edit.new],
            }
            for edit in change.edits
            if old and new
        ],
    }


def _side(clause: Clause | None) -> dict[str, object] | None:
    if clause is None:
        return None
    return {
        "clause": clause.label,
        "path": list(clause.path),
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
    }
