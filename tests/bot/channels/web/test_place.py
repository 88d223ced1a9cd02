from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.app import assemble
from bot.assistant import Assistant
from bot.channels.web import place
from bot.secret import Seals
from tests.plan import FIRST, SOURCE

SEALS = Seals(b"secret")


def app(assistant: Assistant) -> FastAPI:
    return assemble(assistant, place.router(SEALS))


def test_a_link_opens_the_page_at_the_clause(assistant: Assistant) -> None:
    answer = assistant.ask("一、1")
    address = place.address_of("https://wence.example.cn/", SEALS)(answer.citations[0])
    assert address.startswith("https://wence.example.cn/at/")
    with TestClient(app(assistant), follow_redirects=False) as client:
        found = client.get(address.removeprefix("https://wence.example.cn"))
    assert found.status_code == 303
    location = found.headers["location"]
    assert location.startswith("../#/doc/")
    start = assistant.documents[0].text.index(FIRST)
    assert location.endswith(f"/{start}-{start + len(FIRST)}")
    assert SOURCE.partition("/")[2][:2] not in location


def test_a_forged_or_old_link_opens_nothing(assistant: Assistant) -> None:
    forged = Seals(b"another").seal('["s", 0, 1]')
    with TestClient(app(assistant), follow_redirects=False) as client:
        for link in (forged, "x", forged[:-4]):
            found = client.get(f"/at/{link}")
            assert found.status_code == 404
            assert "已过期" in found.text
