"""Opening the chat page, asking, and looking for what should not be."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from bot.answer import Answer
from bot.assistant import Assistant
from bot.settings import Settings
from index.errors import WenceError
from tests.live import Live

PHONE = (390, 844)
DESKTOP = (1280, 800)


OWNER = "抓好𠮷安培训由谁负责"
LINK = "在文件中查看 一、1"


class Faulty(Assistant):
    """The assistant, with its sessions written down, and a way to break it."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.sessions: set[str] = set()
        self.broken = False

    def ask(self, question: str, session: str | None = None) -> Answer:
        if self.broken:
            raise WenceError("索引不见了；请运行 wence index。")
        self.sessions |= {session} if session else set()
        return super().ask(question, session)


@contextmanager
def opened(
    browser: Browser, live: Live, size: tuple[int, int] = PHONE, quiet: bool = True
) -> Iterator[Page]:
    """The page; afterwards, no request has left the origin, and a quiet console."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", locale="zh-CN"
    )
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live.url)
    expect(page.locator("#examples button")).to_have_count(3)
    yield page
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(live.url).netloc}
    if quiet:
        assert not said
    context.close()


def ask(page: Page, question: str) -> None:
    page.get_by_label("问题").fill(question)
    page.get_by_label("问题").press("Enter")
    expect(page.locator(".reply").last).not_to_have_attribute("aria-busy", "true")


def overflowing(page: Page) -> list[str]:
    """What is wider than its place, so that one would have to scroll sideways."""
    wide: list[str] = page.evaluate(
        """[document.documentElement, ...document.querySelectorAll(".scroll, .bar, .field")]
             .filter((each) => each.scrollWidth > each.clientWidth)
             .map((each) => each.className || each.tagName)"""
    )
    return wide
