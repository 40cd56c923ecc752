"""What the documented operations cannot do: check in, check out, extend, end and cancel a booking."""

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import msgspec
from starlette.requests import Request

from kiosk.server.body import read_body
from kiosk.server.bookings import refuse_overlap
from kiosk.server.instants import DAY, MINUTE, period, to_ms
from kiosk.server.numbers import BOOKED, BOOKING_STATES, CANCELLED, CHECKED_OUT, USING, WAITING, name_of
from kiosk.server.office import Office, Operation
from kiosk.server.query import believable
from kiosk.server.refusal import bad_request, conflict, not_found
from kiosk.server.routes.appointments import state_at

OPENS = 10 * MINUTE
SECOND = 1000
MOST_MINUTES = 1440
LONGEST_DAYS = 31
_LIVE = (BOOKED, USING, WAITING)
_FOUND = """
    SELECT b.id, min(a.starts) AS starts, max(a.ends) AS ends, min(r.time_zone) AS time_zone,
        json_group_array(DISTINCT a.resource_id) AS resource_ids, {state} AS state
    FROM booking b JOIN appointment a ON a.booking_id = b.id AND NOT a.preparation
    JOIN resource r ON r.id = a.resource_id WHERE CAST(b.id AS TEXT) = ? GROUP BY b.id"""


class More(msgspec.Struct):
    """The body of extend: so many minutes more, or until an instant, which two who ask at once do not add up."""

    minutes: int | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A live booking as it stands at `now`; instants in milliseconds."""

    id: int
    starts: int
    ends: int
    state: int
    now: int

    @property
    def running(self) -> bool:
        """Whether the booking covers now."""
        return self.starts < self.now < self.ends


Act = Callable[[sqlite3.Connection, Held], None]


def check_in(connection: sqlite3.Connection, held: Held) -> None:
    """From ten minutes before the start; a second time changes nothing."""
    if held.now < held.starts - OPENS:
        raise conflict("Check-in opens ten minutes before the start.", "too_early")
    _turn(connection, held, USING)


def end(connection: sqlite3.Connection, held: Held) -> None:
    """The rest of the time is free again; what follows as preparation moves up."""
    if not held.running:
        raise conflict("The booking has not begun yet.", "not_running")
    _move_end(connection, held, max(held.starts + SECOND, held.now - held.now % SECOND))
    _turn(connection, held, CHECKED_OUT)


def cancel(connection: sqlite3.Connection, held: Held) -> None:
    """The whole time is free again."""
    _turn(connection, held, CANCELLED)


def extend(minutes: int) -> Act:
    """Longer by so many minutes, where nothing is in the way."""

    def act(connection: sqlite3.Connection, held: Held) -> None:
        _lengthen(connection, held, held.ends + minutes * MINUTE)

    return act


def extend_until(until: int) -> Act:
    """Until that instant, at most a day longer, where nothing is in the way; what lasts that long stays as it is."""

    def act(connection: sqlite3.Connection, held: Held) -> None:
        if until - held.ends > MOST_MINUTES * MINUTE:
            raise bad_request(f"until must be at most {MOST_MINUTES} minutes after the end.")
        if until > held.ends:
            _lengthen(connection, held, until)

    return act


async def act_on(office: Office, request: Request, act: Act, reach: int = 0) -> object:
    """Do it to the booking that the path names, and answer how it stands then."""
    now, key = office.now(), request.path_params["id"]
    await office.days.fill(now, now + DAY + reach, now)
    answer, resource_ids = await office.store.write(partial(_act, key, now, act))
    office.changed(resource_ids)
    return answer


def _act(key: str, now: int, act: Act, connection: sqlite3.Connection) -> tuple[dict[str, object], list[int]]:
    row = _found(connection, key, now)
    held = Held(row["id"], row["starts"], row["ends"], row["state"], now)
    if held.state not in _LIVE or held.ends <= now:
        raise conflict("The booking is over or cancelled.", "over")
    act(connection, held)
    row = _found(connection, key, now)
    resource_ids = msgspec.json.decode(row["resource_ids"], type=list[int])
    return {
        "id": row["id"],
        "bookingState": name_of(BOOKING_STATES, row["state"]),
        "period": period(row["starts"], row["ends"], row["time_zone"]),
        "bookableResourceIds": resource_ids,
    }, resource_ids


def _found(connection: sqlite3.Connection, key: str, now: int) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(_FOUND.format(state=state_at(now)), (key,)).fetchone()
    if row is None or row["starts"] is None:
        raise not_found("There is no booking with this id.")
    return row


def _turn(connection: sqlite3.Connection, held: Held, state: int) -> None:
    connection.execute(
        "UPDATE booking SET state = ?, turns_into = NULL, turns_at = NULL WHERE id = ?", (state, held.id)
    )


def _lengthen(connection: sqlite3.Connection, held: Held, ends: int) -> None:
    _move_end(connection, held, ends)
    refuse_overlap(connection, held.id, held.now)


def _move_end(connection: sqlite3.Connection, held: Held, ends: int) -> None:
    move = ends - held.ends
    after = "UPDATE appointment SET starts = starts + :m, ends = ends + :m WHERE booking_id = :b AND starts >= :e"
    meeting = "UPDATE appointment SET ends = :to WHERE booking_id = :b AND NOT preparation"
    connection.execute(after, {"m": move, "b": held.id, "e": held.ends})
    connection.execute(meeting, {"to": ends, "b": held.id})


def _plain(act: Act) -> Callable[[Office, Request], Awaitable[object]]:
    async def answer(office: Office, request: Request) -> object:
        return await act_on(office, request, act)

    return answer


async def _extend(office: Office, request: Request) -> object:
    more = await read_body(request, More)
    match more.minutes, more.until:
        case int(minutes), None if 1 <= minutes <= MOST_MINUTES:
            return await act_on(office, request, extend(minutes), minutes * MINUTE)
        case None, datetime(tzinfo=tzinfo) as until if tzinfo is not None:
            ends = to_ms(believable(until, "until").replace(microsecond=0))
            reach = min(max(ends - office.now(), 0), (LONGEST_DAYS + 1) * DAY)
            return await act_on(office, request, extend_until(ends), reach)
        case _:
            raise bad_request(f"Give minutes, 1 to {MOST_MINUTES}, or until, an instant with its offset.")


_PATH = "/api/kiosk/v1/bookings/{id}/"
OPERATIONS = (
    Operation("kiosk.check_in", "POST", _PATH + "check-in", _plain(check_in)),
    Operation("kiosk.check_out", "POST", _PATH + "check-out", _plain(end)),
    Operation("kiosk.extend", "POST", _PATH + "extend", _extend),
    Operation("kiosk.end", "POST", _PATH + "end", _plain(end)),
    Operation("kiosk.cancel", "POST", _PATH + "cancel", _plain(cancel)),
)
