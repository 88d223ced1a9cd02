"""The chat page in a real browser, over a real server."""

import pytest
from playwright.sync_api import Browser, expect

from tests.live import Live
from tests.plan import FIRST, HEADING, NAME, NOISE, ORIGINAL, SECOND, THIRD, TITLE
from tests.system.page import DESKTOP, LINK, OWNER, PHONE, ask, opened, overflowing

pytestmark = pytest.mark.system


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
