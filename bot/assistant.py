"""Composition root: Assistant(settings).ask(question, session)."""

import logging
import threading
import time
from dataclasses import dataclass

from langchain_core.runnables import Runnable

from bot.answer import Answer
from bot.answering import Basis, examples, guide, headings
from bot.chain import Asked, Told, converse, make_chain, phrased
from bot.memory import Memory
from bot.model import PHRASED, make_model
from bot.question import readable
from bot.records import Records
from bot.secret import Seals, secret_key
from bot.settings import Settings, forget_tracing
from bot.wording import Say, Wording
from index.clause import Document
from index.errors import WenceError
from index.generation import Generation
from index.reader import Reader
from index.retriever import ClauseRetriever

PATIENCE = 3.5  # seconds that a reader waits for a model; channels that can wait longer say so

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Serving:
    """One generation with everything made for it; replaced as a whole."""

    generation: Generation
    basis: Basis
    chain: Runnable[Asked, Told]


class Assistant:
    """Answers questions from the published generation, and follows it when another is published.

    Thread-safe.
    """

    def __init__(self, settings: Settings, memory: Memory | None = None) -> None:
        """Opens the index; without a `memory`, conversations are kept in the records it opens.

        Raises:
            WenceError: there is no index, or its engine can't be loaded; with the cure.
        """
        forget_tracing()
        self._settings = settings
        self._place = settings.place
        self._wording = Wording.load(settings.prompts)
        self._contact = settings.contact
        self._embedding = settings.embedding
        self._model = make_model(settings, self._wording)
        self._lock = threading.Lock()
        self._memory = memory
        self._records: Records | None = None  # opened here, when a first conversation comes
        self._serving = self._open()
        self._refused = ""  # a published generation that can't be opened
        self._reader: Reader | WenceError | None = None

    def ask(self, question: str, session: str | None = None) -> Answer:
        """Answer a message; `session` names the conversation it belongs to, and its channel."""
        return self.phrase(self.draft(question, session), PATIENCE)

    def draft(self, question: str, session: str | None = None) -> Answer:
        """The answer in the documents' own words, which no model has seen."""
        began = time.perf_counter()
        question = readable(question)
        memory = self._remembers() if session else None
        focus = memory.recall(session) if memory and session else None
        told = converse(self._current().chain, question, focus)
        if memory and session and told.focus:
            memory.keep(session, told.focus)
        took = (time.perf_counter() - began) * 1000
        return told.answer.model_copy(update={"question": question, "took_ms": round(took, 1)})

    def phrases(self, draft: Answer) -> bool:
        """Whether a model would be asked to phrase it."""
        return self._model is not None and draft.answered and draft.kind in PHRASED

    def phrase(self, draft: Answer, seconds: float) -> Answer:
        """The draft with a model's words in front, where one has any within so many seconds."""
        if self._model is None or not self.phrases(draft):
            return draft
        began = time.perf_counter()
        answer = phrased(draft, self._model.phrase(draft, seconds))
        took = draft.took_ms + (time.perf_counter() - began) * 1000
        return answer.model_copy(update={"took_ms": round(took, 1)})

    def warm_up(self) -> None:
        """Load what the first question would wait for: engine, vectors, dictionaries."""
        generation = self._current().generation
        models = (lambda: generation.embedder, self.reader)
        loading = [threading.Thread(target=each) for each in models]
        for each in loading:
            each.start()
        generation.vectors.nearest(generation.embedder.embed_query("预热"), 1)
        for each in loading:
            each.join()
        self.draft("预热一下词典和向量")
        if self._model is not None:
            self._model.warm_up()

    def close(self) -> None:
        """Leave the model's connections and the records; no question may follow."""
        if self._model is not None:
            self._model.close()
        if self._records is not None:
            self._records.close()

    def reader(self) -> Reader | None:
        """Who reads the clauses that a search brings; None where it can't be loaded."""
        with self._lock:
            if self._reader is None:
                self._reader = _load_reader()
        return self._reader if isinstance(self._reader, Reader) else None

    @property
    def say(self) -> Say:
        """The words around the answers."""
        return self._wording.say

    @property
    def documents(self) -> tuple[Document, ...]:
        return self._current().generation.documents

    @property
    def generation(self) -> str:
        """Id of the served generation."""
        return self._current().generation.id

    @property
    def embedding(self) -> str:
        """The model that the served generation was built with, as it is set."""
        return self._current().generation.manifest.embedding

    @property
    def earlier(self) -> tuple[Document, ...]:
        """What files said before they were overwritten."""
        return tuple(each.document for each in self._current().generation.earlier)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the operator should know: another engine is set, or the engine is a stand-in."""
        generation = self._current().generation
        built = generation.manifest.embedding
        notices = [generation.embedder.notice or ""]
        if built != self._embedding:
            notices.append(
                f"设置的嵌入模型是 {self._embedding}，索引是用 {built} 建立的，仍用后者回答；"
                "要换用，请运行：wence index。"
            )
        if isinstance(self._reader, WenceError):
            notices.append(f"没有阅读模型，只凭检索判断是否答得上：{self._reader}")
        return tuple(filter(None, notices))

    def document(self, document_id: str) -> Document | None:
        """A document, also as it was before its file was overwritten."""
        return self._current().generation.document(document_id)

    def original(self, document_id: str) -> tuple[bytes, str]:
        """The file as it was when it was indexed, and its name.

        Raises:
            KeyError: no such document.
        """
        return self._current().generation.original(document_id)

    def examples(self) -> tuple[str, ...]:
        """Three questions that this corpus can answer."""
        return examples(self._current().basis)

    def guide(self) -> str:
        """What can be asked, for a welcome."""
        return guide(self._current().basis)

    def headings(self) -> dict[str, str]:
        """What to ask for each line of the outline."""
        return headings(self._current().basis)

    def _remembers(self) -> Memory:
        with self._lock:
            if self._memory is None:
                seals = Seals(secret_key(self._settings))
                self._records = Records(self._settings.records_url)
                self._memory = Memory(self._records, seals)
            return self._memory

    def _current(self) -> _Serving:
        published = self._place.current()
        if published and published not in (self._serving.generation.id, self._refused):
            with self._lock:
                if published not in (self._serving.generation.id, self._refused):
                    self._follow(published)
        return self._serving

    def _follow(self, published: str) -> None:
        """Serve the generation that was published, or go on with the old one."""
        try:
            self._serving = self._open()
        except WenceError as error:
            self._refused = published
            _log.error("索引 %s 打不开，仍用原有索引回答：%s", published, error)

    def _open(self) -> _Serving:
        generation = Generation.open(self._place)
        basis = Basis(self._wording.say, generation, self._contact)
        retriever = ClauseRetriever(generation=generation)
        return _Serving(generation, basis, make_chain(retriever, basis, self.reader))


def _load_reader() -> Reader | WenceError:
    try:
        return Reader.load()
    except WenceError as error:
        _log.warning("没有阅读模型，只凭检索判断是否答得上：%s", error)
        return error
