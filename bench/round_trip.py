"""Whether one document reads the same as docx, html, pdf and doc.

python bench/round_trip.py [FOLDER] [--count N] [--show]

Takes N texts of FOLDER whose lines are paragraphs (default: policy/text in the data folder of
WENCE_SHARED, else of ../shared), writes each as docx, has LibreOffice (`soffice`) make html, pdf
and doc of it, and prints for each format the share of the text's paragraphs that come back as the
same line, spaces aside.
"""

import argparse
import os
import re
import subprocess
import tempfile
from pathlib import Path

from index.errors import WenceError
from index.reading import read

FORMATS = ("docx", "html", "pdf", "doc")


def main() -> None:
    arguments = _arguments()
    texts = [path for path in sorted(arguments.folder.glob("*.txt")) if not is_wrapped(path)]
    step = max(len(texts) // arguments.count, 1)
    shares: dict[str, list[float]] = {form: [] for form in FORMATS}
    with tempfile.TemporaryDirectory() as name:
        for at, text in enumerate(texts[::step][: arguments.count]):
            paragraphs = paragraphs_of(text.read_text(encoding="utf-8"))
            made = make(paragraphs, Path(name) / f"{at}.docx")
            row = []
            for form in FORMATS:
                share, missed = compare(paragraphs, made.with_suffix(f".{form}"))
                shares[form].append(share)
                row.append(f"{form} {share:7.2%}")
                if arguments.show:
                    print(*(f"    {form}: {line[:100]}" for line in missed[:8]), sep="\n")
            print("  ".join(row), f" {len(paragraphs)} paragraphs  {text.stem[:40]}")
    for form, values in shares.items():
        print(f"{form}: {sum(values) / max(len(values), 1):.2%} over {len(values)} documents")


def _arguments() -> argparse.Namespace:
    shared = Path(os.environ.get("WENCE_SHARED", "../shared"))
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    folder = shared / "data" / "policy" / "text"
    parser.add_argument("folder", nargs="?", type=Path, default=folder)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--show", action="store_true", help="paragraphs that did not come back")
    return parser.parse_args()


def paragraphs_of(text: str) -> list[str]:
    """The text's lines but for page numbers."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not re.fullmatch(r"[-—\s]*\d+[-—\s]*", line)]


def is_wrapped(path: Path) -> bool:
    """Whether the text's lines are those of a printed page, not paragraphs."""
    long = [line for line in paragraphs_of(path.read_text(encoding="utf-8")) if len(line) > 20]
    open_ended = sum(not line.endswith(tuple("。；：！？）”;:")) for line in long)
    return open_ended * 2 > len(long)


def make(paragraphs: list[str], path: Path) -> Path:
    """The text as docx, set as official documents are, and as what LibreOffice makes of it."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.size = Pt(16)
    for text in paragraphs:
        document.add_paragraph(text).paragraph_format.first_line_indent = Pt(32)
    document.save(str(path))
    profile = path.parent / "profile"
    for form in FORMATS[1:]:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--convert-to",
                form,
                "--outdir",
                str(path.parent),
                str(path),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
    return path


def compare(paragraphs: list[str], path: Path) -> tuple[float, list[str]]:
    """The share of paragraphs that are a line of the file, and those that are not."""
    try:
        lines = {squeeze(line.text) for line in read(path).lines}
    except WenceError as error:
        return 0.0, [str(error)]
    missed = [text for text in paragraphs if squeeze(text) and squeeze(text) not in lines]
    return 1 - len(missed) / max(len(paragraphs), 1), missed


def squeeze(text: str) -> str:
    return re.sub(r"\s|\u200b|\ufeff", "", text)


if __name__ == "__main__":
    main()
