"""Rooms in every state, made by the domain itself, for tests that look at what is said of them."""

from datetime import UTC, datetime, timedelta

from kiosk.domain.agenda import Agenda, Closure, agenda_of
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.domain.state import RoomState, derive

ROOM = Room("1", "Victoria", "UTC", floor="3", capacity=8, amenities=("Screen", "Whiteboard"))
POLICY = Policy()


def at(text: str) -> datetime:
    """An instant of Friday 20 November 2026 ("14:12" or "14:12:30"), or of another day ("2026-11-23T08:00")."""
    return datetime.fromisoformat(text if "T" in text else f"2026-11-20T{text}").replace(tzinfo=UTC)


def meeting(
    begin: str,
    finish: str,
    subject: str | None = "Design review",
    organizer: str | None = "Grace Hopper",
    *,
    name: str = "",
    private: bool = False,
    all_day: bool = False,
    preparation: bool = False,
    check_in: CheckIn = CheckIn.NOT_NEEDED,
    deadline: str | None = None,
) -> Appointment:
    """A meeting from and to such instants."""
    return Appointment(
        id=name or begin,
        start=at(begin),
        end=at(finish),
        subject=subject,
        organizer=organizer,
        private=private,
        all_day=all_day,
        preparation=preparation,
        check_in=check_in,
        check_in_deadline=None if deadline is None else at(deadline),
    )


def agenda(
    *meetings: Appointment, now: str, age: float = 0, room: Room = ROOM, closure: Closure | None = None
) -> Agenda:
    """An agenda learned `age` seconds before `now`."""
    as_of = at(now) - timedelta(seconds=age)
    closures = () if closure is None else (closure,)
    return agenda_of(room, list(meetings), as_of=as_of, known_until=at(now) + timedelta(hours=36), closures=closures)


def state(
    *meetings: Appointment, now: str, age: float = 0, room: Room = ROOM, closure: Closure | None = None
) -> RoomState:
    """What the domain says of such an agenda."""
    return derive(agenda(*meetings, now=now, age=age, room=room, closure=closure), at(now), POLICY)
