from urllib.parse import unquote

from fastapi.testclient import TestClient

from tests.bot.channels.web.plan import (
    DRESSING,
    HEADING,
    NOISE,
    ORIGINAL,
    PLAN,
    SOURCE,
    TEXT,
    TITLE,
)

LISTED = {"id": PLAN.id, "title": TITLE, "source": SOURCE}


def test_lists_the_documents(client: TestClient) -> None:
    assert client.get("/api/documents").json() == [LISTED]


def test_gives_the_stored_text_and_what_was_cut_out_of_it(client: TestClient) -> None:
    stored = client.get(f"/api/documents/{PLAN.id}").json()
    removed = [{"at": 0, "text": DRESSING}, {"at": TEXT.index("承红色"), "text": NOISE}]
    assert stored == {**LISTED, "text": TEXT, "removed": removed}
    whole = stored["text"]
    for cut in reversed(stored["removed"]):
        whole = whole[: cut["at"]] + cut["text"] + whole[cut["at"] :]
    assert whole == ORIGINAL.decode("gb18030")


def test_gives_the_outline_in_offsets_of_the_stored_text(client: TestClient) -> None:
    outline = client.get(f"/api/documents/{PLAN.id}/outline").json()
    [section] = outline["sections"]
    assert TEXT[section["start"] : section["end"]] == section["title"] == HEADING
    assert (section["label"], section["mark"], section["level"]) == ("一", "一、", 1)
    assert [
        (clause["label"], clause["mark"], clause["headline"], clause["level"], clause["section"])
        for clause in outline["clauses"]
    ] == [("一、1", "1.", "抓好𠮷安培训", 2, 0), ("一、2", "2.", "健全制度", 2, 0)]
    assert [TEXT[clause["start"] : clause["end"]] for clause in outline["clauses"]] == [
        clause.text for clause in PLAN.clauses
    ]


def test_gives_the_file_as_it_was_and_never_to_be_run(client: TestClient) -> None:
    response = client.get(f"/api/documents/{PLAN.id}/original")
    assert response.content == ORIGINAL
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["x-content-type-options"] == "nosniff"
    disposition = response.headers["content-disposition"]
    assert disposition.isascii()
    kind, _, name = disposition.partition("; filename*=UTF-8''")
    assert kind == "attachment"
    assert unquote(name) == "某县 2021年工作要点（定稿）.txt"


def test_an_unknown_document_is_a_problem(client: TestClient) -> None:
    for path in ("", "/outline", "/original"):
        response = client.get(f"/api/documents/..%2f..%2fetc{path}")
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"
    assert "没有这份文件" in client.get("/api/documents/none").json()["detail"]
