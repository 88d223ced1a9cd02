"""A question gets the same text and the same citations, wherever it is asked.

A real installation behind a real socket, and the real command on the same index. A chat platform
shows no citation as data: there the sources are opened by their numbers, as a reader opens them,
and their offsets are what the channel keeps to open them by.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.answer import Answer, Citation, Kind
from bot.app import create_app
from bot.channels.messages import LIMIT
from bot.cli import app as command
from bot.records import Records
from bot.secret import Seals
from bot.settings import Settings
from tests.bot.channels.served import served
from tests.bot.channels.wechat.office import SAFE, SECRET, TOKEN, say
from tests.bot.channels.wechat.platform import ACCOUNT, Platform
from tests.bot.channels.wechat.platform import Secret as WechatSecret
from tests.bot.channels.wecom.office import BOT_KEY, BOT_TOKEN, KEY, settings_of
from tests.bot.channels.wecom.platform import BOT, CORP, Application, Robot

KEPT = b"a secret of the installation"
MOST_PARTS = 12
CHANNELS = ("wechat", "wecom", "bot")


@dataclass(frozen=True)
class Asked:
    """A question to a corpus; `long`: its answer takes more than one message on a phone."""

    corpus: str
    question: str
    kind: Kind
    long: bool = False


ASKED = (
    Asked("plan", "新增实体书店的数量是多少", "fact"),
    Asked("plan", "第五部分", "section", long=True),
    Asked("plan", "红色基因在哪几处提到", "list"),
    Asked("plan", "清明诗会由哪个单位主办", "owner"),
    Asked("plan", "中午食堂吃什么", "refusal"),
    Asked("plan", "第五部分第三项", "clause"),
    Asked("papers", "市容整治由谁负责", "owner"),
    Asked("papers", "图书馆管理办法第四条", "section"),
    Asked("papers", "图书馆管理办法第五条", "clause"),
    Asked("papers", "哪些条款提到河道", "list"),
)

_NUMBER = re.compile(r"（\d+/\d+）")
_NEXT = re.compile(r"\n\n(?:点<a [^>]*>[^<]*</a>或)?回复“更多”看下一条\Z")


@dataclass(frozen=True)
class Phone:
    """A reader of one chat channel; `names` are what the channel makes the reader's name of."""

    say: Callable[[str], str | None]
    names: tuple[str, ...]

    def parts(self, question: str) -> list[str]:
        """All messages that a question brings, the later ones called for."""
        shown = [str(self.say(question))]
        while _NEXT.search(shown[-1]):
            assert len(shown) < MOST_PARTS
            shown.append(str(self.say("更多")))
        return shown


@dataclass(frozen=True)
class House:
    """One installation: its index, its web and chat channels, what its records keep."""

    data: Path
    web: httpx.Client
    wechat: Platform
    application: Application
    robot: Robot
    records: Records

    def phone(self, channel: str, user: str) -> Phone:
        made: dict[str, Phone] = {
            "wechat": Phone(lambda said: self.wechat.ask(user, said), (ACCOUNT, user)),
            "wecom": Phone(lambda said: self.application.ask(user, said), (CORP, user)),
            "bot": Phone(lambda said: self.robot.ask(user, said), ("bot", BOT, "", user)),
        }
        return made[channel]

    def kept(self, phone: Phone) -> list[Citation]:
        """The citations of the answer that the reader was shown last."""
        seals = Seals(KEPT)
        sealed = self.records.readers.shown(seals.name("reader", *phone.names))
        _, _, cited = json.loads(str(seals.open(str(sealed))))
        return [Citation.model_validate(each) for each in cited]


