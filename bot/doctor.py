"""What is wrong with this installation, in words, with the cure."""

import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx

from bot.assistant import Assistant
from bot.channels import wecom
from bot.channels.wechat.account import account_of
from bot.channels.wecom.account import account_of as application_of
from bot.records import Records
from bot.secret import Seals, secret_key
from bot.settings import Settings
from bot.wording import Wording
from index.build import stale
from index.embedding import make_embeddings
from index.errors import WenceError
from index.reader import Reader

_TIMEOUT = 5.0  # seconds
_SKEW = 60.0  # seconds


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
    yield "大模型", _model
    yield "微信公众号", _wechat
    yield "微信接口", _wechat_api
    yield "企业微信应用", _wecom
    yield "企业微信智能机器人", _wecom_bot
    yield "企业微信接口", _wecom_api


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


def _model(settings: Settings) -> str:
    """Whether anybody answers there; a question could take the model long."""
    if not settings.llm_url:
        return "没有设置，不启用"
    try:
        httpx.get(f"{settings.llm_url.rstrip('/')}/models", timeout=_TIMEOUT)
    except httpx.HTTPError as error:
        raise WenceError(
            f"连不上 {settings.llm_url}（{type(error).__name__}）；请检查 WENCE_LLM_URL 和该服务。"
        ) from None
    return f"{settings.llm_model}，{settings.llm_url}"


def _wechat_api(settings: Settings) -> str:
    """The token, the allow-list, and the time, which signatures go by."""
    if not settings.wechat_app_secret:
        return "没有设置 WENCE_WECHAT_APP_SECRET，不调用"
    records = Records(settings.records_url)
    account = account_of(settings, records, Seals(secret_key(settings)))
    if account is None:
        return "没有设置，不调用"
    try:
        date = account.vendor.check()
    finally:
        account.close()
        records.close()
    return f"{settings.wechat_api_url} 可用，{_clock(date, '微信')}"


def _wecom(settings: Settings) -> str:
    if not settings.wecom_token:
        return "没有设置，不启用"
    sends = settings.wecom_secret and settings.wecom_agent_id is not None
    return f"{wecom.PATH}，" + ("能主动发送" if sends else "只在读者发来消息时回复")


def _wecom_bot(settings: Settings) -> str:
    return "/wecom/bot" if settings.wecom_bot_token else "没有设置，不启用"


def _wecom_api(settings: Settings) -> str:
    """The token, the trusted addresses, the application, the time."""
    if not settings.wecom_secret:
        return "没有设置 WENCE_WECOM_SECRET，不调用"
    with closing(Records(settings.records_url)) as records:
        account = application_of(settings, records, Seals(secret_key(settings)))
        if account is None:
            return "没有设置，不调用"
        with closing(account):
            told = account.examine()
    name = told.values.get("name")
    named = f"，应用“{name}”" if isinstance(name, str) else ""
    return f"{settings.wecom_api_url} 可用{named}，{_clock(told.date, '企业微信')}"


def _clock(date: str, vendor: str) -> str:
    skew = _skew(date)
    if abs(skew) > _SKEW:
        raise WenceError(
            f"本机时钟与{vendor}相差 {skew:+.0f} 秒，超过 300 秒的消息会被拒绝；请校准时间。"
        )
    return f"时钟相差 {skew:+.0f} 秒"


def _skew(date: str) -> float:
    """Seconds that this machine's clock is ahead of an HTTP date; 0 where there is none."""
    try:
        return time.time() - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return 0.0
