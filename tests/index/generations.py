"""A generation's folder, made and tampered with."""

import json
from pathlib import Path

from index.build import build
from index.place import Place


def index_in(place: Place, corpus: Path) -> Path:
    """Build; the new generation's folder."""
    built = build([corpus], place, "bundled", lambda *_: None)
    return place.index / built.manifest.id


def rewrite(path: Path, **changes: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")
