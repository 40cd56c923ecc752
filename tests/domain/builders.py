"""Short ways to say a room, a meeting and an agenda. All instants are given as "2026-03-02 10:00", in UTC."""

from datetime import UTC, datetime, timedelta

from kiosk.domain.agenda import Agenda, Closure, agenda_of
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.hours import OpeningHours
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.domain.state import RoomState, derive

POLICY = Policy()
TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
DAY = "2026-03-02"
FIVE_ZONES = ("Europe/Berlin", "Australia/Sydney", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu")


def utc(text: str) -> datetime:
    """Read "10:00" (of the test's usual Monday) or "2026-03-02 10:00" or with seconds, as UTC."""
    whole = text if "-" in text else f"{DAY} {text}"
    return datetime.fromisoformat(whole).replace(tzinfo=UTC)


def make_room(time_zone: str = "UTC", *, gone: bool = False, hours: str | None = None) -> Room:
    """A room with nothing special about it."""
    return Room("r1", "Room 101", time_zone, gone=gone, hours=None if hours is None else OpeningHours.parse(hours))


def meeting(
    start: str,
    end: str,
    name: str = "m",
    *,
    all_day: bool = False,
    preparation: bool = False,
    check_in: CheckIn = CheckIn.NOT_NEEDED,
    deadline: str | None = None,
) -> Appointment:
    """An appointment whose id and subject are `name`."""
    return Appointment(
        name,
        utc(start),
        utc(end),
        subject=name,
        all_day=all_day,
        preparation=preparation,
        check_in=check_in,
        check_in_deadline=None if deadline is None else utc(deadline),
    )


def waiting(start: str, end: str, name: str = "w", *, deadline: str | None = None) -> Appointment:
    """A booking that must still be checked in."""
    return meeting(start, end, name, check_in=CheckIn.WAITING, deadline=deadline)


def agenda(
    *appointments: Appointment,
    room: Room | None = None,
    as_of: datetime | None = None,
    known_until: str = "2026-03-09 00:00",
    closures: tuple[Closure, ...] = (),
    unreadable: bool = False,
    open_ended: Appointment | None = None,
) -> Agenda:
    """What is known of a room; `as_of` is noon of the usual day where it does not matter."""
    return agenda_of(
        room or make_room(),
        list(appointments),
        as_of=as_of or utc("12:00"),
        known_until=utc(known_until),
        closures=closures,
        unreadable=unreadable,
        open_ended=open_ended,
    )


ALWAYS_FRESH = Policy(stale_after=timedelta(days=40000), unknown_after=timedelta(days=40000))


def state(known: Agenda, now: str | datetime, policy: Policy = ALWAYS_FRESH) -> RoomState:
    """What the door says at `now`; the age of the data is left out of account unless a policy is given."""
    return derive(known, utc(now) if isinstance(now, str) else now, policy)
