"""The only reader of the environment: every `WENCE_*` setting, typed."""

import difflib
import os
import re
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.embedding import EmbeddingOptions
from index.errors import WenceError
from index.place import Place

PREFIX = "WENCE_"
DOTENV = ".env"
_URL = re.compile(r"https?://[^\s/?#]+[^\s?#]*")
_AES_KEY = re.compile("[A-Za-z0-9+/]{43}")
_NUMBERS = re.compile(r"\s*[0-9]+(?:\s*[,，、]\s*[0-9]+)*\s*")
# With one of these LangChain sends every question away, or, with the last, answers none.
_TRACING = (
    *("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2"),
    "LANGCHAIN_HANDLER",
)
_NEEDS = (  # a setting, and another that it is nothing without
    ("wecom_token", "wecom_aes_key"),
    ("wecom_token", "wecom_corp_id"),
    ("wecom_aes_key", "wecom_token"),
    ("wecom_aes_key_previous", "wecom_aes_key"),
    ("wecom_secret", "wecom_corp_id"),
    ("wecom_departments", "wecom_secret"),
    ("wecom_bot_token", "wecom_bot_aes_key"),
    ("wecom_bot_aes_key", "wecom_bot_token"),
    ("wecom_bot_aes_key_previous", "wecom_bot_aes_key"),
    ("wecom_bot_name", "wecom_bot_token"),
)
_REASONS = {  # by pydantic's name of the error
    "int_parsing": "应是整数",
    "greater_than_equal": "不能小于 {ge}",
    "too_short": "不能少于 {min_length} 个字符",
}


class SettingsError(WenceError):
    """A setting that is unknown or can't be used; the message names the variable."""


