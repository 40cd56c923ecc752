"""What a record of the account means at the door, rule by rule."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.nexudus.closures import Shut, rooms_in
from kiosk.backends.nexudus.directory import Entry, entry_of
from kiosk.backends.nexudus.envelope import read_rows
from kiosk.backends.nexudus.records import Booking, Closure, Resource
from kiosk.backends.nexudus.translate import Look, agendas_in
from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import CheckIn
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from tests.nexudus.conftest import SETTINGS, at
from tests.nexudus.fake_bookings import text
from tests.nexudus.hasty import NOW

ENTRIES = {"1": Entry("1", "Atrium", business="10"), "2": Entry("2", "Library", business="20")}


def record(start: float, end: float, room: int = 1, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any property
    named = {"CoworkerFullName": "Grace Hopper", "Notes": "Design review"}
    return {"Id": 5, "ResourceId": room, "FromTime": text(at(start)), "ToTime": text(at(end)), **named, **more}


def agendas(*records: object, **more: Any) -> tuple[Agenda, ...]:  # noqa: ANN401 - parts of a look
    rows = read_rows(Booking, [msgspec.json.encode(one) for one in records])
    return agendas_in(Look(rows, NOW, at(36), **{"settings": SETTINGS, "entries": ENTRIES, **more}), ["1", "2"])


def seen(agenda: Agenda) -> Status:
    return derive(agenda, NOW, Policy()).status


def shut(*rooms: str, business: int | None = None, **more: Any) -> Shut:  # noqa: ANN401 - parts of a closure
    closure = Closure(id=1, from_time=text(at(-1)), to_time=text(at(5)), business_id=business)
    return Shut(msgspec.structs.replace(closure, **more), frozenset(rooms) or None)


def test_a_booking_is_shown_with_its_notes_and_its_member() -> None:
    first, second = agendas(record(-1, 1))
    (one,) = first.appointments
    assert (one.id, one.booking_id, one.subject, one.organizer) == ("5", "5", "Design review", "Grace Hopper")
    assert (one.start, one.end, one.private, one.check_in) == (at(-1), at(1), False, CheckIn.NOT_NEEDED)
    assert (seen(first), seen(second), first.ignored) == (Status.OCCUPIED, Status.FREE, 0)


@pytest.mark.parametrize(("subject", "organizer"), [(True, False), (False, True), (False, False)])
def test_what_the_config_hides_leaves_the_backend_hidden(*, subject: bool, organizer: bool) -> None:
    settings = RoomSettings(time_zone="Europe/Berlin", show_subject=subject, show_organizer=organizer)
    (one,) = agendas(record(-1, 1), settings=settings)[0].appointments
    assert one.subject == ("Design review" if subject else None)
    assert one.organizer == ("Grace Hopper" if organizer else None)


def test_internal_notes_are_shown_nowhere() -> None:
    assert "canary" not in repr(agendas(record(-1, 1, InternalNotes="canary", Notes=None)))


@pytest.mark.parametrize("flag", [True, False, None, 1, "yes", {}, []])
def test_a_tentative_booking_blocks_the_room(flag: object) -> None:
    agenda = agendas(record(-1, 1, Tentative=flag))[0]
    assert (seen(agenda), agenda.appointments[0].pending) == (Status.OCCUPIED, bool(flag))


@pytest.mark.parametrize(
    ("listed", "whole", "pending"), [(None, True, True), (True, False, True), (False, True, False)]
)
def test_what_the_list_says_of_a_tentative_booking_goes_before_what_was_learned(
    *, listed: bool | None, whole: bool, pending: bool
) -> None:
    details = {("5", "None"): {"Tentative": whole}}
    assert agendas(record(-1, 1, Tentative=listed), details=details)[0].appointments[0].pending is pending


def test_what_is_shared_by_several_bookings_is_not_called_tentative() -> None:
    entries = {"1": Entry("1", "Atrium", at_once=2)}
    records = [record(-1, 1, Id=number, Tentative=True) for number in (5, 6)]
    assert [one.pending for one in agendas(*records, entries=entries)[0].appointments] == [False]


@pytest.mark.parametrize("more", [{"Invoiced": True}, {"CoworkerInvoiceId": 9}, {"CoworkerInvoicePaid": True}])
def test_an_invoice_changes_nothing_at_the_door(more: dict[str, Any]) -> None:
    assert seen(agendas(record(-1, 1, **more))[0]) is Status.OCCUPIED


@pytest.mark.parametrize(
    ("checked", "cancels", "expected"),
    [
        (None, False, CheckIn.NOT_NEEDED),
        (None, None, CheckIn.NOT_NEEDED),
        ("", "false", CheckIn.NOT_NEEDED),
        (None, True, CheckIn.WAITING),
        ("2026-03-30T10:00:00.1234567Z", True, CheckIn.DONE),
        ("2026-03-30T10:00:00Z", False, CheckIn.DONE),
    ],
)
def test_check_in(checked: object, cancels: object, expected: CheckIn) -> None:
    (one,) = agendas(record(0, 1, CheckedInAt=checked, CancelIfNotCheckedIn=cancels))[0].appointments
    assert one.check_in is expected
    assert one.check_in_deadline == (at(0.25) if expected is CheckIn.WAITING else None)


@pytest.mark.parametrize(
    "more",
    [
        {"Resource": 2},
        {"Resource": {"Id": 2}},
        {"Resource": "2"},
        {"ResourceId": "2"},
        {"ResourceId": 2.0},
        {"ResourceName": "Library"},
        {"BookingResourceName": " Library "},
    ],
)
def test_the_room_of_a_partial_record(more: dict[str, object]) -> None:
    one = {name: value for name, value in record(-1, 1).items() if name != "ResourceId"}
    first, second = agendas({**one, **more})
    assert (seen(first), seen(second)) == (Status.FREE, Status.OCCUPIED)


@pytest.mark.parametrize("room", [None, 0, -1, "x", True, 2.5, [], {}])
def test_a_record_that_tells_no_room_may_be_any_rooms(room: object) -> None:
    assert [seen(one) for one in agendas(record(-1, 1, ResourceId=room))] == [Status.UNKNOWN, Status.UNKNOWN]
    look = agendas(record(-1, 1, ResourceId=room), details={("5", "None"): {"ResourceId": 2}})
    assert [seen(one) for one in look] == [Status.FREE, Status.OCCUPIED]


@pytest.mark.parametrize(
    ("start", "end"), [("soon", None), (None, None), (5, 5), ("2026-13-01T00:00:00Z", "2026-03-30T11:00:00Z")]
)
def test_a_bad_record_touches_its_own_room_alone(start: object, end: object) -> None:
    first, second = agendas(record(0, 1, FromTime=start, ToTime=end), record(-1, 1, room=2, Id=6))
    assert (seen(first), first.ignored) == (Status.UNKNOWN, 1)
    assert (seen(second), second.ignored) == (Status.OCCUPIED, 0)


def test_a_booking_without_length_is_counted_and_left_out() -> None:
    first, _ = agendas(record(1, 0), record(0, 0, Id=6))
    assert (seen(first), first.appointments, first.ignored) == (Status.FREE, (), 2)


def test_the_same_booking_on_two_pages_is_one() -> None:
    assert len(agendas(record(-1, 1), record(-1, 1, UpdatedOn="later"))[0].appointments) == 1


def test_seven_digits_of_a_second_are_read() -> None:
    (one,) = agendas(record(0, 1, FromTime="2026-03-30T10:00:00.1234567Z"))[0].appointments
    assert one.start == datetime(2026, 3, 30, 10, 0, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("more", "start", "ignored"),
    [
        ({}, at(-2), 1),
        ({"FromTimeLocal": "2026-03-30T10:00:00", "ToTimeLocal": "2026-03-30T11:00:00"}, at(-2), 0),
        ({"FromTimeLocal": "2026-03-30T12:00:00", "ToTimeLocal": "2026-03-30T13:00:00"}, at(0), 0),
        ({"FromTimeLocal": "2026-03-30T03:00:00", "ToTimeLocal": "2026-03-30T04:00:00"}, at(-2), 1),
        ({"FromTimeLocal": "soon", "ToTimeLocal": 5}, at(-2), 1),
    ],
)
def test_a_date_without_a_zone_is_the_rooms_unless_its_local_twin_says_utc(
    more: dict[str, Any], start: datetime, ignored: int
) -> None:
    one = record(0, 1, FromTime="2026-03-30T10:00:00", ToTime="2026-03-30T11:00:00", **more)
    first, _ = agendas(one)
    assert (first.appointments[0].start, first.ignored) == (start, ignored)


SHARED = {"1": Entry("1", "Hall", at_once=2)}


@pytest.mark.parametrize(
    ("spans", "full"),
    [
        ([(-1, 1)], []),
        ([(-1, 1), (0, 2)], [(0, 1)]),
        ([(-1, 1), (1, 2)], []),
        ([(-1, 1), (-1, 1), (-1, 1)], [(-1, 1)]),
        ([(-1, 1), (0, 2), (1, 3)], [(0, 2)]),
        ([(0, 4), (0, 1), (2, 3)], [(0, 1), (2, 3)]),
        ([(0, 4), (1, 1)], []),
    ],
)
def test_a_shared_room_is_busy_while_all_its_places_are_taken(
    spans: list[tuple[float, float]], full: list[tuple[float, float]]
) -> None:
    records = [record(start, end, Id=number) for number, (start, end) in enumerate(spans, 1)]
    first, _ = agendas(*records, entries=SHARED)
    assert [(one.start, one.end) for one in first.appointments] == [(at(start), at(end)) for start, end in full]
    assert all((one.subject, one.organizer, one.booking_id) == (None, None, None) for one in first.appointments)


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({"Allocation": 8}, 1),
        ({"Allocation": 8, "AllowMultipleBookings": True}, 8),
        ({"Allocation": 0, "AllowMultipleBookings": True}, 1),
        ({"AllowMultipleBookings": True}, 1),
        ({"Allocation": -3, "AllowMultipleBookings": True}, 1),
    ],
)
def test_how_many_bookings_a_room_takes_at_once(fields: dict[str, object], places: int) -> None:
    assert entry_of(msgspec.convert({"Id": 1, **fields}, Resource)).at_once == places


@pytest.mark.parametrize(
    ("closure", "closed"),
    [
        (shut(), (True, True)),
        (shut("2"), (False, True)),
        (shut("3"), (False, False)),
        (shut(business=10), (True, False)),
        (shut(from_time=text(at(1))), (False, False)),
        (shut(from_time=None, to_time=None), (False, False)),
    ],
)
def test_a_closure_is_for_its_rooms_or_for_all(closure: Shut, closed: tuple[bool, bool]) -> None:
    found = agendas(shuts=(closure,))
    assert tuple(seen(one) is Status.CLOSED for one in found) == closed
    assert not any(one.unreadable for one in found)


def test_a_closure_that_cannot_be_read_lets_nothing_be_free() -> None:
    assert [seen(one) for one in agendas(shuts=(shut("1", to_time="late"),))] == [Status.UNKNOWN, Status.FREE]
    assert [seen(one) for one in agendas(shuts_unreadable=True)] == [Status.UNKNOWN, Status.UNKNOWN]


@pytest.mark.parametrize(
    ("resources", "rooms"),
    [(None, None), ([], None), ([1, 2], {"1", "2"}), ([{"Id": 1}], {"1"}), ([1, None], None), ("1", None)],
)
def test_the_rooms_of_a_closure(resources: object, rooms: set[str] | None) -> None:
    assert rooms_in(resources) == rooms


def test_an_archived_room_is_closed() -> None:
    first, _ = agendas(record(-1, 1), entries={"1": Entry("1", archived=True)})
    assert seen(first) is Status.CLOSED
