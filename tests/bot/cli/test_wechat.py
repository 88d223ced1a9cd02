from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.bot.channels.wechat.cloud import Cloud, cloud
from tests.bot.channels.wechat.office import KEY, SAFE, SECRET, TOKEN, Clerk, Office, office
from tests.bot.channels.wecom import office as wecom
from tests.bot.channels.wecom.platform import CORP
from tests.bot.cli.conftest import Run


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("WENCE_WECHAT_TOKEN", TOKEN)
    monkeypatch.setenv("WENCE_WECHAT_APP_ID", SECRET.app_id)
    monkeypatch.setenv("WENCE_WECHAT_AES_KEY", KEY)
    return monkeypatch


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, SAFE, Clerk(answers={"全文": "文明创建。\n\n" * 400})) as opened:
        yield opened


@pytest.mark.usefixtures("settings")
def test_a_phone_shows_the_answer(run: Run, desk: Office) -> None:
    shown = run("wechat", "simulate", "五、3]]>", "--url", desk.url)
    assert (shown.code, shown.out) == (0, "原文：五、3]]>\n")
    assert "第1次收到回复" in shown.err
    bare = desk.url.removeprefix("http://").removesuffix("/wechat")
    assert run("wechat", "simulate", "五、4", "--url", bare).out == "原文：五、4\n"


@pytest.mark.usefixtures("settings")
def test_all_parts_are_fetched_when_wanted(run: Run, desk: Office) -> None:
    port = desk.url.partition("127.0.0.1:")[2].partition("/")[0]
    first = run("wechat", "simulate", "全文", "--port", port)
    assert first.out.startswith("（1/4）")
    assert "〔更多〕" in first.out
    whole = run("wechat", "simulate", "全文", "--port", port, "--all")
    assert whole.out.count("文明创建。") == 400
    assert "→ 更多" in whole.out


@pytest.mark.parametrize("name", ["TOKEN", "AES_KEY"])
def test_what_a_phone_would_not_show_is_an_error(
    run: Run, settings: pytest.MonkeyPatch, desk: Office, name: str
) -> None:
    settings.setenv(f"WENCE_WECHAT_{name}", "Z" * 43)
    settings.setattr("bot.channels.chat.simulator.DROPPED_AFTER", 0.1)
    shown = run("wechat", "simulate", "五、3", "--url", desk.url)
    assert (shown.code, shown.out) == (1, "")
    assert "该公众号提供的服务出现故障" in shown.err
    assert "状态码 40" in shown.err


def test_a_server_that_is_away_is_an_error(run: Run, settings: pytest.MonkeyPatch) -> None:
    settings.setattr("bot.channels.chat.simulator.DROPPED_AFTER", 0.1)
    shown = run("wechat", "simulate", "五、3", "--port", "9")
    assert shown.code == 1
    assert "ConnectError" in shown.err or "refused" in shown.err


def test_without_settings_the_missing_one_is_named(run: Run, plan_settings: Settings) -> None:
    data = str(plan_settings.data)
    assert "WENCE_WECHAT_TOKEN" in run("wechat", "simulate", "五、3", "--data", data).err
    menu = run("wechat", "menu", "--data", data)
    assert menu.code == 1
    assert "WENCE_WECHAT_APP_ID" in menu.err


