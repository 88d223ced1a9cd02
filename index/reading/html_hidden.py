"""What of a page is no text in force: scripts, navigation, hidden and deleted elements."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NO_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "canvas",
        "audio",
        "video",
        "map",
        "input",
        "select",
        "button",
        "textarea",
        "option",
        "datalist",
        "nav",
        "footer",
        "aside",
        "menu",
    ]
)
_PROSE = re.compile(r"[，。；、]")
_DELETED = frozenset({"del", "s", "strike"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu"})
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_RULE = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^;{}]*;")
_SELECTOR = re.compile(r"(\w+)?([.#])([\w-]+)")


def drop_parts(root: "HtmlElement") -> None:
    """Take out what is no text on any page: scripts, forms' controls, marked navigation."""
    hiding = _hiding_rules(root)
    for element in list(root.iter()):
        if (
            not isinstance(element.tag, str)
            or element.tag in _NO_TEXT
            or element.get("role") in _ROLES
        ):
            _drop(element)
    for element in list(root.iter()):
        if _matches(element, hiding):
            element.set("hidden", "")


def drop_hidden(root: "HtmlElement") -> int:
    """Take out hidden and deleted elements; how many of them had text.

    A page that hides all of its text until a script shows it keeps that text.
    """
    found = [each for each in root.iter() if _is_hidden(each)]
    outer = [each for each in found if not any(_is_hidden(up) for up in each.iterancestors())]
    whole = prose(root)
    count = 0
    for element in outer:
        own = prose(element)
        if own and own == whole:
            return count + _reveal(element)
        count += bool(squeezed(element))
        _drop(element)
    return count


def _reveal(element: "HtmlElement") -> int:
    """Show an element that holds all of the page's text; what is hidden within it goes."""
    element.attrib.pop("style", None)
    element.attrib.pop("hidden", None)
    element.attrib.pop("aria-hidden", None)
    return drop_hidden(element) if element.tag not in _DELETED else 0


def prose(element: "HtmlElement") -> int:
    """How many marks of punctuation stand outside links: lists of links have none."""
    inside = sum(len(_PROSE.findall(link.text_content())) for link in element.iter("a"))
    return len(_PROSE.findall(element.text_content())) - inside


def _drop(element: "HtmlElement") -> None:
    """Remove an element but not the text behind it."""
    if element.getparent() is not None:
        element.drop_tree()


def _is_hidden(element: "HtmlElement") -> bool:
    return (
        element.tag in _DELETED
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDING.search(element.get("style") or ""))
    )


def _hiding_rules(root: "HtmlElement") -> set[tuple[str, str]]:
    """The classes and ids that the page's own style sheets hide on every screen: (`.`, name)."""
    rules: set[tuple[str, str]] = set()
    for style in root.iter("style"):
        sheet = _AT_RULE.sub("", re.sub(r"/\*.*?\*/", "", style.text or "", flags=re.DOTALL))
        for selectors, declarations in _RULE.findall(sheet):
            if _HIDING.search(declarations):
                found = (_SELECTOR.fullmatch(each.strip()) for each in selectors.split(","))
                rules |= {(match[2], match[3]) for match in found if match and not match[1]}
    return rules


def _matches(element: "HtmlElement", rules: set[tuple[str, str]]) -> bool:
    if not rules:
        return False
    names = {(".", name) for name in (element.get("class") or "").split()}
    return not rules.isdisjoint(names | {("#", element.get("id") or "")})


def squeezed(element: "HtmlElement") -> str:
    return re.sub(r"\s", "", element.text_content())
