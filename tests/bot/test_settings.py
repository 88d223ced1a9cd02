from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings, SettingsError, load_settings

KEY = "a" * 43
WECOM = {"WECOM_CORP_ID": "ww1", "WECOM_TOKEN": "t", "WECOM_AES_KEY": KEY}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults() -> None:
    settings = load_settings()
    assert (settings.data, settings.corpus) == (Path("var"), Path("corpus"))
    assert settings.embedding == "bundled"
    assert settings.records_url == "sqlite:///var/records.sqlite"


def test_the_environment_goes_before_the_file_and_what_is_given_before_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("WENCE_DATA=a\nWENCE_CORPUS=资料\nOTHER=1\n", "utf-8")
    monkeypatch.setenv("WENCE_DATA", "b")
    assert (load_settings().data, load_settings().corpus) == (Path("b"), Path("资料"))
    assert load_settings(data=Path("c")).data == Path("c")


def test_an_empty_value_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENCE_CONTACT", "")
    assert load_settings().contact is None


@pytest.mark.parametrize("where", ["environment", "file"])
def test_an_unknown_key_names_the_nearest(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if where == "file":
        Path(".env").write_text("WENCE_CORPSU=x\n", "utf-8")
    else:
        monkeypatch.setenv("WENCE_CORPSU", "x")
    with pytest.raises(SettingsError, match="WENCE_CORPSU；最接近的是 WENCE_CORPUS"):
        load_settings()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"RETENTION_DAYS": "一月"}, "WENCE_RETENTION_DAYS 不能用：应是整数"),
        ({"RETENTION_DAYS": "0"}, "WENCE_RETENTION_DAYS 不能用：不能小于 1"),
        ({"WECHAT_APP_ID": "wx1"}, "WENCE_WECHAT_TOKEN 没有设置"),
        ({"WECHAT_TOKEN": "t", "WECHAT_AES_KEY": KEY}, "WENCE_WECHAT_APP_ID 没有设置"),
        (
            {"WECHAT_TOKEN": "t", "WECHAT_APP_ID": "wx1", "WECHAT_AES_KEY_PREVIOUS": KEY},
            "WENCE_WECHAT_AES_KEY 没有设置",
        ),
        (
            {"WECHAT_TOKEN": "t", "WECHAT_APP_ID": "wx1", "WECHAT_AES_KEY": "密" * 43},
            "WENCE_WECHAT_AES_KEY 应是 43 个字符",
        ),
        ({"WECHAT_TOKEN": "t", "WECHAT_APP_SECRET": "s"}, "WENCE_WECHAT_APP_ID 没有设置"),
        ({"WECHAT_CODE": "青禾2020"}, "WENCE_WECHAT_TOKEN 没有设置"),
        ({"WECHAT_TOKEN": "t", "WECHAT_CODE": "短"}, "WENCE_WECHAT_CODE 不能用：不能少于 6 个字符"),
        ({"WECOM_CORP_ID": "ww1"}, "WENCE_WECOM_TOKEN 没有设置"),
        (WECOM | {"WECOM_TOKEN": ""}, "WENCE_WECOM_TOKEN 没有设置"),
        (WECOM | {"WECOM_CORP_ID": ""}, "WENCE_WECOM_CORP_ID 没有设置"),
        (WECOM | {"WECOM_AES_KEY": ""}, "WENCE_WECOM_AES_KEY 没有设置"),
        (WECOM | {"WECOM_AES_KEY": "a" * 42}, "WENCE_WECOM_AES_KEY 应是 43 个"),
        (WECOM | {"WECOM_SECRET": "s"}, "WENCE_WECOM_AGENT_ID 没有设置"),
        (WECOM | {"WECOM_AGENT_ID": "x"}, "WENCE_WECOM_AGENT_ID 不能用：应是整数"),
        (WECOM | {"WECOM_DEPARTMENTS": "2"}, "WENCE_WECOM_SECRET 没有设置"),
        (
            WECOM | {"WECOM_DEPARTMENTS": "二", "WECOM_SECRET": "s", "WECOM_AGENT_ID": "1"},
            "WENCE_WECOM_DEPARTMENTS 应是部门编号",
        ),
        (WECOM | {"WECOM_API_URL": "qyapi"}, "WENCE_WECOM_API_URL 应是 http://"),
        ({"WECOM_BOT_TOKEN": "t"}, "WENCE_WECOM_BOT_AES_KEY 没有设置"),
        ({"WECOM_BOT_AES_KEY": KEY}, "WENCE_WECOM_BOT_TOKEN 没有设置"),
        (
            {"WECOM_BOT_TOKEN": "t", "WECOM_BOT_AES_KEY": "密" * 43},
            "WENCE_WECOM_BOT_AES_KEY 应是 43 个",
        ),
        ({"LLM_URL": "http://127.0.0.1/v1"}, "WENCE_LLM_MODEL 没有设置"),
        ({"LLM_MODEL": "m"}, "WENCE_LLM_URL 没有设置"),
        ({"LLM_URL": "127.0.0.1/v1", "LLM_MODEL": "m"}, "WENCE_LLM_URL 应是 http://"),
        ({"PUBLIC_URL": "wence.example.cn"}, "WENCE_PUBLIC_URL 应是 http://"),
        ({"WECHAT_API_URL": "https:/x"}, "WENCE_WECHAT_API_URL 应是 http://"),
    ],
)
def test_what_cannot_be_used_is_named_with_the_cure(
    values: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"WENCE_{name}", value)
    with pytest.raises(SettingsError, match=told) as caught:
        load_settings()
    assert str(caught.value).endswith("请改正后再启动。")
    assert "密密" not in str(caught.value)


def test_a_key_is_any_base64(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**WECOM, "WECOM_AES_KEY": f"+/{KEY[2:]}"}.items():
        monkeypatch.setenv(f"WENCE_{name}", value)
    key = load_settings().wecom_aes_key
    assert key is not None
    assert key.get_secret_value().startswith("+/")


def test_a_file_that_is_no_utf8_is_named() -> None:
    Path(".env").write_bytes("WENCE_CONTACT=办公室\n".encode("gb18030"))
    with pytest.raises(SettingsError, match=r"读不了 \.env.*请存为 UTF-8"):
        load_settings()


def test_departments_are_numbers() -> None:
    more: dict[str, Any] = {
        "wecom_secret": "s",
        "wecom_agent_id": 1,
        "wecom_departments": " 2, 7、11",
    }
    whole: dict[str, Any] = {name.lower(): value for name, value in WECOM.items()}
    assert Settings(**whole, **more).departments == {2, 7, 11}
    assert Settings().departments == frozenset()


def test_secrets_are_not_shown() -> None:
    settings = Settings(wechat_token="秘密", database_url="postgresql://u:p@h/d")
    assert "秘密" not in repr(settings)
    assert "u:p" not in repr(settings)
    assert settings.records_url == "postgresql://u:p@h/d"
