"""wence wechat: the account's menu, and what a phone would show, in WeCom too."""

import sys
from contextlib import closing
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Data, settings_of
from index.errors import WenceError

if TYPE_CHECKING:
    from bot.channels.chat.simulator import Phone as AnyPhone
    from bot.channels.chat.simulator import Seen
    from bot.settings import Settings

wechat = typer.Typer(help="微信公众号：自定义菜单；试发一条消息，看手机上会显示什么。")


class Way(StrEnum):
    """How WeCom is played."""

    APP = "app"
    BOT = "bot"


class NotSetError(WenceError):
    """The command needs a setting that is missing."""


@wechat.command()
def menu(data: Data = None) -> None:
    """在公众号里建立自定义菜单：提问示例、目录和常用的几个词。"""
    settings = settings_of(data)
    from bot.assistant import Assistant
    from bot.channels.wechat.account import account_of
    from bot.channels.wechat.menu import buttons
    from bot.records import Records
    from bot.secret import Seals, secret_key

    records = Records(settings.records_url)
    account = account_of(settings, records, Seals(secret_key(settings)))
    if account is None:
        missing = "APP_SECRET" if settings.wechat_app_id else "APP_ID"
        raise NotSetError(
            f"没有设置 WENCE_WECHAT_{missing}；请从公众平台的“基本配置”里抄来，填在 .env 里。"
        )
    assistant = Assistant(settings)
    made = buttons(assistant.examples(), assistant.say)
    with closing(records), closing(account):
        account.make_menu(made)
    names = "、".join(str(button["name"]) for button in made)
    sys.stdout.write(f"菜单已建立：{names}。手机上最迟一天内可见，重新关注立即可见。\n")


@wechat.command()
def simulate(
    question: Annotated[str, typer.Argument(help="要发送的文字。")],
    wecom: Annotated[
        Way | None,
        typer.Option(help="改为扮作企业微信：app 是应用，bot 是智能机器人。", show_default=False),
    ] = None,
    url: Annotated[
        str, typer.Option(help="服务的网址（默认 http://127.0.0.1:8000）。", show_default=False)
    ] = "",
    port: Annotated[int, typer.Option(help="本机服务的端口。", min=1, max=65535)] = 8000,
    user: Annotated[str, typer.Option(help="扮作哪个读者。")] = "",
    whole: Annotated[bool, typer.Option("--all", help="长回答一直取到最后一条。")] = False,
    data: Data = None,
) -> None:
    """扮作微信或企业微信向运行中的服务发一条消息（含五秒断开和三次重试），显示手机上会看到的内容。"""
    origin = (url or f"127.0.0.1:{port}").rstrip("/")
    origin = origin if "://" in origin else f"http://{origin}"
    for path in ("/wechat", "/wecom", "/wecom/bot"):
        origin = origin.removesuffix(path)
    with closing(_phone(settings_of(data), wecom, origin)) as phone:
        phone.user = user or phone.user
        seen = _shown(phone, phone.type(question))
        while step := phone.onward(seen, whole=whole):
            sys.stdout.write(f"\n→ {step.text}\n\n")
            seen = _shown(phone, phone.type(step.text, step.choice))


def _phone(settings: "Settings", way: Way | None, origin: str) -> "AnyPhone":
    """A reader's of the platform.

    Raises:
        NotSetError: the server has no such channel.
    """
    name = {None: "wechat_token", Way.APP: "wecom_token", Way.BOT: "wecom_bot_token"}[way]
    if not getattr(settings, name):
        page = "wecom" if way else "wechat"
        raise NotSetError(f"没有设置 WENCE_{name.upper()}；请按 docs/{page}.zh-CN.md 设置后再试。")
    if way is None:
        from bot.channels.wechat.simulator import PATH, Phone

        return Phone(settings, f"{origin}{PATH}")
    from bot.channels.wecom import simulator

    if way is Way.APP:
        return simulator.Application(settings, f"{origin}{simulator.PATH}")
    return simulator.Bot(settings, f"{origin}{simulator.BOT_PATH}")


def _shown(phone: "AnyPhone", seen: "Seen") -> "Seen":
    """Write what the phone shows, and how it came."""
    for fault in seen.faults:
        sys.stderr.write(f"{fault}\n")
    refreshed = f"，刷新 {seen.refreshes} 次" if seen.refreshes else ""
    told = f"第{seen.tries}次收到回复{refreshed}，用时 {seen.seconds:.1f} 秒"
    sys.stderr.write(f"{told}\n" if seen.text else f"{told}，没有内容\n")
    sys.stdout.write(f"{phone.plain(seen)}\n" if seen.text else "")
    return seen
