import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.channels.web.page import STATIC

SCRIPTS = sorted(STATIC.glob("*.js"))


class Links(HTMLParser):
    """Collects what a page loads and what it runs inline."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        reference = given.get("src") or (given.get("href") if tag == "link" else None)
        if reference:
            self.loaded.append(reference)
        if (tag == "script" and "src" not in given) or tag == "style":
            self.inline.append(tag)
        self.inline += [name for name in given if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_loads_its_own_files_only(client: TestClient, path: str) -> None:
    links = Links()
    links.feed(client.get(path).text)
    assert links.loaded
    assert not links.inline
    for reference in links.loaded:
        assert reference.startswith("/")
        assert client.get(reference).status_code == 200


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_of_a_string(client: TestClient, script: Path) -> None:
    source = script.read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", source)
    assert "http://" not in source
    assert "https://" not in source
    for module in re.findall(r'from "\./([^"]+)"', source):
        assert client.get(f"/page/{module}").headers["content-type"].startswith("text/javascript")


def test_describes_the_api(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/api/ask", "/api/ask/stream", "/api/documents", "/readyz"} <= paths.keys()
    assert "text/event-stream" in paths["/api/ask/stream"]["post"]["responses"]["200"]["content"]
