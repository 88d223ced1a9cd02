import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import Settings
from tests.bot.cli.conftest import Run
from tests.bot.cli.wence import wence


def test_an_answer_is_printed_to_the_letter(plan_settings: Settings, run: Run) -> None:
    ran = run("ask", "第五部分第三项", "--data", str(plan_settings.data))
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith("3.持续推进新时代文明实践中心建设。")
    assert lines[-1].startswith("——《某区2020年宣传思想文化工作要点》五、3（")


def test_json_is_one_answer(plan_settings: Settings) -> None:
    ran = CliRunner().invoke(app, ["ask", "五、3", "--json", "--data", str(plan_settings.data)])
    assert ran.exit_code == 0
    answer = json.loads(ran.stdout)
    assert (answer["kind"], answer["citations"][0]["clause"]) == ("clause", "五、3")


@pytest.mark.parametrize("question", ["", "今天天气怎么样", "第十一部分"])
def test_a_refusal_is_no_failure(question: str, plan_settings: Settings) -> None:
    ran = CliRunner().invoke(app, ["ask", question, "--data", str(plan_settings.data)])
    assert ran.exit_code == 0
    assert ran.stdout.strip()


def test_data_may_come_from_the_environment(
    plan_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENCE_DATA", str(plan_settings.data))
    assert CliRunner().invoke(app, ["ask", "五、3", "--session", "s"]).exit_code == 0


def test_brackets_in_a_question_are_no_markup(plan_settings: Settings) -> None:
    arguments = ["ask", "[red]五、3[/red]", "--data", str(plan_settings.data)]
    ran = CliRunner().invoke(app, arguments)
    assert ran.exit_code == 0
    assert "持续推进新时代文明实践中心建设" in ran.stdout


def test_an_argument_that_is_no_utf8(plan_settings: Settings, tmp_path: Path) -> None:
    ran = wence(
        *("ask", b"\xce\xe5\xa1\xa23", "--json", "--data", str(plan_settings.data)), cwd=tmp_path
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["answered"] is False


BATCH: list[tuple[str, dict[str, object]]] = [
    ('{"id": 1, "question": "五、3"}', {"id": 1, "kind": "clause"}),
    ('{"question": "二、1", "session": "甲"}', {"kind": "clause"}),
    ('{"id": "b", "question": ""}', {"id": "b", "kind": "refusal"}),
    ('{"id": "c", "question": "意识\\ud800形态谁负责"}', {"id": "c"}),
    ('{"id": "d", "question": "谢谢", "more": [1]}', {"id": "d", "kind": "help"}),
]
UNREAD: list[tuple[str, dict[str, object]]] = [
    ("not json", {}),
    ('{"id": "e"}', {"id": "e"}),
    ('{"id": 7, "question": 5}', {"id": 7}),
    ("[1]", {}),
    ("[" * 100_000, {}),
]


def lines_of(stdout: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_a_batch_is_answered_in_order(plan_settings: Settings, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "问题.jsonl"
    file.write_text("\ufeff" + "\n\n".join(line for line, _ in BATCH), "utf-8")
    ran = run("ask", "--batch", str(file), "--data", str(plan_settings.data))
    assert (ran.code, ran.err) == (0, "")
    for answer, (line, expected) in zip(lines_of(ran.out), BATCH, strict=True):
        assert expected.items() <= answer.items()
        assert ("id" in answer) is ("id" in json.loads(line))
        assert {"question", "answer", "answered", "citations", "owner", "took_ms"} <= answer.keys()


def test_a_line_that_cannot_be_read_keeps_its_place(
    plan_settings: Settings, tmp_path: Path
) -> None:
    good = b'{"id": 0, "question": "\xe4\xba\x94\xe3\x80\x813"}'
    lines = [good, *(line.encode() for line, _ in UNREAD), b"\xff\xfe", good]
    ran = wence(
        *("ask", "--batch", "-", "--data", str(plan_settings.data)),
        cwd=tmp_path,
        stdin=b"\n".join(lines),
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
    answers = lines_of(ran.stdout.decode())
    assert [answer.get("id") for answer in answers[::7]] == [0, 0]
    for answer, (_, given) in zip(answers[1:7], [*UNREAD, ("", {})], strict=True):
        assert answer.keys() == {*given, "error"}
        assert given.items() <= answer.items()


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_a_batch_file_that_cannot_be_opened(name: str, plan_settings: Settings, run: Run) -> None:
    ran = run("ask", "--batch", name, "--data", str(plan_settings.data))
    assert (ran.code, ran.out) == (1, "")
    (line,) = ran.err.splitlines()
    assert line.endswith("请检查文件名和权限。")


def test_a_session_goes_on_from_the_last_answer(plan_settings: Settings) -> None:
    data = ["--data", str(plan_settings.data), "--json"]
    CliRunner().invoke(app, ["ask", "第五部分第三项", "--session", "going-on", *data])
    ran = CliRunner().invoke(app, ["ask", "下一条", "--session", "going-on", *data])
    assert json.loads(ran.stdout)["citations"][0]["clause"] == "五、4"


def test_the_sessions_of_a_batch_are_its_own(
    plan_settings: Settings, tmp_path: Path, run: Run
) -> None:
    lines = [("a", "第五部分第三项"), ("b", "第八部分第一项"), ("a", "下一条"), ("b", "下一条")]
    file = tmp_path / "batch.jsonl"
    rows = [{"question": text, "session": session} for session, text in lines]
    file.write_text("\n".join(map(json.dumps, [*rows, {"question": "下一条"}])), "utf-8")
    for _ in range(2):
        ran = run("ask", "--batch", str(file), "--data", str(plan_settings.data))
        answers = [json.loads(line) for line in ran.out.splitlines()]
        cited = [each["citations"][0]["clause"] for each in answers[:4]]
        assert cited == ["五、3", "八、1", "五、4", "八、2"]
        assert answers[4]["answered"] is False
