"""What is wrong with this installation, in words, with the cure."""

import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.assistant import Assistant
from bot.settings import Settings
from bot.wording import Wording
from index.build import stale
from index.embedding import make_embeddings
from index.errors import WenceError
from index.reader import Reader


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; where it is not well, `text` ends with the cure."""

    name: str
    well: bool
    text: str


def examine(settings: Settings) -> list[Finding]:
    """Look at everything, whatever fails first."""
    return [_looked(name, look, settings) for name, look in _looks()]


Look = Callable[[Settings], str]


def _looks() -> Iterator[tuple[str, Look]]:
    yield "Python", lambda _: platform.python_version()
    yield "数据文件夹", _data
    yield "提示文字", _prompts
    yield "嵌入模型", _embedding
    yield "阅读模型", _reader
    yield "索引", _index
    yield "资料", _corpus
    yield "试问", _answer
    yield "微信公众号", _wechat


def _looked(name: str, look: Look, settings: Settings) -> Finding:
    try:
        return Finding(name, True, look(settings))
    except WenceError as error:
        return Finding(name, False, str(error))
    except OSError as error:
        return Finding(name, False, f"{error}；请检查文件和权限。")


def _data(settings: Settings) -> str:
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WenceError(
            f"{settings.data} 建不了（{error.strerror}）；请用 WENCE_DATA 换一个文件夹。"
        ) from None
    if not os.access(settings.data, os.W_OK):
        raise WenceError(f"{settings.data} 不能写入；请改正权限，或用 WENCE_DATA 换一个文件夹。")
    return str(settings.data)


def _prompts(settings: Settings) -> str:
    Wording.load(settings.prompts)
    return str(settings.prompts or "随程序安装")


def _embedding(settings: Settings) -> str:
    embedder = make_embeddings(settings.embedding, None, settings.place.options)
    engine = embedder.engine
    return embedder.notice or f"{engine.name}（{engine.dimension} 维）"


def _reader(settings: Settings) -> str:
    del settings
    reading = Reader.load().read("每期多少人", ["培训班每期五十人。"])[0]
    return f"试读一条，答得上的可能为 {reading.answered:.0%}"


def _index(settings: Settings) -> str:
    assistant = Assistant(settings)
    clauses = sum(len(document.clauses) for document in assistant.documents)
    told = f"{assistant.generation}，{len(assistant.documents)} 份文件，{clauses} 条"
    return "；".join((told, *assistant.notices))


def _corpus(settings: Settings) -> str:
    changed = stale([settings.corpus], settings.place, settings.embedding)
    if changed:
        raise WenceError(f"{changed}；请运行 wence index。")
    return f"{settings.corpus} 与索引一致"


def _answer(settings: Settings) -> str:
    assistant = Assistant(settings)
    question = assistant.examples()[0]
    answer = assistant.ask(question)
    if not answer.answered:
        raise WenceError(f"“{question}”没有得到回答；请运行 wence index --force。")
    return f"“{question}”用时 {answer.took_ms:.0f} 毫秒"


def _wechat(settings: Settings) -> str:
    if not settings.wechat_token:
        return "没有设置，不启用"
    return "安全模式" if settings.wechat_aes_key else "明文模式；建议设置 WENCE_WECHAT_AES_KEY"