class Settings(BaseSettings):
    """`data` and `corpus` are folders; a channel without its settings is not served."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=DOTENV,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    data: Path = Path("var")
    corpus: Path = Path("corpus")
    prompts: Path | None = None
    embedding: str = "bundled"
    embedding_url: str | None = None
    embedding_api_key: SecretStr | None = None
    embedding_device: str | None = None
    embedding_batch_size: int = Field(default=32, ge=1)
    embedding_query_instruction: str | None = None
    embedding_passage_instruction: str | None = None
    chroma_url: str | None = None
    database_url: SecretStr | None = None
    secret_key: SecretStr | None = None
    retention_days: int = Field(default=30, ge=1)
    contact: str | None = None
    public_url: str | None = None

    llm_url: str | None = None
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None

    wechat_token: SecretStr | None = None
    wechat_app_id: str | None = None
    wechat_aes_key: SecretStr | None = None
    wechat_aes_key_previous: SecretStr | None = None
    wechat_app_secret: SecretStr | None = None
    wechat_api_url: str = "https://api.weixin.qq.com"
    wechat_code: SecretStr | None = Field(default=None, min_length=6)

    wecom_corp_id: str | None = None
    wecom_agent_id: int | None = Field(default=None, ge=0)
    wecom_secret: SecretStr | None = None
    wecom_token: SecretStr | None = None
    wecom_aes_key: SecretStr | None = None
    wecom_aes_key_previous: SecretStr | None = None
    wecom_api_url: str = "https://qyapi.weixin.qq.com"
    wecom_departments: str | None = None
    wecom_bot_token: SecretStr | None = None
    wecom_bot_aes_key: SecretStr | None = None
    wecom_bot_aes_key_previous: SecretStr | None = None
    wecom_bot_name: str | None = None

    @property
    def place(self) -> Place:
        """Where the index is, and how its embedding engine is set up."""
        key = self.embedding_api_key
        options = EmbeddingOptions(
            query_instruction=self.embedding_query_instruction,
            passage_instruction=self.embedding_passage_instruction,
            batch_size=self.embedding_batch_size,
            device=self.embedding_device,
            base_url=self.embedding_url,
            api_key=key.get_secret_value() if key else None,
        )
        return Place(self.data, self.chroma_url, options)

    @property
    def records_url(self) -> str:
        """Where the records are: a database URL, by default SQLite under the data folder."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data / 'records.sqlite'}"

    @property
    def departments(self) -> frozenset[int]:
        """Of the WeCom members who may ask; empty for all."""
        return frozenset(map(int, re.findall("[0-9]+", self.wecom_departments or "")))

    @model_validator(mode="after")
    def _addresses_are_whole(self) -> "Settings":
        for name in ("llm_url", "public_url", "wechat_api_url", "wecom_api_url"):
            url = getattr(self, name)
            if url and not _URL.fullmatch(url):
                raise ValueError(f"{PREFIX}{name.upper()} 应是 http:// 或 https:// 开头的网址")
        if bool(self.llm_url) != bool(self.llm_model):
            given, missing = ("URL", "MODEL") if self.llm_url else ("MODEL", "URL")
            raise ValueError(f"WENCE_LLM_{missing} 没有设置，而 WENCE_LLM_{given} 已设置")
        return self

    @model_validator(mode="after")
    def _wechat_is_whole(self) -> "Settings":
        keys = (self.wechat_aes_key, self.wechat_aes_key_previous)
        others = (self.wechat_app_id, *keys, self.wechat_app_secret, self.wechat_code)
        if any(others) and not self.wechat_token:
            raise ValueError("WENCE_WECHAT_TOKEN 没有设置，而其他 WENCE_WECHAT_* 已设置")
        if self.wechat_aes_key and not self.wechat_app_id:
            raise ValueError("WENCE_WECHAT_APP_ID 没有设置，而 WENCE_WECHAT_AES_KEY 已设置")
        if self.wechat_app_secret and not self.wechat_app_id:
            raise ValueError("WENCE_WECHAT_APP_ID 没有设置，而 WENCE_WECHAT_APP_SECRET 已设置")
        if self.wechat_aes_key_previous and not self.wechat_aes_key:
            raise ValueError(
                "WENCE_WECHAT_AES_KEY 没有设置，而 WENCE_WECHAT_AES_KEY_PREVIOUS 已设置"
            )
        return self

    @model_validator(mode="after")
    def _wecom_is_whole(self) -> "Settings":
        for name, needed in _NEEDS:
            if getattr(self, name) is not None and not getattr(self, needed):
                raise ValueError(_missing(needed, name))
        for name in ("wecom_corp_id", "wecom_agent_id"):
            used = self.wecom_token or self.wecom_bot_token
            if getattr(self, name) is not None and not used:
                raise ValueError(_missing("wecom_token", name))
        if self.wecom_secret and self.wecom_token and self.wecom_agent_id is None:
            raise ValueError(_missing("wecom_agent_id", "wecom_secret"))
        if self.wecom_departments and not _NUMBERS.fullmatch(self.wecom_departments):
            raise ValueError("WENCE_WECOM_DEPARTMENTS 应是部门编号，用逗号隔开，例如 2,7")
        return self

    @model_validator(mode="after")
    def _keys_are_whole(self) -> "Settings":
        for name in type(self).model_fields:
            key = getattr(self, name) if "aes_key" in name else None
            if key and not _AES_KEY.fullmatch(key.get_secret_value()):
                raise ValueError(f"{PREFIX}{name.upper()} 应是 43 个字符（字母、数字、+、/）")
        return self


def _missing(needed: str, name: str) -> str:
    return f"{PREFIX}{needed.upper()} 没有设置，而 {PREFIX}{name.upper()} 已设置"


def load_settings(**given: Any) -> Settings:
    """The settings of the environment and `.env`; `given` (lower case names) wins.

    Raises:
        SettingsError: names the variable and, for an unknown one, the nearest known.
    """
    try:
        _refuse_unknown({*os.environ, *dotenv_values(DOTENV)})
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError(_reason(error)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"读不了 {DOTENV}（{error}）；请存为 UTF-8 的文本文件。") from None


def _refuse_unknown(names: set[str]) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in sorted(names):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)[0]
            raise SettingsError(f"不认识的设置 {name}；最接近的是 {near}，请改名或删去它。")


def _reason(error: ValidationError) -> str:
    first = error.errors()[0]
    name = PREFIX + str(first["loc"][0]).upper() if first["loc"] else ""
    message = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] in _REASONS:
        message = _REASONS[first["type"]].format(**first.get("ctx", {}))
    return (
        f"设置 {name} 不能用：{message}。请改正后再启动。"
        if name
        else f"{message}。请改正后再启动。"
    )


def forget_tracing() -> None:
    """Take out of the environment what would make LangChain send questions elsewhere.

    To be called before the first question: LangChain remembers what it has read.
    """
    for name in _TRACING:
        os.environ.pop(name, None)
