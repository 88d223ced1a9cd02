from pathlib import Path
from urllib.parse import unquote

from fastapi.testclient import TestClient

from bot.app import create_app
from bot.assistant import Assistant
from bot.settings import Settings
from index.build import build
from tests.editions import NEW, OLD, write_editions
from tests.plan import (
    DRESSING,
    FIRST,
    HEADING,
    NAME,
    NOISE,
    ORIGINAL,
    SECOND,
    SOURCE,
    TEXT,
    THIRD,
    TITLE,
)


def path_of(assistant: Assistant, name: str = "") -> str:
    [document] = assistant.documents
    return f"/api/documents/{document.id}{name}"


def test_lists_the_documents(client: TestClient, assistant: Assistant) -> None:
    assert client.get("/api/documents").json() == [
        {"id": assistant.documents[0].id, "title": TITLE, "source": SOURCE}
    ]


def test_gives_the_stored_text_and_what_was_cut_out_of_it(
    client: TestClient, assistant: Assistant
) -> None:
    stored = client.get(path_of(assistant)).json()
    assert (stored["title"], stored["source"], stored["text"]) == (TITLE, SOURCE, TEXT)
    assert [(cut["at"], cut["text"].strip()) for cut in stored["removed"]] == [
        (0, DRESSING.strip()),
        (TEXT.index("承红色"), NOISE.strip()),
    ]
    assert stored.keys() == {"id", "title", "source", "text", "removed"}


def test_gives_the_outline_in_offsets_of_the_stored_text(
    client: TestClient, assistant: Assistant
) -> None:
    outline = client.get(path_of(assistant, "/outline")).json()
    section = outline["sections"][0]
    assert TEXT[section["start"] : section["end"]] == section["title"] == HEADING
    assert (section["label"], section["mark"], section["level"]) == ("一", "一、", 1)
    assert [
        (clause["label"], clause["mark"], clause["headline"], clause["level"], clause["section"])
        for clause in outline["clauses"]
    ] == [
        ("一、1", "1.", "抓好𠮷安培训", 2, 0),
        ("一、2", "2.", "健全制度", 2, 0),
        ("二、1", "1.", "办好书香节", 2, 1),
    ]
    spans = [TEXT[clause["start"] : clause["end"]] for clause in outline["clauses"]]
    assert spans == [FIRST, SECOND, THIRD]


def test_gives_the_file_as_it_was_and_never_to_be_run(
    client: TestClient, assistant: Assistant
) -> None:
    response = client.get(path_of(assistant, "/original"))
    assert response.content == ORIGINAL
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["x-content-type-options"] == "nosniff"
    disposition = response.headers["content-disposition"]
    assert disposition.isascii()
    kind, _, name = disposition.partition("; filename*=UTF-8''")
    assert kind == "attachment"
    assert unquote(name) == NAME


def test_an_unknown_document_is_a_problem(client: TestClient) -> None:
    for path in ("", "/outline", "/original"):
        response = client.get(f"/api/documents/..%2f..%2fetc{path}")
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"
    assert "没有这份文件" in client.get("/api/documents/none").json()["detail"]


def test_a_link_to_a_version_that_was_overwritten_still_answers(tmp_path: Path) -> None:
    corpus = write_editions(tmp_path / "corpus", {"要点.txt": OLD})
    settings = Settings(data=tmp_path / "data", corpus=corpus)
    build([corpus], settings.place, settings.embedding, lambda *_: None)
    with TestClient(create_app(settings)) as client:
        [listed] = client.get("/api/documents").json()
        write_editions(corpus, {"要点.txt": NEW})
        build([corpus], settings.place, settings.embedding, lambda *_: None)
        [fresh] = client.get("/api/documents").json()
        assert fresh["id"] != listed["id"]
        path = f"/api/documents/{listed['id']}"
        assert client.get(path).json()["title"] == listed["title"]
        assert client.get(f"{path}/outline").json()["clauses"]
        assert client.get(f"{path}/original").content == OLD.encode()
        answer = client.post("/api/ask", json={"question": "哪些条款提到“编织袋”"}).json()
        assert not answer["answered"]
