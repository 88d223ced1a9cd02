"""A small office behind `/wecom` and `/wecom/bot`: a clerk, records on disk, the real words."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from bot.channels import wecom
from bot.records import Records
from bot.secret import Seals
from bot.settings import Settings
from tests.bot.channels.served import served
from tests.bot.channels.wechat.office import Clerk
from tests.bot.channels.wechat.platform import Secret
from tests.bot.channels.wecom.platform import AGENT, CORP, Application, Robot

TOKEN, BOT_TOKEN = "T0ken", "B0t"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OLD_KEY = KEY[::-1]
BOT_KEY = f"{KEY[5:]}hijkl"
USER = "zhangsan"


def settings_of(**more: Any) -> Settings:
    application = {"wecom_corp_id": CORP, "wecom_token": TOKEN, "wecom_aes_key": KEY}
    previous = {"wecom_aes_key_previous": OLD_KEY}
    robot = {"wecom_bot_token": BOT_TOKEN, "wecom_bot_aes_key": BOT_KEY}
    return Settings(**{**application, **previous, **robot, **more})


def sending(url: str, secret: str, **more: Any) -> Settings:
    access = {"wecom_agent_id": AGENT, "wecom_secret": secret, "wecom_api_url": url}
    return settings_of(**{**access, **more})


@dataclass(frozen=True)
class Office:
    clerk: Clerk
    records: Path
    app: Application
    rotated: Application
    bot: Robot
    book: Records


@contextmanager
def office(
    folder: Path, settings: Settings | None = None, clerk: Clerk | None = None
) -> Iterator[Office]:
    """One worker; another `office` of the same folder is a second, or the first restarted."""
    helper, chosen = clerk or Clerk(), settings or settings_of()
    path = folder / "records" / "records.sqlite3"
    with ExitStack() as stack:
        records = Records(f"sqlite:///{path}")
        stack.callback(records.close)
        app = FastAPI()
        for make in (wecom.router, wecom.bot_router):
            app.include_router(make(chosen, helper, records, Seals(b"a secret of the office")))
        url = stack.enter_context(served(app))
        keys = (Secret(KEY, CORP), Secret(OLD_KEY, CORP))
        one, two = (Application(f"{url}/wecom", TOKEN, key) for key in keys)
        robot = Robot(f"{url}/wecom/bot", BOT_TOKEN, Secret(BOT_KEY, ""))
        for each in (one, two, robot):
            stack.callback(each.client.close)
        yield Office(helper, path, one, two, robot, records)
