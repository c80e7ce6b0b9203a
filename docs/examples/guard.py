"""What stands between the service and the world: a limit of size, errors without personal data.

Errors are answered as problems of RFC 9457 (``application/problem+json``).
"""

from __future__ import annotations

import logging
import traceback
from http import HTTPStatus

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as AnyHTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 8 * 1024 * 1024

log = logging.getLogger("tsur.service")


class Guard:
    """Refuse a body that is too long; answer for what broke without a word of its data."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            event = await receive()
            taken += len(event.get("body", b""))
            if taken > MOST_BYTES:
                raise HTTPException(413, f"тело запроса больше {MOST_BYTES} байтов")
            return event

        try:
            await self.app(scope, counted, send)
        except Exception as error:  # the server's own log would quote the error, and a text in it
            at = traceback.extract_tb(error.__traceback__)[-1]
            log.error("%s at %s:%s", type(error).__name__, at.filename, at.lineno)
            await problem(500, "сбой сервиса: место записано в журнал")(scope, receive, send)


def problem(status: int, detail: str, **more: object) -> JSONResponse:
    """Answer with a problem."""
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(body, status, media_type="application/problem+json")


async def refused(_: Request, error: AnyHTTPException) -> JSONResponse:
    """Answer to what the service refuses."""
    return problem(error.status_code, str(error.detail))


async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
    """Tell which field is wrong; its value may be personal data and is not repeated."""
    wrong = [{"where": ".".join(map(str, e["loc"])), "what": e["msg"]} for e in error.errors()]
    return problem(422, "запрос не по схеме: что не так, сказано в errors", errors=wrong)


def protect(app: FastAPI) -> None:
    """Put the guard before a service."""
    app.exception_handler(AnyHTTPException)(refused)
    app.exception_handler(RequestValidationError)(invalid)
    app.add_middleware(Guard)
