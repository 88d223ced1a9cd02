from pathlib import Path

import pytest

from bot.doctor import Finding, examine
from bot.settings import Settings
from tests.bot.channels.wechat.cloud import cloud
from tests.bot.channels.wecom.cloud import cloud as wecom_cloud
from tests.bot.channels.wecom.platform import AGENT, CORP
from tests.bot.chat_service import chat


def by_name(settings: Settings) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(settings)}


def test_all_is_well(plan_settings: Settings) -> None:
    findings = by_name(plan_settings)
    assert [name for name, finding in findings.items() if not finding.well] == []
    assert "1 份文件，34 条" in findings["索引"].text
    assert findings["微信公众号"].text == "没有设置，不启用"


def test_a_corpus_of_several_documents_is_asked_what_it_can_answer(
    papers_settings: Settings,
) -> None:
    assert by_name(papers_settings)["试问"].well


def test_no_index(tmp_path: Path, plan_settings: Settings) -> None:
    findings = by_name(plan_settings.model_copy(update={"data": tmp_path / "empty"}))
    assert findings["数据文件夹"].well
    for name in ("索引", "资料", "试问"):
        assert not findings[name].well
        assert "wence index" in findings[name].text


def test_a_file_where_a_folder_should_be(tmp_path: Path, plan_settings: Settings) -> None:
    (tmp_path / "file").touch()
    findings = by_name(plan_settings.model_copy(update={"data": tmp_path / "file"}))
    assert not findings["数据文件夹"].well
    assert findings["Python"].well


def test_a_changed_corpus(tmp_path: Path, plan_settings: Settings) -> None:
    (tmp_path / "新通知.txt").write_text("值班通知\n一、值班安排\n1.轮流值班。", "utf-8")
    finding = by_name(plan_settings.model_copy(update={"corpus": tmp_path}))["资料"]
    assert not finding.well
    assert finding.text.endswith("请运行 wence index。")


def test_prompts_that_are_not_there(tmp_path: Path, plan_settings: Settings) -> None:
    findings = by_name(plan_settings.model_copy(update={"prompts": tmp_path / "nowhere"}))
    assert not findings["提示文字"].well
    assert "WENCE_PROMPTS" in findings["提示文字"].text


def test_wechat(plan_settings: Settings) -> None:
    plain = Settings(data=plan_settings.data, corpus=plan_settings.corpus, wechat_token="t")
    assert by_name(plain)["微信公众号"].text.startswith("明文模式")
    safe = Settings(wechat_token="t", wechat_app_id="wx1", wechat_aes_key="a" * 43)
    assert by_name(safe)["微信公众号"].text == "安全模式"


def account(settings: Settings, url: str, secret: str) -> Settings:
    values = {"wechat_token": "t", "wechat_app_id": "wx49f0ab532d5d035a", "wechat_api_url": url}
    return Settings(**{**settings.model_dump(), **values, "wechat_app_secret": secret})


def test_wechats_api(plan_settings: Settings) -> None:
    with cloud() as api:
        good = by_name(account(plan_settings, api.url, api.secret))["微信接口"]
        bad = by_name(account(plan_settings, api.url, "another"))["微信接口"]
        api.refuses["stable_token"] = 40164
        barred = by_name(account(plan_settings, api.url, api.secret))["微信接口"]
    assert good.well
    assert "时钟相差" in good.text
    assert not bad.well
    assert "WENCE_WECHAT_APP_SECRET" in bad.text
    assert not barred.well
    assert "IP 白名单" in barred.text
    away = by_name(account(plan_settings, "http://127.0.0.1:9", api.secret))["微信接口"]
    assert not away.well
    assert "WENCE_WECHAT_API_URL" in away.text


def application(settings: Settings, url: str, secret: str) -> Settings:
    more = {"wecom_corp_id": CORP, "wecom_token": "t", "wecom_aes_key": "a" * 43}
    access = {"wecom_agent_id": AGENT, "wecom_secret": secret, "wecom_api_url": url}
    return Settings(**{**settings.model_dump(), **more, **access})


def test_wecom(plan_settings: Settings) -> None:
    closed = by_name(plan_settings)
    names = ("企业微信应用", "企业微信智能机器人", "企业微信接口")
    assert all(closed[name].well and "没有设置" in closed[name].text for name in names)
    with wecom_cloud() as api:
        good = by_name(application(plan_settings, api.url, api.secret))
        bad = by_name(application(plan_settings, api.url, "another"))["企业微信接口"]
        api.refuses["gettoken"] = 60020
        barred = by_name(application(plan_settings, api.url, api.secret))["企业微信接口"]
        api.refuses = {"get": 301002}
        other = by_name(application(plan_settings, api.url, api.secret))["企业微信接口"]
    assert good["企业微信接口"].well
    assert "“问策”" in good["企业微信接口"].text
    assert "能主动发送" in good["企业微信应用"].text
    assert not bad.well
    assert "WENCE_WECOM_SECRET" in bad.text
    assert not barred.well
    assert "企业可信 IP" in barred.text
    assert not other.well
    assert "WENCE_WECOM_AGENT_ID" in other.text
    away = by_name(application(plan_settings, "http://127.0.0.1:9", api.secret))["企业微信接口"]
    assert not away.well
    assert "WENCE_WECOM_API_URL" in away.text


def test_a_clock_that_is_off(plan_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.doctor._skew", lambda _: -400.0)
    with cloud() as api:
        finding = by_name(account(plan_settings, api.url, api.secret))["微信接口"]
    assert not finding.well
    assert "-400 秒" in finding.text


def test_the_chat_model(plan_settings: Settings) -> None:
    with chat() as service:
        near = plan_settings.model_copy(update={"llm_url": service.url, "llm_model": "m"})
        assert by_name(near)["大模型"].well
    away = plan_settings.model_copy(update={"llm_url": "http://127.0.0.1:9/v1", "llm_model": "m"})
    finding = by_name(away)["大模型"]
    assert not finding.well
    assert "WENCE_LLM_URL" in finding.text
