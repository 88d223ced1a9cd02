"""`/docs`: the OpenAPI description in Swagger UI, whose files come with a package, not a CDN."""

from fastapi import APIRouter
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from bot.channels.web.guard import CONTENT_POLICY
from bot.channels.web.page import STATIC

router = APIRouter(include_in_schema=False)
swagger = StaticFiles(packages=[("fastapi_offline", "static")])


@router.get("/docs")
async def docs() -> FileResponse:
    # Swagger UI builds markup out of strings, which the page's own policy forbids.
    return FileResponse(
        STATIC / "docs.html",
        media_type="text/html",
        headers={"Content-Security-Policy": CONTENT_POLICY},
    )
