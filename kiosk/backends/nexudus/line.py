"""The connections to a Nexudus account: counted against its budget, and its ways of refusing made plain HTTP."""

from dataclasses import replace

import httpx

from kiosk.backends.http.address import Address
from kiosk.backends.http.body import BodyTooLarge, BodyUnreadable, read_body
from kiosk.backends.http.decode import Unreadable
from kiosk.backends.http.exchange import Connections, Incoming, Outgoing, Stream
from kiosk.backends.http.network import Patience
from kiosk.backends.nexudus.budget import Budget, Need
from kiosk.backends.nexudus.envelope import read_outcome

TOKEN = "/api/token"  # noqa: S105 - a path
AVAILABLE = "/api/spaces/bookings/available"
LARGEST_REFUSAL = 1 << 16
ANEW = (b"Cache-Control", b"no-cache")
_OK, _BAD_REQUEST, _CONFLICT, _UNPROCESSABLE, _TOO_MANY, _FAILED = 200, 400, 409, 422, 429, 500


class Outspoken(Connections):
    """Reads the body of a refusal too: it says whether the server looked at the request."""

    async def _read(self, response: httpx.Response, stream: Stream | None) -> Incoming:
        answer = await super()._read(response, stream)
        if response.is_success or response.is_stream_consumed:
            return answer
        try:
            body = await read_body(
                response.aiter_raw(), answer.headers.get("content-encoding", ""), min(self._cap, LARGEST_REFUSAL)
            )
        except (BodyTooLarge, BodyUnreadable):
            return answer
        return replace(answer, body=body)


class Line(Outspoken):
    """Every request that goes out, also one that is tried again, is taken from the `budget` first."""

    def __init__(self, address: Address, cap: int, *, budget: Budget, client_id: str = "") -> None:
        super().__init__(address, cap)
        self._prefix = address.prefix
        self._budget = budget
        self._client_id = client_id

    async def send(self, request: Outgoing, patience: Patience) -> Incoming:
        """As `Connections.send`; raises `Throttled` too, where the budget is spent past the patience.

        A throttled request answers 429, and a refused write 200 with its body, whatever status they came with.
        """
        path = request.target.partition("?")[0].removeprefix(self._prefix)
        await self._budget.take(patience.left(), _need(request, path))
        answer = await super().send(self._form(request) if path == TOKEN else request, patience)
        if _is_throttling(request, answer):
            return replace(answer, status=_TOO_MANY)
        return replace(answer, status=_OK) if _is_outcome(request, answer) else answer

    def _form(self, request: Outgoing) -> Outgoing:
        """A request for tokens is a form [K: JSON is refused] with the client's id, and shows no other key."""
        kept = tuple(pair for pair in request.headers if pair[0] not in {b"Authorization", b"Content-Type"})
        form = (b"Content-Type", b"application/x-www-form-urlencoded")
        return replace(request, headers=(*kept, form, (b"client_id", self._client_id.encode())))


def _need(request: Outgoing, path: str) -> Need:
    """What a request is for: reading anew is a part of acting, and one record by its id makes a picture finer."""
    if path in {TOKEN, AVAILABLE} or ANEW in request.headers:
        return Need.ACT
    if request.method != "GET":
        return Need.WRITE
    return Need.DETAIL if path.rpartition("/")[2].isdecimal() else Need.POLL


def _is_throttling(request: Outgoing, answer: Incoming) -> bool:
    """409 asks for patience where it names a time [K]; without one only where nothing could be in conflict [I]."""
    return answer.status == _CONFLICT and ("retry-after" in answer.headers or request.method == "GET")


def _is_outcome(request: Outgoing, answer: Incoming) -> bool:
    """Whether a refusal is the server's considered no to a write; which status that comes with is not known [?]."""
    if request.method == "GET" or answer.status not in {_BAD_REQUEST, _CONFLICT, _UNPROCESSABLE, _FAILED}:
        return False
    try:
        return not read_outcome(answer.body).done
    except Unreadable:
        return False
