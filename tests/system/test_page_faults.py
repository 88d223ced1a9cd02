"""The chat page when something goes wrong, or is typed as it should not be."""

import pytest
from playwright.sync_api import Browser, expect

from tests.live import Live
from tests.system.page import OWNER, Faulty, ask, opened

pytestmark = pytest.mark.system


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


def test_a_place_of_another_version_is_not_guessed_at(browser: Browser, live: Live) -> None:
    with opened(browser, live) as page:
        ask(page, OWNER)
        link = page.locator(".cite").get_attribute("href") or ""
        start, end = link.split("/")[3].split("-")
        page.goto(f"{live.url}/{link.replace(f'{start}-{end}', f'{int(start) + 1}-{end}')}")
        page.reload()
        expect(page.locator("#paper").get_by_role("status")).to_contain_text("文件更新过")
        expect(page.locator(".is-cited")).to_have_count(0)
