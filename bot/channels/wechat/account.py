"""What an Official Account sends of its own accord: customer-service messages, typing, a menu."""

import logging
from collections.abc import Sequence

from bot.channels.vendor import Access, Json, Vendor, VendorError
from bot.records import Records
from bot.secret import Seals
from bot.settings import Settings

UNVERIFIED = 48001
NO_MORE = frozenset({45015, 45047})  # the 48 hours are over; as many were sent as may be
UNVERIFIED_FOR = 3600.0

logger = logging.getLogger(__name__)


class Account:
    """Thread-safe. A reader is an open id, with its pseudonym in the records."""

    def __init__(self, settings: Settings, records: Records, seals: Seals) -> None:
        """`settings` have the app id and its secret."""
        secret = settings.wechat_app_secret
        body: dict[str, object] = {
            "grant_type": "client_credential",
            "appid": settings.wechat_app_id or "",
            "secret": secret.get_secret_value() if secret else "",
        }
        again = {**body, "force_refresh": True}
        access = Access(str(body["appid"]), "POST", "/cgi-bin/stable_token", body, again)
        self.vendor = Vendor(
            settings.wechat_api_url, "WENCE_WECHAT_API_URL", access, records, seals
        )
        self._records = records
        self._flag = seals.name("unverified", str(body["appid"]))

    @property
    def sends(self) -> bool:
        """Whether it may send messages, as far as is known."""
        return not self._records.flags.raised(self._flag)

    def send(self, user: str, reader: str, texts: Sequence[str]) -> int:
        """Sends the texts in order, as many as are allowed; how many were sent."""
        for count, text in enumerate(texts):
            if not (self.sends and self._records.readers.spend(reader)):
                return count
            body = {"touser": user, "msgtype": "text", "text": {"content": text}}
            if not self._done("/cgi-bin/message/custom/send", body, reader):
                return count
        return len(texts)

    def typing(self, user: str, reader: str) -> None:
        """Lets the reader see that an answer is under way, if the account may."""
        if self.sends:
            body = {"touser": user, "command": "Typing"}
            self._done("/cgi-bin/message/custom/typing", body, reader)

    def make_menu(self, buttons: Sequence[Json]) -> None:
        """Replaces the menu.

        Raises:
            VendorError: with the cure.
        """
        self.vendor.call("POST", "/cgi-bin/menu/create", {"button": list(buttons)})

    def close(self) -> None:
        self.vendor.close()

    def _done(self, path: str, body: Json, reader: str) -> bool:
        try:
            self.vendor.call("POST", path, body)
        except VendorError as error:
            logger.warning("WeChat does not take a message (%s): %s", error.code, error)
            if error.code == UNVERIFIED:
                self._records.flags.raise_(self._flag, UNVERIFIED_FOR)
            if error.code in NO_MORE and path.endswith("/send"):
                self._records.readers.exhaust(reader)
            return False
        return True


def account_of(settings: Settings, records: Records, seals: Seals) -> Account | None:
    """The account whose id and secret are set."""
    if settings.wechat_app_id and settings.wechat_app_secret:
        return Account(settings, records, seals)
    return None
