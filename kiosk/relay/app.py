"""The relay as a web application: the paths of the account's API that panels use, and no other."""

import math
from collections.abc import Awaitable, Callable
from email.utils import format_datetime

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.backends.errors import BackendError, NotFound, Rejected, ServerTrouble, Throttled
from kiosk.backends.nexudus.budget import Budget
from kiosk.backends.nexudus.operations import ROWS, Operation
from kiosk.backends.nexudus.passed_on import written
from kiosk.backends.nexudus.relayed import PATIENCE, RELAY, RelayReport
from kiosk.clock import Clock
from kiosk.relay.gateway import Gateway, Wish
from kiosk.relay.watched import Watched
from kiosk.server.body import read_body
from kiosk.server.gate import SafeHeaders, TokenGate
from kiosk.server.refusal import Refusal

MARGIN = 0.5
LONGEST_PATIENCE = 120.0


class Counter:
    """Takes panels' requests in and hands answers out, each with its age and the account's time."""

    def __init__(self, gateway: Gateway, watched: Watched, budget: Budget, clock: Clock) -> None:
        self._gateway = gateway
        self._watched = watched
        self._budget = budget
        self._clock = clock

    def endpoint(self, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
        """What answers requests for one operation."""

        async def answered(request: Request) -> Response:
            arrived = self._clock.monotonic()
            kept = await self._gateway.answer(await _wish(operation, request))
            age = math.ceil(max(arrived - kept.since, 0.0))
            return Response(kept.body, headers={"Age": str(age), **self._dated()}, media_type="application/json")

        return answered

    async def report(self, _request: Request) -> Response:
        """What the relay says of itself."""
        return Response(msgspec.json.encode(RelayReport(self._budget.last_minute)), media_type="application/json")

    def _dated(self) -> dict[str, str]:
        """The account's time now, as it is known from its answers, whether or not this one was kept."""
        moment = self._watched.server_time()
        return {} if moment is None else {"Date": format_datetime(moment, usegmt=True)}


def build_app(counter: Counter, token: str, clock: Clock) -> Starlette:
    """The application that answers whoever shows `token`."""
    rows = sorted(ROWS, key=lambda row: "{id}" in row.path)
    routes = [Route(row.path, counter.endpoint(row), methods=[row.method], name=row.name) for row in rows]
    app = Starlette(
        routes=[Route(RELAY, counter.report, methods=["GET"]), *routes],
        middleware=[Middleware(SafeHeaders), Middleware(TokenGate, token=token, clock=clock)],
        exception_handlers={
            BackendError: _failed,
            Refusal: _failed,
            HTTPException: _failed,
            Exception: _failed,
        },
    )
    app.router.redirect_slashes = False  # nobody is sent elsewhere, least of all to a host that the request names
    return app


async def _wish(operation: Operation, request: Request) -> Wish:
    """The request as a wish. Raises `Rejected` for a value or a body that has no place in it."""
    values = {**request.query_params, **request.path_params}
    body = bytes(await read_body(request, msgspec.Raw)) if operation.method in {"POST", "PUT"} else None
    try:
        operation.target(values, has_body=body is not None)
    except ValueError as wrong:
        raise Rejected(f"The relay lets no such request through: {wrong}.") from None
    anew = request.headers.get("cache-control", "") == "no-cache"
    return Wish(operation, values, body, anew, _patience(request.headers.get(PATIENCE.decode(), "")))


def _patience(text: str) -> float:
    """For how long the panel waits, less what the way back takes; a long time where it does not say."""
    try:
        seconds = float(text)
    except ValueError:
        return LONGEST_PATIENCE
    return min(seconds - MARGIN, LONGEST_PATIENCE) if math.isfinite(seconds) else LONGEST_PATIENCE


async def _failed(_request: Request, failure: Exception) -> Response:
    error = _named(failure)
    status, body = written(error)
    waits = isinstance(error, Throttled) and error.retry_after > 0
    headers = {"Retry-After": str(math.ceil(error.retry_after))} if waits and isinstance(error, Throttled) else {}
    return Response(body, status, headers, media_type="application/json")


def _named(failure: Exception) -> BackendError:
    match failure:
        case BackendError():
            return failure
        case Refusal():
            return Rejected(failure.message)
        case HTTPException():
            return NotFound("The relay lets no such request through.")
        case _:
            return ServerTrouble("The relay failed unexpectedly.", "Its log says more.")
