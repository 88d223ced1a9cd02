from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from bot.app import assemble
from bot.assistant import Assistant
from bot.settings import Settings
from tests.live import Live, serving


@pytest.fixture
def assistant(indexed: Settings) -> Assistant:
    return Assistant(indexed)


@pytest.fixture
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(assemble(assistant), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def live(assistant: Assistant) -> Iterator[Live]:
    with serving(assemble(assistant)) as live:
        yield live
