"""The optional chat model: phrases what has been found, within a budget of time, or is silent.

Anything that speaks OpenAI's POST /v1/chat/completions, by LangChain's chat model.
"""

import logging
import queue
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import HumanMessage
from pydantic import SecretStr

from bot.answer import Answer, Kind
from bot.settings import Settings
from bot.wording import Wording

PHRASED: frozenset[Kind] = frozenset({"fact", "list", "section"})
CLAUSES = 12  # that a model is given; a summary of more is beyond three sentences
LONGEST = 600  # characters of an answer asked of it
AT_ONCE = 64  # calls in flight; more wait within their budget
NOT_NEEDED = "none"  # a key, for services that take none

_FIELD = re.compile(r"\{(question|clauses)\}")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chat:
    """A loaded model; `close` leaves its connections."""

    model: BaseChatModel
    close: Callable[[], None]


class Model:
    """Thread-safe. What goes wrong with it is logged, and is silence to the caller."""

    def __init__(self, load: Callable[[], Chat], prompt: str) -> None:
        """`load` is called once, when the model is first needed: its library is slow to import."""
        self._load = load
        self._prompt = prompt
        self._chat: Chat | None = None
        self._loading = threading.Lock()
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def warm_up(self) -> None:
        """Loads it while others go on; nothing is sent."""
        threading.Thread(target=self._loaded, daemon=True).start()

    def close(self) -> None:
        if self._chat is not None:
            self._chat.close()

    def phrase(self, draft: Answer, seconds: float) -> str:
        """The draft in the model's words, "" where it has none within so many seconds."""
        clauses = "\n".join(
            f"《{each.document}》{each.clause}：{each.quote}" for each in draft.citations[:CLAUSES]
        )
        values = {"question": draft.question, "clauses": clauses}
        asked = _FIELD.sub(lambda field: values[field[1]], self._prompt)
        chat = self._loaded()  # no part of the model's own time
        return _within(seconds, lambda: self._said(chat.model, asked, seconds))

    def _said(self, model: BaseChatModel, asked: str, seconds: float) -> str:
        if not self._turns.acquire(timeout=seconds):
            return ""
        try:
            # Whatever any of the libraries between here and the model raises comes back as a value.
            asking: list[LanguageModelInput] = [[HumanMessage(asked)]]
            (said,) = model.batch(asking, return_exceptions=True, timeout=seconds)
            if isinstance(said, Exception):
                logger.warning("the chat model gave no answer (%s)", type(said).__name__)
                return ""
            return str(said.text)
        finally:
            self._turns.release()

    def _loaded(self) -> Chat:
        with self._loading:
            if self._chat is None:
                self._chat = self._load()
            return self._chat


def make_model(settings: Settings, wording: Wording) -> Model | None:
    """The model that is set, None without one. Nothing is sent before the first question."""
    url, name = settings.llm_url, settings.llm_model
    if not url or not name:
        return None
    key = settings.llm_api_key or SecretStr(NOT_NEEDED)
    return Model(lambda: _chat(url, name, key), wording.prompt("phrase"))


def _chat(url: str, name: str, key: SecretStr) -> Chat:
    import httpx
    from langchain_openai import ChatOpenAI

    client = httpx.Client(limits=httpx.Limits(max_connections=AT_ONCE))
    model = ChatOpenAI(
        model=name,
        base_url=url,
        api_key=key,
        temperature=0,
        max_completion_tokens=LONGEST,
        max_retries=0,
        http_client=client,
    )
    return Chat(model, client.close)


def _within(seconds: float, call: Callable[[], str]) -> str:
    """What `call` returns, "" where it takes longer; it is then left alone."""
    done: queue.SimpleQueue[str] = queue.SimpleQueue()
    # A daemon: the process may end while a model still thinks.
    threading.Thread(target=lambda: done.put(call()), daemon=True).start()
    try:
        return done.get(timeout=seconds)
    except queue.Empty:
        logger.warning("the chat model gave no answer within %s s", seconds)
        return ""
