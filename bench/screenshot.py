"""Take docs/screenshot.png of a running server: python -m bench.screenshot [URL] [--to FILE].

A desktop and a phone beside each other: an answer with its clause open in its place, and an owner
question. Needs Chromium.
"""

import argparse
import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
DESKTOP, PHONE = (1160, 760), (390, 760)
MARGIN, GROUND = 24, (226, 230, 234)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--to", type=Path, default=Path("docs/screenshot.png"))
    given = parser.parse_args()
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as browser,
    ):
        pictures = [
            _shown(browser, given.url, DESKTOP, "书店要新增多少家", opens="在文件中查看"),
            _shown(browser, given.url, PHONE, "五（三）由谁负责", opens=None),
        ]
    _beside(pictures).quantize(128, dither=Image.Dither.NONE).save(given.to, optimize=True)
    print(f"{given.to}: {given.to.stat().st_size // 1024} kB")


def _shown(
    browser: Browser, url: str, size: tuple[int, int], question: str, opens: str | None
) -> Image.Image:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", locale="zh-CN"
    )
    page = context.new_page()
    page.goto(url)
    page.locator("#examples button").first.wait_for()
    page.get_by_label("问题").fill(question)
    page.get_by_label("问题").press("Enter")
    page.locator('.reply:not([aria-busy="true"])').last.wait_for()
    if opens:
        page.get_by_label(opens).first.click()
        page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return picture


def _beside(pictures: list[Image.Image]) -> Image.Image:
    width = sum(picture.width for picture in pictures) + MARGIN * (len(pictures) + 1)
    height = max(picture.height for picture in pictures) + 2 * MARGIN
    whole = Image.new("RGB", (width, height), GROUND)
    at = MARGIN
    for picture in pictures:
        whole.paste(picture, (at, MARGIN))
        at += picture.width + MARGIN
    return whole


if __name__ == "__main__":
    main()
