"""What a WeCom application asks of WeCom: messages to members, and who a member is."""

import logging
from collections.abc import Callable, Sequence

from bot.channels.vendor import Access, Json, Reply, Vendor, VendorError
from bot.records import Records
from bot.secret import Seals
from bot.settings import Settings
from bot.wording import Say

LIMITS = ((30, 60.0), (1000, 3600.0))  # messages to one member, in so many seconds
# Longer, and an answer that is asked for again would not arrive.
SAME_WITHIN = 10  # seconds in which WeCom drops the same message
KNOWN_FOR, UNKNOWN_FOR = 3600.0, 60.0  # seconds

_ABSENT = frozenset({60111, 60011, 81013})  # no such member, or none that the application sees
_CURES = {
    40001: "Secret 不对：请核对 WENCE_WECOM_SECRET。",
    40013: "企业ID 不对：请核对 WENCE_WECOM_CORP_ID。",
    40056: "AgentId 不对：请核对 WENCE_WECOM_AGENT_ID。",
    60011: "应用没有权限查看或发给这位成员（{message}）：请在管理后台的“可见范围”里加上。",
    60020: "本机的公网地址不在应用的“企业可信 IP”里（{message}）：请在管理后台加上它。",
    60111: "企业里没有这位成员（{message}）。",
    81013: "成员不在应用的可见范围里（{message}）：请在管理后台的“可见范围”里加上。",
    301002: "AgentId 与 Secret 不是同一个应用的：请核对 WENCE_WECOM_AGENT_ID。",
    45009: "调用次数超过限制（{message}）：请稍后再试。",
}
_WRONG_AGENT = frozenset({40056, 301002})

logger = logging.getLogger(__name__)


class Account:
    """Thread-safe. A reader is a member's user id, with its pseudonym in the records."""

    def __init__(self, settings: Settings, records: Records, seals: Seals) -> None:
        """`settings` have the corporation's id and the application's secret."""
        secret, corp = settings.wecom_secret, settings.wecom_corp_id or ""
        self._agent = settings.wecom_agent_id
        body = {"corpid": corp, "corpsecret": secret.get_secret_value() if secret else ""}
        access = Access(f"{corp} {self._agent}", "GET", "/cgi-bin/gettoken", body, cures=_CURES)
        self.vendor = Vendor(settings.wecom_api_url, "WENCE_WECOM_API_URL", access, records, seals)
        self._records = records

    def send(self, user: str, reader: str, texts: Sequence[str]) -> int:
        """Sends the texts in order, as many as are allowed; how many were sent."""
        for count, text in enumerate(texts):
            if not (self._records.rates.spend(reader, LIMITS) and self._sent(user, text)):
                return count
        return len(texts)

    def _sent(self, user: str, text: str) -> bool:
        body: Json = {
            "touser": user,
            "msgtype": "text",  # markdown would not show inside WeChat
            "agentid": self._agent,
            "text": {"content": text},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": SAME_WITHIN,
        }
        try:
            reply = self.vendor.call("POST", "/cgi-bin/message/send", body)
        except VendorError as error:
            logger.warning("WeCom does not take a message (%s): %s", error.code, error)
            return False
        unseen = bool(reply.values.get("invaliduser") or reply.values.get("unlicenseduser"))
        if unseen:
            logger.warning("WeCom does not deliver a message: %s", _CURES[81013].format(message=""))
        return not unseen

    def belongs(self, user: str, departments: frozenset[int]) -> bool:
        """Whether a member is in one of the departments, or below one.

        Raises:
            VendorError: WeCom does not tell.
        """
        try:
            found = self.vendor.call("GET", "/cgi-bin/user/get", userid=user).values
        except VendorError as error:
            if error.code in _ABSENT:
                return False
            raise
        own = _numbers(found.get("department"))
        return bool(own & departments) or bool(own and self._above(own) & departments)

    def _above(self, departments: set[int]) -> set[int]:
        """The departments that these are below of."""
        reply = self.vendor.call("GET", "/cgi-bin/department/simplelist")
        rows = reply.values.get("department_id")
        listed = [each for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []
        parents = {each.get("id"): each.get("parentid") for each in listed}
        above: set[int] = set()
        for department in departments:
            at = parents.get(department)
            while isinstance(at, int) and at not in above:
                above.add(at)
                at = parents.get(at)
        return above

    def examine(self) -> Reply:
        """Has WeCom give a token, and tell of the application if it does.

        Raises:
            VendorError: with the cure.
        """
        checked = self.vendor.check()
        told: Json = {}
        try:
            if self._agent is not None:
                agent = str(self._agent)
                told = self.vendor.call("GET", "/cgi-bin/agent/get", agentid=agent).values
        except VendorError as error:
            if error.code in _WRONG_AGENT:
                raise
        return Reply(told, checked)

    def close(self) -> None:
        self.vendor.close()


def bar_of(
    account: Account, departments: frozenset[int], records: Records, seals: Seals, say: Say
) -> Callable[[str, str], str]:
    """Tells (user, reader) in words why they may not ask, "" where they may."""
    numbers = " ".join(map(str, sorted(departments)))

    def bar(user: str, reader: str) -> str:
        member, stranger = (seals.name(word, reader, numbers) for word in ("member", "stranger"))
        if records.flags.raised(member):
            return ""
        if records.flags.raised(stranger):
            return say("wecom.not_member")
        try:
            belongs = account.belongs(user, departments)
        except VendorError as error:
            logger.warning("WeCom does not tell who a member is (%s): %s", error.code, error)
            return say("wecom.unsure")
        records.flags.raise_(*((member, KNOWN_FOR) if belongs else (stranger, UNKNOWN_FOR)))
        return "" if belongs else say("wecom.not_member")

    return bar


def account_of(settings: Settings, records: Records, seals: Seals) -> Account | None:
    """The application whose secret is set."""
    if settings.wecom_corp_id and settings.wecom_secret:
        return Account(settings, records, seals)
    return None


def _numbers(value: object) -> set[int]:
    return {each for each in value if isinstance(each, int)} if isinstance(value, list) else set()
