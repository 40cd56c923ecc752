"""What is wrong with rooms: the local server keeps what people report, and lists it."""

from datetime import datetime

import msgspec

from kiosk.backends.errors import Garbled, NotFound
from kiosk.backends.http.decode import Unreadable, decode_all, parse
from kiosk.backends.http.query import encode
from kiosk.backends.http.records import Id, Wire
from kiosk.backends.http.transport import Transport
from kiosk.domain.problem import Report, Reported

PATH = "/api/kiosk/v1/problems"
ROWS = 500


class ReportedRoom(Wire):
    """The room that it is about."""

    id: Id
    name: str = ""


class LocalProblem(Wire):
    """One report in the list."""

    vital = frozenset({"bookableResource", "bookableResource.id", "problem", "time"})

    bookable_resource: ReportedRoom
    problem: str
    time: datetime
    text: str | None = None


class LocalProblems:
    """Reports to one local server, and asks it for the list. Methods raise `BackendError`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def report(self, report: Report, key: str) -> None:
        """Once a key, however often it is sent."""
        room = report.room.id
        if not (room.isascii() and room.isdecimal()):
            raise _no_room()
        body = {"problem": report.problem.value, "text": report.text or None, "time": report.at}
        path = f"/api/kiosk/v1/rooms/{room}/problems"
        try:
            headers = ((b"Idempotency-Key", key.encode("ascii")),)
            await self._transport.request("POST", path, body=msgspec.json.encode(body), headers=headers)
        except NotFound:
            raise _no_room() from None

    async def newest(self) -> tuple[Reported, ...]:
        """At most five hundred, in one request."""
        answer = await self._transport.request("GET", PATH, encode({"row": ROWS}))
        try:
            page = parse(answer.body)
        except Unreadable:
            page = None
        found = page.get("data") if isinstance(page, dict) else None
        if not isinstance(found, list):
            sentence = f"{self._transport.address.origin}{PATH} should answer a page, but answered something else."
            raise Garbled(sentence, "Check that the address is that of a `kiosk server`.")
        good = decode_all(LocalProblem, found).items
        return tuple(_reported(one) for one in good if one.time.tzinfo is not None)


def _reported(one: LocalProblem) -> Reported:
    room = one.bookable_resource
    return Reported(str(room.id), room.name, one.problem, one.text or "", one.time)


def _no_room() -> NotFound:
    return NotFound("The server knows no such room.", "`kiosk rooms` lists those that it knows.")