@contextmanager
def opened(indexed: Settings, folder: Path) -> Iterator[House]:
    url = f"sqlite:///{folder / 'records.sqlite'}"
    chats = SAFE.model_dump(exclude_unset=True) | settings_of().model_dump(exclude_unset=True)
    chats |= {"database_url": SecretStr(url), "secret_key": SecretStr(KEPT.decode())}
    with ExitStack() as stack:
        records = Records(url)
        stack.callback(records.close)
        origin = stack.enter_context(served(create_app(indexed.model_copy(update=chats))))
        robot = Robot(f"{origin}/wecom/bot", BOT_TOKEN, WechatSecret(BOT_KEY, ""))
        application = Application(f"{origin}/wecom", TOKEN, WechatSecret(KEY, CORP))
        wechat = Platform(f"{origin}/wechat", TOKEN, SECRET)
        web = stack.enter_context(httpx.Client(base_url=origin, timeout=20, trust_env=False))
        for each in (robot, application, wechat):
            stack.callback(each.client.close)
        yield House(indexed.data, web, wechat, application, robot, records)


@pytest.fixture(scope="module")
def houses(
    plan_settings: Settings, papers_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, House]]:
    with ExitStack() as stack:
        corpora = {"plan": plan_settings, "papers": papers_settings}
        yield {
            name: stack.enter_context(opened(indexed, tmp_path_factory.mktemp(name)))
            for name, indexed in corpora.items()
        }


@pytest.fixture(params=ASKED, ids=lambda asked: f"{asked.corpus}-{asked.kind}")
def asked(request: pytest.FixtureRequest) -> Asked:
    given: Asked = request.param
    return given


@pytest.fixture
def house(houses: dict[str, House], asked: Asked) -> House:
    return houses[asked.corpus]


def by_web(house: House, question: str) -> Answer:
    response = house.web.post("/api/ask", json={"question": question})
    assert response.status_code == 200
    return Answer.model_validate(response.json())


def by_command(house: House, question: str) -> Answer:
    ran = CliRunner().invoke(command, ["ask", question, "--json", "--data", str(house.data)])
    assert (ran.exit_code, ran.stderr) == (0, "")
    return Answer.model_validate_json(ran.stdout)


def joined(parts: list[str]) -> str:
    """The text that was parted; white space alone may be lost between two parts."""
    if len(parts) == 1:
        return parts[0]
    return "".join(_NEXT.sub("", _NUMBER.sub("", part, count=1)) for part in parts)


def squeezed(text: str) -> str:
    return "".join(text.split())


def spans(citations: list[Citation]) -> list[tuple[str, str, int, int, str]]:
    return [(each.source, each.clause, each.start, each.end, each.quote) for each in citations]


def test_the_command_gives_the_same_answer_as_the_web(house: House, asked: Asked) -> None:
    web, line = by_web(house, asked.question), by_command(house, asked.question)
    assert web.kind == asked.kind
    assert web.citations
    assert (len(web.answer.encode()) > LIMIT) is asked.long
    assert line.model_copy(update={"took_ms": web.took_ms}) == web


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_phone_shows_the_text_of_the_web(house: House, asked: Asked, channel: str) -> None:
    web = by_web(house, asked.question)
    parts = house.phone(channel, f"reads-{ASKED.index(asked)}").parts(asked.question)
    # A stream of the bot's holds ten messages' worth.
    assert (len(parts) > 1) is (asked.long and channel != "bot")
    assert squeezed(joined(parts)) == squeezed(web.answer)
    if len(parts) == 1:
        assert parts == [web.answer]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_phone_has_the_citations_of_the_web(house: House, asked: Asked, channel: str) -> None:
    web = by_web(house, asked.question)
    phone = house.phone(channel, f"opens-{ASKED.index(asked)}")
    phone.parts(asked.question)
    assert spans(house.kept(phone)) == spans(list(web.citations))
    for number, cited in enumerate(web.citations, 1):
        source = squeezed(joined(phone.parts(str(number))))
        place = f"——《{cited.document}》{cited.clause}"
        assert source.startswith(squeezed(cited.quote + place))
    count = len(web.citations)
    assert phone.say(str(count + 1)) == say("wechat.no_such_source", count=count)
