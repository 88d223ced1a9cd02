"""WeCom, put together: an application at `/wecom`, an AI bot at `/wecom/bot`."""

from collections.abc import Callable

from fastapi import APIRouter

from bot.channels.chat.desk import Desk
from bot.channels.chat.layout import Plain, WebLink
from bot.channels.chat.router import closed, opened
from bot.channels.chat.service import Assistant, Rules, Service
from bot.channels.pending import Means, Pending
from bot.channels.wecom import robot
from bot.channels.wecom.account import Account, account_of, bar_of
from bot.channels.wecom.envelope import BotEnvelope, CorpEnvelope
from bot.channels.wecom.streams import Streams
from bot.records import Records
from bot.secret import Seals
from bot.settings import Settings

CHANNEL, BOT_CHANNEL = "wecom", "wecom_bot"
PATH = "/wecom"
STREAM_LIMIT = 20_480  # bytes
GREETED_FOR = 86_400.0  # seconds
JUDGED_FOR = 7 * 86_400.0

__all__ = ["bot_router", "router"]


def router(
    settings: Settings,
    assistant: Assistant,
    records: Records,
    seals: Seals,
    web: WebLink | None = None,
) -> APIRouter:
    """`GET|POST /wecom`; 404 without its settings. As for WeChat, the records hold pseudonyms."""
    token = settings.wecom_token
    if not token:
        return closed(PATH)
    keys = (settings.wecom_aes_key, settings.wecom_aes_key_previous)
    envelope = CorpEnvelope(token.get_secret_value(), settings.wecom_corp_id or "", keys)
    account = account_of(settings, records, seals)
    layout = Plain(assistant.say, web, sends=account is not None)
    bar = _bar(account, settings, records, seals, assistant)
    rules = Rules(None, settings.retention_days, CHANNEL, bar, GREETED_FOR)
    send = account.send if account else None
    pending = Pending(assistant, records, seals, Means(layout.parts, send, channel=CHANNEL))
    service = Service(assistant, records, seals, layout, rules)
    return opened(PATH, envelope, Desk(service, pending, records, seals), pending)


def bot_router(
    settings: Settings,
    assistant: Assistant,
    records: Records,
    seals: Seals,
    web: WebLink | None = None,
) -> APIRouter:
    """`GET|POST /wecom/bot`; 404 without its settings."""
    token = settings.wecom_bot_token
    if not token:
        return closed(robot.PATH)
    keys = (settings.wecom_bot_aes_key, settings.wecom_bot_aes_key_previous)
    envelope = BotEnvelope(token.get_secret_value(), "", keys)
    layout = Plain(assistant.say, web, STREAM_LIMIT)
    account = account_of(settings, records, seals) if settings.departments else None
    bar = _bar(account, settings, records, seals, assistant)
    rules = Rules(None, settings.retention_days, BOT_CHANNEL, bar, judged=JUDGED_FOR)
    pending = Pending(assistant, records, seals, Means(layout.parts, channel=BOT_CHANNEL))
    service = Service(assistant, records, seals, layout, rules)
    name = settings.wecom_bot_name or ""
    return robot.opened(envelope, Streams(service, pending, records, seals, name), pending)


def _bar(
    account: Account | None,
    settings: Settings,
    records: Records,
    seals: Seals,
    assistant: Assistant,
) -> Callable[[str, str], str] | None:
    if account is None or not settings.departments:
        return None
    return bar_of(account, settings.departments, records, seals, assistant.say)
