from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from bot.app import assemble
from tests.bot.channels.web.plan import PlanAssistant, say
from tests.live import Live, serving


@pytest.fixture
def assistant() -> PlanAssistant:
    return PlanAssistant()


@pytest.fixture
def client(assistant: PlanAssistant) -> Iterator[TestClient]:
    with TestClient(assemble(assistant, say), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def live(assistant: PlanAssistant) -> Iterator[Live]:
    with serving(assemble(assistant, say)) as live:
        yield live
