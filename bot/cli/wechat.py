"""wence wechat: the account's menu, and what a phone would show."""

import sys
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Data, settings_of
from index.errors import WenceError

if TYPE_CHECKING:
    from bot.channels.wechat.simulator import Link, Seen

wechat = typer.Typer(help="微信公众号：自定义菜单；试发一条消息，看手机上会显示什么。")


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
    url: Annotated[
        str, typer.Option(help="服务的网址（默认 http://127.0.0.1:8000）。", show_default=False)
    ] = "",
    port: Annotated[int, typer.Option(help="本机服务的端口。", min=1, max=65535)] = 8000,
    user: Annotated[str, typer.Option(help="扮作哪个读者。")] = "",
    whole: Annotated[bool, typer.Option("--all", help="长回答一直取到最后一条。")] = False,
    data: Data = None,
) -> None:
    """扮作微信向运行中的服务发一条消息（含五秒断开和三次重试），显示手机上会看到的内容。"""
    settings = settings_of(data)
    if not settings.wechat_token:
        raise NotSetError("没有设置 WENCE_WECHAT_TOKEN；请按 docs/wechat.zh-CN.md 设置后再试。")
    from bot.channels.chat.service import MORE
    from bot.channels.wechat.simulator import USER, Phone

    address = (url or f"http://127.0.0.1:{port}").rstrip("/").removesuffix("/wechat")
    with closing(Phone(settings, f"{address}/wechat", user or USER)) as phone:
        seen = _shown(phone.type(question))
        while onward := [each for each in seen.links if _goes_on(each, MORE if whole else "")]:
            sys.stdout.write(f"\n→ {onward[0].text}\n\n")
            seen = _shown(phone.type(onward[0].text, onward[0].choice))


def _shown(seen: "Seen") -> "Seen":
    """Write what the phone shows, and how it came."""
    for fault in seen.faults:
        sys.stderr.write(f"{fault}\n")
    told = f"第{seen.tries}次收到回复，用时 {seen.seconds:.1f} 秒"
    sys.stderr.write(f"{told}\n" if seen.text else f"{told}，没有内容\n")
    sys.stdout.write(f"{seen.plain}\n" if seen.text else "")
    return seen


def _goes_on(link: "Link", more: str) -> bool:
    """Whether a reader who wants the answer taps the link."""
    return link.choice.startswith("answer-") or (bool(more) and link.choice == more)
