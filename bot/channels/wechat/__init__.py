"""The WeChat Official Account, put together."""

from fastapi import APIRouter

from bot.channels.chat.desk import Desk
from bot.channels.chat.envelope import Envelope
from bot.channels.chat.layout import WebLink
from bot.channels.chat.router import closed, opened
from bot.channels.chat.service import Assistant, Rules, Service
from bot.channels.pending import Means, Pending
from bot.channels.wechat.account import account_of
from bot.channels.wechat.layout import Layout
from bot.records import Records
from bot.secret import Seals
from bot.settings import Settings

CHANNEL = "wechat"
PATH = "/wechat"

__all__ = ["Assistant", "envelope_of", "router"]


def router(
    settings: Settings,
    assistant: Assistant,
    records: Records,
    seals: Seals,
    web: WebLink | None = None,
) -> APIRouter:
    """`GET|POST /wechat`; 404 without WeChat settings.

    The assistant drafts in a thread, at most once a message; its session and all that `records`
    hold are pseudonyms and sealed texts. `web` gives the address of the page that opens a citation.
    """
    envelope = envelope_of(settings)
    if envelope is None:
        return closed(PATH)
    layout = Layout(assistant.say, assistant.headings, web)
    code = settings.wechat_code
    rules = Rules(code.get_secret_value() if code else None, settings.retention_days, CHANNEL)
    account = account_of(settings, records, seals)
    send, begin = (account.send, account.typing) if account else (None, None)
    pending = Pending(assistant, records, seals, Means(layout.parts, send, begin, CHANNEL))
    service = Service(assistant, records, seals, layout, rules)
    return opened(PATH, envelope, Desk(service, pending, records, seals), pending)


def envelope_of(settings: Settings) -> Envelope | None:
    """None without a token."""
    if not settings.wechat_token:
        return None
    keys = (settings.wechat_aes_key, settings.wechat_aes_key_previous)
    return Envelope(settings.wechat_token.get_secret_value(), settings.wechat_app_id or "", keys)
