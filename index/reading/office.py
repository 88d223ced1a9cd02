"""doc, wps, rtf, odt and xls: turned by LibreOffice into what the other readers read.

LibreOffice runs without a window, in a profile of its own that is thrown away, with macros off and
a limit on its time.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from index.reading.docx import read_docx
from index.reading.sheet import read_xlsx
from index.reading.source import Source, UnreadableFileError

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
_SHEETS = frozenset({".xls", ".et", ".ods"})
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""


def read_office(path: Path, suffix: str) -> Source:
    """A file of an older office format; `suffix` is the true one (`.doc`, `.wps`, `.xls`, …).

    Raises:
        UnreadableFileError: LibreOffice is missing, fails or takes too long.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    sheet = suffix in _SHEETS
    target = "xlsx" if sheet else "docx"
    if program is None:
        raise UnreadableFileError(
            f"读取 {suffix[1:]} 要用 LibreOffice。请装上 LibreOffice 后重新索引，"
            f"或用 Word、WPS 打开后另存为 {target}"
        )
    with tempfile.TemporaryDirectory(prefix="wence-office-") as folder:
        made = _converted(program, path, suffix, target, Path(folder))
        source = read_xlsx(made) if sheet else read_docx(made)
    note = f"由 LibreOffice 从 {suffix[1:]} 转换而来"
    return replace(source, warnings=(*source.warnings, note))


def _converted(program: str, path: Path, suffix: str, target: str, folder: Path) -> Path:
    """The converted copy; the original is copied first, so that no lock file lies beside it."""
    given = folder / f"given{suffix}"
    shutil.copyfile(path, given)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    _run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--convert-to",
            target,
            "--outdir",
            str(folder / "made"),
            str(given),
        ]
    )
    made = folder / "made" / f"given.{target}"
    if not made.exists():
        raise UnreadableFileError(
            f"LibreOffice 打不开，文件可能已损坏或设有密码，请用 Word、WPS 打开后另存为 {target}"
        )
    return made


def _run(command: list[str]) -> None:
    """Run to the end or to the time limit; soffice starts a child, so its whole group is ended."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise UnreadableFileError(
            f"LibreOffice 转换超过 {_SECONDS} 秒，请用 Word、WPS 打开后另存为 docx 或 xlsx"
        ) from error
