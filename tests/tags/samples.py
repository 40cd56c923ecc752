"""Rooms in every state to draw signs of: a day with meetings, one of them private."""

from datetime import UTC, datetime, timedelta

from kiosk.domain.agenda import Agenda, agenda_of
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.domain.state import Status, derive
from kiosk.tags.face import Face, face_of
from kiosk.wording import Words

DAY = datetime(2026, 11, 20, tzinfo=UTC)
LINK = "https://rooms.example.com/k/7Q2MX4TB"
_AT = {
    Status.FREE: 8.5,
    Status.OCCUPIED: 10.25,
    Status.WAITING_CHECK_IN: 13.0,
    Status.STARTING_SOON: 15.4,
    Status.CLOSED: 20.0,
    Status.UNKNOWN: 12.0,
}


def at(hour: float) -> datetime:
    """An hour of the day of the samples."""
    return DAY + timedelta(hours=hour)


def meeting(start: float, end: float, subject: str | None, organizer: str | None, **more: object) -> Appointment:
    """A meeting of that day."""
    return Appointment(f"{start}", at(start), at(end), subject, organizer, **more)  # type: ignore[arg-type]


MEETINGS = [
    meeting(10, 11.5, "Design review", "Grace Hopper"),
    meeting(12.75, 14, "Interview panel", "Ada Lovelace", check_in=CheckIn.WAITING),
    meeting(15.5, 16, None, None, private=True),
    meeting(16.5, 17.5, "Quarterly planning with the whole team", "Katherine Johnson"),
]


def agenda(name: str = "Turing", meetings: list[Appointment] | None = None, *, gone: bool = False) -> Agenda:
    """What is known of a room on that day."""
    room = Room("101", name, "UTC", floor="1", capacity=8, gone=gone)
    return agenda_of(room, MEETINGS if meetings is None else meetings, as_of=DAY, known_until=DAY + timedelta(days=3))


def face(
    status: Status = Status.OCCUPIED,
    language: str = "en",
    name: str = "Turing",
    link: str = LINK,
    meetings: list[Appointment] | None = None,
) -> Face:
    """The face of a room in this state."""
    now = at(_AT[status])
    known = agenda(name, meetings, gone=status is Status.CLOSED)
    fresh = timedelta(hours=1 if status is Status.UNKNOWN else 100)
    policy = Policy(unknown_after=fresh, stale_after=fresh, check_in_closes=timedelta(minutes=30))
    state = derive(known, now, policy)
    return face_of(state, known, Words(language), link, announce_soon=True)
