"""Errors as RFC 9457 problems: a status, a short Chinese reason, never a trace."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot.channels.web.guard import HEADERS
from bot.wording import Say
from index.errors import WenceError

_WORDS = {
    404: "http_not_found",
    405: "http_method_not_allowed",
    413: "http_too_large",
    422: "http_malformed",
}


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """The problem as a response; `detail` is for the reader."""
    return JSONResponse(
        {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
        },
        status,
        headers,
        "application/problem+json",
    )


def answer_with_problems(app: FastAPI, say: Say) -> None:
    """Turn whatever a route of `app` raises into a problem."""

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        if _is_malformed(error):
            return problem(422, say("http_malformed"))
        return problem(error.status_code, _detail(error, say), dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def malformed(_: Request, __: RequestValidationError) -> JSONResponse:
        return problem(422, say("http_malformed"))

    @app.exception_handler(WenceError)
    async def unavailable(_: Request, error: WenceError) -> JSONResponse:
        return problem(503, str(error))

    @app.exception_handler(Exception)
    async def broken(_: Request, __: Exception) -> JSONResponse:
        # Answered outside every middleware, so it brings the headers itself.
        return problem(500, say("http_broken"), HEADERS)


def _detail(error: HTTPException, say: Say) -> str:
    if error.detail != HTTPStatus(error.status_code).phrase:
        return error.detail
    return say(_WORDS.get(error.status_code, "http_refused"))


def _is_malformed(error: HTTPException) -> bool:
    # FastAPI says 400 of a body that breaks the decoder itself: not UTF-8, nested too deep,
    # a number of thousands of digits. To the caller it is malformed JSON like any other.
    return error.status_code == 400 and isinstance(error.__cause__, ValueError | RecursionError)
