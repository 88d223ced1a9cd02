"""Where a page's main text stands, and what the page says about the document around it."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from index.reading.html_blocks import blocks_of
from index.reading.html_hidden import prose, squeezed
from index.reading.source import Line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHARE = 0.8  # of the page's prose that the main element must hold
_LINKS = 0.5  # more link text than this is a list of links
_TITLE_NAMES = ("ArticleTitle", "title", "og:title")
_FACT = re.compile(
    r"(?:文\s*号|发文字号|公文字号|索\s*引\s*号|统一编号|发布机关|发文机关|发文机构|发布机构|制发机关|"
    r"成文日期|发文日期|发布日期|印发日期|生成日期|实施日期|生效日期|施行日期|失效日期|废止日期|文件状态|"
    r"有\s*效\s*性|效力状态|主题分类)\s*[:：]"
)
_TITLE = 4  # characters that a title has at least
_TELLING = 20  # characters of a line that does not come twice by chance
_REPEATED = 0.35  # of all text: from here on it is a copy of the whole
_OTHER = re.compile(r"\s+[\u4e00-\u9fff]{2,6}\s*[:：]")  # a label that is no fact of use
_MAX_FACTS = 800  # characters: a longer block is text of its own
_SITE = re.compile(r"[\s\xa0]*[-_|—–][\s\xa0]*[^-_|—–]*(?:网|网站|门户|政府|平台)[^-_|—–]*$")


def main_element(root: "HtmlElement") -> "HtmlElement":
    """The innermost element that holds most of the page's prose, lists of links taken out of it."""
    body = root.find("body")
    found = root if body is None else body
    whole = prose(found)
    while whole:
        weights = [(child, prose(child)) for child in found if isinstance(child.tag, str)]
        best = max(weights, key=lambda pair: pair[1], default=(found, 0))
        if best[1] < _SHARE * whole or _is_text_level(best[0]):
            break
        found = best[0]
    if whole:
        _drop_link_lists(found)
    return found


def _is_text_level(element: "HtmlElement") -> bool:
    """A paragraph or table is part of a text, not the place of one, unless it lays the page out."""
    if element.tag == "table":
        return len(element.xpath("./tr/td|./tbody/tr/td")) > 1
    return element.tag in {"p", "tr", "td", "span", "font", "b", "strong", "li", "blockquote"}


def _drop_link_lists(main: "HtmlElement") -> None:
    """Related reports, breadcrumbs, shares: blocks that are links and little else."""
    for element in list(main.iter("ul", "div", "dl", "ol", "h1", "p")):
        if element is main or element.getparent() is None:
            continue
        length = len(squeezed(element))
        links = [link for link in element.iter("a") if squeezed(link)]
        linked = sum(len(squeezed(link)) for link in links)
        if len(links) > 1 and linked > _LINKS * length and not _is_annex_list(links):
            element.drop_tree()


def drop_repeat(lines: list[Line]) -> list[Line]:
    """The lines without a second copy of the text, such as a page keeps for phones or printers."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if len(line.text) >= _TELLING:
            places.setdefault(line.text, []).append(at)
    steps = Counter(each[1] - each[0] for each in places.values() if len(each) > 1)
    step, _ = steps.most_common(1)[0] if steps else (0, 0)
    again = {
        at for at in range(step, len(lines)) if step and lines[at].text == lines[at - step].text
    }
    repeated = sum(len(lines[at].text) for at in again)
    if repeated < _REPEATED * sum(len(line.text) for line in lines):
        return lines
    return [line for at, line in enumerate(lines) if at not in again]


def _is_annex_list(links: "list[HtmlElement]") -> bool:
    return any("附件" in link.text_content() for link in links)


def page_title(root: "HtmlElement") -> str | None:
    """The document's title: what the page declares, else its only headline, else its window's."""
    for name in _TITLE_NAMES:
        for meta in root.xpath("//meta[@name=$name or @property=$name]", name=name):
            content = _spaced(meta.get("content") or "")
            if len(content) >= _TITLE:
                return content
    heads = {text for h1 in root.iter("h1") if len(text := _spaced(h1.text_content())) >= _TITLE}
    if len(heads) == 1:
        return heads.pop()
    window = root.find(".//title")
    text = _SITE.sub("", _spaced(window.text_content())) if window is not None else ""
    return text or None


def metadata_lines(root: "HtmlElement", main: "HtmlElement") -> list[str]:
    """What the page states about the document outside its main text: 文号, dates, whether in force.

    As the page has it, one fact a line.
    """
    inside = {*main.iter(), *main.iterancestors()}
    for element in root.iter("div", "table", "ul", "dl", "section", "tbody"):
        if element in inside:
            continue
        text = element.text_content()
        if len(squeezed(element)) <= _MAX_FACTS and len(_FACT.findall(text)) > 1:
            return _facts([line.text for line in blocks_of(element)])
    return []


def _facts(texts: list[str]) -> list[str]:
    """Labels with their values, which may stand on the next line; a label alone is no fact."""
    joined = re.sub(r"\s*\n\s*", " ", "\n".join(texts))
    found = list(_FACT.finditer(joined))
    ends = [match.start() for match in found[1:]] + [len(joined)]
    facts = [
        (re.sub(r"[\s：:]", "", match[0]), _OTHER.split(joined[match.end() : end])[0].strip())
        for match, end in zip(found, ends, strict=True)
    ]
    return [f"{label}：{value}" for label, value in facts if 0 < len(value) < 80]


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
