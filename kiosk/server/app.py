"""Builds the web application from the route table: JSON in, JSON out, every refusal in one shape."""

import logging
import sqlite3
from collections.abc import Iterable

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from kiosk.server.gate import DateHeader, SafeHeaders, TokenGate
from kiosk.server.office import Office, Operation
from kiosk.server.refusal import Refusal, bad_request

_log = logging.getLogger(__name__)


def build_app(office: Office, token: str, operations: Iterable[Operation]) -> Starlette:
    """The application that answers `operations` to whoever shows `token`."""
    app = Starlette(
        routes=[_route(office, operation) for operation in operations],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(DateHeader, clock=office.clock),
            Middleware(TokenGate, token=token, clock=office.clock),
        ],
        exception_handlers={
            Refusal: _refused,
            HTTPException: _no_such_route,
            sqlite3.Error: _storage_failed,
            Exception: _unexpected,
        },
    )
    app.router.redirect_slashes = False  # nobody is sent elsewhere, least of all to a host that the request names
    return app


def _route(office: Office, operation: Operation) -> Route:
    async def endpoint(request: Request) -> Response:
        if "" in request.query_params:
            raise bad_request("A parameter has a value and no name.")
        answer = await operation.answer(office, request)
        return answer if isinstance(answer, Response) else _json(200, answer)

    return Route(operation.path, endpoint, methods=[operation.method], name=operation.name)


def _json(status: int, value: object) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def _error(status: int, code: str, message: str) -> Response:
    return _json(status, {"error": {"code": code, "message": message}})


async def _refused(_request: Request, error: Exception) -> Response:
    refusal = error if isinstance(error, Refusal) else Refusal(500, "unexpected", "Unexpected.")
    return _error(refusal.status, refusal.code, refusal.message)


async def _no_such_route(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    code, message = {
        404: ("not_found", "There is no such path on this server."),
        405: ("method_not_allowed", "This path does not take this method."),
    }.get(status, ("refused", "The request is refused."))
    answer = _error(status, code, message)
    if status == 405:  # noqa: PLR2004 - method not allowed
        answer.headers["allow"] = ", ".join(sorted(_methods(request)))
    return answer


def _methods(request: Request) -> set[str]:
    """What the path of a request takes."""
    routes = [one for one in request.app.routes if one.matches(request.scope)[0] is not Match.NONE]
    return {method for one in routes for method in one.methods}


async def _storage_failed(_request: Request, error: Exception) -> Response:
    _log.error("The data file cannot be used: %s", error)
    return _error(503, "storage_failed", "The server cannot use its data file now: the disk may be full.")


async def _unexpected(_request: Request, _: Exception) -> Response:
    return _error(500, "unexpected", "The server failed unexpectedly; its log says more.")
