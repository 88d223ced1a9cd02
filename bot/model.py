"""The optional chat model: phrases what has been found, within a budget of time, or is silent.

Anything that speaks OpenAI's POST /v1/chat/completions, by LangChain's chat model.
"""

import logging
import queue
import re
import threading
from collections.abc import Callable

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage

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


class Model:
    """Thread-safe. What goes wrong with it is logged, and is silence to the caller."""

    def __init__(self, chat: BaseChatModel, prompt: str, close: Callable[[], None]) -> None:
        self.close = close
        self._chat = chat
        self._prompt = prompt
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def phrase(self, draft: Answer, seconds: float) -> str:
        """The draft in the model's words, "" where it has none within so many seconds."""
        clauses = "\n".join(
            f"《{each.document}》{each.clause}：{each.quote}" for each in draft.citations[:CLAUSES]
        )
        values = {"question": draft.question, "clauses": clauses}
        asked = _FIELD.sub(lambda field: values[field[1]], self._prompt)
        return _within(seconds, lambda: self._said(asked, seconds))

    def _said(self, asked: str, seconds: float) -> str:
        if not self._turns.acquire(timeout=seconds):
            return ""
        try:
            return str(self._chat.invoke([HumanMessage(asked)], timeout=seconds).text)
        except Exception:  # of any of the libraries between here and the model
            logger.exception("the chat model gave no answer")
            return ""
        finally:
            self._turns.release()


def make_model(settings: Settings, wording: Wording) -> Model | None:
    """The model that is set, None without one. Nothing is sent before the first question."""
    if not settings.llm_url or not settings.llm_model:
        return None
    import httpx
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    client = httpx.Client(limits=httpx.Limits(max_connections=AT_ONCE))
    chat = ChatOpenAI(
        model=settings.llm_model,
        base_url=settings.llm_url,
        api_key=settings.llm_api_key or SecretStr(NOT_NEEDED),
        temperature=0,
        max_completion_tokens=LONGEST,
        max_retries=0,
        http_client=client,
    )
    return Model(chat, wording.prompt("phrase"), client.close)


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
