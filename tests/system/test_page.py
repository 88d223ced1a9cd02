"""The chat page in a real browser, over a real server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from bot.answer import Answer
from bot.app import assemble
from bot.assistant import Assistant
from bot.settings import Settings
from index.errors import WenceError
from tests.live import Live, serving
from tests.plan import FIRST, HEADING, NAME, NOISE, ORIGINAL, SECOND, THIRD, TITLE

pytestmark = pytest.mark.system

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
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


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium fonts-noto-cjk")
    with playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS) as browser:
        yield browser


@pytest.fixture
def assistant(indexed: Settings) -> Faulty:
    return Faulty(indexed)


@pytest.fixture
def live(assistant: Faulty) -> Iterator[Live]:
    with serving(assemble(assistant)) as live:
        yield live


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


@pytest.mark.parametrize("size", [(360, 640), PHONE, (430, 932), DESKTOP])
def test_from_a_question_to_the_clause_in_its_place_and_back(
    browser: Browser, live: Live, size: tuple[int, int]
) -> None:
    with opened(browser, live, size) as page:
        ask(page, OWNER)
        answer = page.locator(".answer")
        expect(answer.locator(".words")).to_have_text("责任单位：县委组织部")
        expect(answer.locator("blockquote")).to_have_text(f"1.{FIRST}")
        expect(answer.locator("mark")).to_have_text("县委组织部")
        expect(answer.locator(".from")).to_have_text(f"出自《{TITLE}》")
        assert not overflowing(page)

        page.get_by_role("link", name=LINK).click()
        cited = page.locator(".paper .is-cited")
        expect(cited).to_be_in_viewport()
        expect(cited).to_be_focused()
        expect(cited).to_have_text(f"所引条文：1.{FIRST}")
        expect(cited.locator("mark")).to_have_text("县委组织部")
        expect(page.get_by_role("heading", name=f"一、{HEADING}")).to_be_visible()
        expect(page.locator("#chat")).to_be_visible(visible=size == DESKTOP)
        assert not overflowing(page)

        page.get_by_role("button", name="返回").click()
        expect(page.locator("#reader")).to_be_hidden()
        expect(page.get_by_role("link", name=LINK)).to_be_focused()


def test_an_example_is_asked_by_a_tap(browser: Browser, live: Live) -> None:
    with opened(browser, live) as page:
        example = page.locator("#examples button").first
        example.click()
        expect(page.locator(".asked")).to_have_text(f"问：{example.text_content()}")
        expect(page.locator(".answer blockquote")).to_have_count(1)


def test_every_clause_of_a_section_has_its_link(browser: Browser, live: Live) -> None:
    with opened(browser, live) as page:
        ask(page, "第一部分")
        expect(page.locator("blockquote")).to_have_text([f"1.{FIRST}", f"2.{SECOND}"])
        expect(page.locator(".cite .label")).to_have_text(["一、1", "一、2"])
        expect(page.locator(".kind")).to_have_text("整节 · 2 条")


def test_every_line_of_a_list_leads_to_its_clause(browser: Browser, live: Live) -> None:
    with opened(browser, live) as page:
        ask(page, "哪些任务提到红色基因")
        row = page.locator("a.row")
        expect(row.locator("mark")).to_have_text("红色基因")
        row.click()
        expect(page.locator(".is-cited mark")).to_have_text("红色基因")


def test_shows_where_something_was_cut_out_and_gives_the_file(browser: Browser, live: Live) -> None:
    with opened(browser, live) as page:
        page.get_by_role("link", name=TITLE).click()
        note = page.locator(".clause .cut")
        expect(note).to_have_text("此处已去除非正文内容")
        expect(page.locator(".clause del")).to_be_hidden()
        note.click()
        expect(page.locator(".clause del")).to_have_text(NOISE.strip())
        with page.expect_download() as download:
            page.get_by_role("link", name="下载原文件").click()
        assert download.value.suggested_filename == NAME
        assert download.value.path().read_bytes() == ORIGINAL


def test_a_link_to_a_clause_opens_it(browser: Browser, live: Live) -> None:
    with opened(browser, live) as page:
        ask(page, "第一部分第二项")
        link = page.get_by_role("link", name="在文件中查看 一、2").get_attribute("href")
        page.goto(f"{live.url}/{link}")
        page.reload()
        expect(page.locator(".is-cited")).to_contain_text(SECOND[:6])
        page.keyboard.press("Escape")
        expect(page.locator(".answer")).to_be_visible()


@pytest.mark.parametrize(
    "question",
    [
        "<img src=x onerror=alert(1)>",
        "<script>document.title='x'</script>",
        "[点我](javascript:alert(1))",
        "**粗**",
    ],
)
def test_markup_stays_text(browser: Browser, live: Live, question: str) -> None:
    with opened(browser, live) as page:
        page.on("dialog", lambda _: pytest.fail("a script of the question ran"))
        ask(page, question)
        expect(page.locator(".asked")).to_have_text(f"问：{question}")
        expect(page.locator(".log img, .log script, .log b")).to_have_count(0)
        expect(page).to_have_title("问策")


def test_the_markup_of_a_document_stays_text(browser: Browser, live: Live) -> None:
    with opened(browser, live) as page:
        ask(page, "第二部分第一项")
        expect(page.locator("blockquote")).to_have_text(f"1.{THIRD}")
        page.get_by_role("link", name=TITLE).click()
        expect(page.locator(".paper .clause").last).to_have_text(f"1.{THIRD}")
        expect(page.locator(".paper h3").first).to_have_text("一、加强***队伍建设")


def test_enter_of_an_input_method_does_not_send(browser: Browser, live: Live) -> None:
    with opened(browser, live) as page:
        page.get_by_label("问题").fill("wenti")
        page.evaluate(
            """document.getElementById("question").dispatchEvent(new KeyboardEvent(
                 "keydown", {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""
        )
        page.get_by_label("问题").press("Shift+Enter")
        expect(page.locator(".turn")).to_have_count(0)
        expect(page.get_by_label("问题")).to_have_value("wenti\n")


def test_too_long_a_question_is_held_back_with_a_hint(browser: Browser, live: Live) -> None:
    with opened(browser, live) as page:
        ask_field = page.get_by_label("问题")
        ask_field.fill("长" * 1003)
        expect(page.get_by_role("status")).to_contain_text("多了 3 字")
        ask_field.press("Enter")
        expect(page.locator(".turn")).to_have_count(0)
        ask_field.fill("长" * 1000)
        ask_field.press("Enter")
        expect(page.locator(".turn")).to_have_count(1)
        expect(page.locator(".answer")).to_be_visible(timeout=20_000)


def test_keeps_the_conversation_and_its_session_over_a_reload(
    browser: Browser, live: Live, assistant: Faulty
) -> None:
    with opened(browser, live) as page:
        ask(page, OWNER)
        page.reload()
        expect(page.locator(".answer mark")).to_have_text("县委组织部")
        ask(page, "第二部分")
        expect(page.locator(".answer")).to_have_count(2)
    assert len(assistant.sessions) == 1
    with opened(browser, live) as page:
        ask(page, OWNER)
    assert len(assistant.sessions) == 2


def test_an_error_is_told_and_can_be_tried_again(
    browser: Browser, live: Live, assistant: Faulty
) -> None:
    assistant.broken = True
    with opened(browser, live, quiet=False) as page:
        ask(page, OWNER)
        expect(page.get_by_role("alert")).to_contain_text("索引不见了")
        assistant.broken = False
        page.get_by_role("button", name="重试").click()
        expect(page.locator(".answer mark")).to_have_text("县委组织部")
        expect(page.get_by_role("alert")).to_have_count(0)


def test_without_a_network_it_says_so_and_recovers(browser: Browser, live: Live) -> None:
    with opened(browser, live, quiet=False) as page:
        page.context.set_offline(True)
        ask(page, OWNER)
        expect(page.get_by_role("alert")).to_contain_text("没有网络")
        page.context.set_offline(False)
        page.get_by_role("button", name="重试").click()
        expect(page.locator(".answer mark")).to_have_text("县委组织部")


def test_asks_again_without_streaming_where_a_stream_breaks_off(
    browser: Browser, live: Live
) -> None:
    with opened(browser, live) as page:
        page.route(
            "**/api/ask/stream",
            lambda route: route.fulfill(
                content_type="text/event-stream", body='event: text\ndata: "半句"\n\n'
            ),
        )
        ask(page, OWNER)
        expect(page.locator(".answer mark")).to_have_text("县委组织部")


def test_works_with_the_keyboard_alone(browser: Browser, live: Live) -> None:
    with opened(browser, live, DESKTOP) as page:
        page.locator("#examples button").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".answer")).to_be_visible()
        page.locator(".cite").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".is-cited")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".cite")).to_be_focused()


def test_large_text_still_fits_a_phone(browser: Browser, live: Live) -> None:
    with opened(browser, live, (360, 640)) as page:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        ask(page, OWNER)
        assert not overflowing(page)
        page.get_by_role("link", name=LINK).click()
        expect(page.locator(".is-cited")).to_be_in_viewport()
        assert not overflowing(page)


def test_the_api_documentation_works_offline(browser: Browser, live: Live) -> None:
    with opened(browser, live, DESKTOP) as page:
        page.goto(f"{live.url}/docs")
        expect(page.get_by_text("提问，一次取回回答")).to_be_visible()
        page.get_by_text("提问，一次取回回答").click()
        expect(page.get_by_role("button", name="Try it out")).to_be_visible()
