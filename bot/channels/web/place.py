"""Links from elsewhere that open the page at a cited clause: signed, and good for a while."""

import json
from collections.abc import Callable
from urllib.parse import quote

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse

from bot.answer import Citation
from bot.channels.web.serving import Saying
from bot.secret import Seals

GOOD_FOR = 7 * 86_400  # seconds


def address_of(public_url: str, seals: Seals) -> Callable[[Citation], str]:
    """The link for a citation, where readers open the page at `public_url`."""
    origin = public_url.rstrip("/")

    def address(citation: Citation) -> str:
        place = json.dumps([citation.source, citation.start, citation.end], ensure_ascii=False)
        return f"{origin}/at/{seals.seal(place)}"

    return address


def router(seals: Seals) -> APIRouter:
    """`GET /at/{link}`: on to the page, 404 for a link that is forged or too old."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/at/{link}")
    def at(link: str, say: Saying) -> RedirectResponse:
        opened = seals.open(link, GOOD_FOR)
        if opened is None:
            raise HTTPException(404, say("web_link_expired"))
        source, start, end = json.loads(opened)
        where = f"{quote(str(source), safe='')}/{int(start)}-{int(end)}"
        # Relative: the page may stand below a path of its origin.
        return RedirectResponse(f"../#/doc/{where}", 303)

    return routes