@pytest.fixture
def member(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("WENCE_WECOM_CORP_ID", CORP)
    monkeypatch.setenv("WENCE_WECOM_TOKEN", wecom.TOKEN)
    monkeypatch.setenv("WENCE_WECOM_AES_KEY", wecom.KEY)
    monkeypatch.setenv("WENCE_WECOM_BOT_TOKEN", wecom.BOT_TOKEN)
    monkeypatch.setenv("WENCE_WECOM_BOT_AES_KEY", wecom.BOT_KEY)
    monkeypatch.setattr("bot.channels.wecom.simulator.REFRESHED_EVERY", 0.2)
    return monkeypatch


def origin(desk: wecom.Office) -> str:
    return desk.app.url.removesuffix("/wecom")


@pytest.mark.usefixtures("member")
@pytest.mark.parametrize(("way", "parts"), [("app", 4), ("bot", 2)])
def test_in_wecom_a_phone_shows_the_answer_and_all_of_it(
    run: Run, tmp_path: Path, way: str, parts: int
) -> None:
    long = "文明创建。\n\n" * (400 if way == "app" else 1500)
    with wecom.office(tmp_path, clerk=Clerk(answers={"全文": long})) as desk:
        play = ("--wecom", way, "--url", origin(desk))
        shown = run("wechat", "simulate", "五、3]]>", *play, "--user", "lisi")
        assert (shown.code, shown.out) == (0, "原文：五、3]]>\n")
        assert "第1次收到回复，用时" in shown.err
        first = run("wechat", "simulate", "全文", *play)
        assert first.out.startswith(f"（1/{parts}）")
        assert "→" not in first.out
        whole = run("wechat", "simulate", "全文", *play, "--all")
        assert whole.out.count("文明创建。") == long.count("文明创建。")
        assert whole.out.count("→ 更多") == parts - 1


@pytest.mark.usefixtures("member")
def test_the_bots_stream_is_refreshed_until_it_is_finished(run: Run, tmp_path: Path) -> None:
    with wecom.office(tmp_path, clerk=Clerk(thinks=1.0)) as desk:
        shown = run("wechat", "simulate", "五、3", "--wecom", "bot", "--url", desk.bot.url)
        assert (shown.code, shown.out) == (0, "概括：原文：五、3\n")
        assert "第1次收到回复，刷新 " in shown.err
        assert desk.clerk.phrased == ["五、3"]


def test_in_wecom_an_answer_that_comes_late_is_picked_up(
    run: Run, member: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    member.setattr("bot.channels.chat.desk.PATIENCE", 0.3)
    with wecom.office(tmp_path, clerk=Clerk(thinks=1.5)) as desk:
        shown = run("wechat", "simulate", "五、3", "--wecom", "app", "--url", desk.app.url)
        assert shown.out.startswith("正在整理“五、3”的回答")
        assert shown.out.endswith("→ 更多\n\n概括：原文：五、3\n")
        assert desk.clerk.phrased == ["五、3"]


@pytest.mark.parametrize("name", ["TOKEN", "AES_KEY"])
@pytest.mark.parametrize(("way", "prefix"), [("app", ""), ("bot", "BOT_")])
def test_a_wecom_server_with_other_settings_is_an_error(
    run: Run, member: pytest.MonkeyPatch, tmp_path: Path, way: str, prefix: str, name: str
) -> None:
    member.setenv(f"WENCE_WECOM_{prefix}{name}", "Z" * 43)
    with wecom.office(tmp_path) as desk:
        shown = run("wechat", "simulate", "五、3", "--wecom", way, "--url", origin(desk))
    assert (shown.code, shown.out) == (1, "")
    assert "手机上不会有回复（第1次：状态码 40" in shown.err
    assert "第3次" in shown.err
    assert f"WENCE_WECOM_{prefix}*" in shown.err


@pytest.mark.parametrize(("way", "name"), [("app", "WECOM_TOKEN"), ("bot", "WECOM_BOT_TOKEN")])
def test_without_wecoms_settings_the_missing_one_is_named(
    run: Run, plan_settings: Settings, way: str, name: str
) -> None:
    data = str(plan_settings.data)
    shown = run("wechat", "simulate", "五、3", "--wecom", way, "--data", data)
    assert shown.code == 1
    assert f"WENCE_{name}；请按 docs/wecom.zh-CN.md" in shown.err


@pytest.fixture
def api(settings: pytest.MonkeyPatch) -> Iterator[Cloud]:
    with cloud(app_id=SECRET.app_id) as made:
        settings.setenv("WENCE_WECHAT_APP_SECRET", made.secret)
        settings.setenv("WENCE_WECHAT_API_URL", made.url)
        yield made


def test_the_menu_is_made(run: Run, api: Cloud, plan_settings: Settings) -> None:
    done = run("wechat", "menu", "--data", str(plan_settings.data))
    assert done.code == 0
    (made,) = api.menus
    assert [each["name"] for each in made["button"]] == ["提问示例", "目录", "常用"]


def test_a_menu_that_is_refused_is_an_error(run: Run, api: Cloud, plan_settings: Settings) -> None:
    api.refuses["create"] = 48001
    done = run("wechat", "menu", "--data", str(plan_settings.data))
    assert done.code == 1
    assert "接口权限" in done.err
