"""The contract, first part: rooms and their states, the same whatever the backend."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.agenda import local_midnight
from kiosk.domain.appointment import CheckIn
from kiosk.domain.state import Status
from tests.backends.conftest import Run
from tests.backends.contract import HOUSES, held_now, state_of
from tests.backends.houses import ATRIUM, LIBRARY, NOW, ORGANIZER, SETTINGS, SUBJECT, Event, House, at

MEETING = Event(at(-0.5), at(1))
QUIET = replace(SETTINGS, show_subject=False, show_organizer=False)


async def test_rooms_are_listed_by_place(run: Run) -> None:
    rooms = await (await run()).connect().rooms()
    assert [(one.id, one.name, one.building, one.floor, one.time_zone, one.gone) for one in rooms] == [
        (ATRIUM, "Atrium", "Harbour House", "Floor 1", "Europe/Berlin", False),
        (LIBRARY, "Library", "Harbour House", "Floor 2", "Europe/Berlin", False),
    ]


async def test_agendas_come_in_the_order_asked_for_and_name_the_rooms_that_are_not_known(run: Run) -> None:
    snapshot = await (await run()).connect().agendas([LIBRARY, "99", ATRIUM], NOW)
    assert [one.room.id for one in snapshot.agendas] == [LIBRARY, ATRIUM]
    assert snapshot.unknown_rooms == ("99",)
    assert snapshot.requests >= 1


async def test_an_agenda_says_when_it_was_fetched_and_reaches_a_day_ahead(run: Run) -> None:
    (agenda,) = (await (await run()).connect().agendas([ATRIUM], NOW)).agendas
    assert agenda.as_of == NOW
    assert agenda.known_until is not None
    assert agenda.known_until >= NOW + timedelta(hours=24)
    assert (agenda.unreadable, agenda.ignored) == (False, 0)


async def test_a_room_without_bookings_is_free(run: Run) -> None:
    state = await state_of((await run()).connect())
    assert (state.status, state.until, state.next) == (Status.FREE, None, None)


async def test_a_meeting_occupies_its_room_and_no_other(run: Run) -> None:
    backend = (await run(MEETING)).connect()
    here, there = await state_of(backend), await state_of(backend, LIBRARY)
    assert (here.status, here.until, there.status) == (Status.OCCUPIED, at(1), Status.FREE)
    assert here.current is not None
    assert (here.current.start, here.current.end) == (at(-0.5), at(1))
    assert (here.current.subject, here.current.organizer) == (SUBJECT, ORGANIZER)
    assert here.current.check_in is CheckIn.NOT_NEEDED


async def test_a_meeting_holds_its_start_and_not_its_end(run: Run) -> None:
    backend = (await run(Event(at(-1), NOW), Event(NOW, at(1), room=LIBRARY))).connect()
    assert (await state_of(backend)).status is Status.FREE
    assert (await state_of(backend, LIBRARY)).status is Status.OCCUPIED


async def test_a_room_is_free_again_where_the_last_of_several_meetings_ends(run: Run) -> None:
    state = await state_of((await run(MEETING, Event(at(1), at(2), subject="Review"))).connect())
    assert (state.until, state.free_from) == (at(1), at(2))
    assert state.next is not None
    assert state.next.subject == "Review"


async def test_what_is_about_to_start_is_said(run: Run) -> None:
    state = await state_of((await run(Event(at(0.1), at(1)))).connect())
    assert (state.status, state.until) == (Status.STARTING_SOON, at(0.1))


async def test_an_all_day_meeting_has_the_room_from_midnight_to_midnight(run: Run) -> None:
    zone, day = ZoneInfo(SETTINGS.time_zone), NOW.date()
    first, last = (local_midnight(one, zone) for one in (day, day + timedelta(days=1)))
    state = await state_of((await run(Event(first, last, all_day=True))).connect())
    assert (state.status, state.until) == (Status.OCCUPIED, last)
    assert state.current is not None
    assert state.current.start == first


async def test_a_booking_that_must_be_checked_in_waits(run: Run) -> None:
    state = await state_of((await run(Event(at(-0.05), at(1), waiting=True))).connect())
    assert state.status is Status.WAITING_CHECK_IN
    assert state.current is not None
    assert state.current.check_in is CheckIn.WAITING


async def test_texts_that_the_config_hides_are_in_no_agenda(run: Run) -> None:
    site = await run(MEETING, Event(at(2), at(3)))
    snapshot = await site.connect(QUIET).agendas([ATRIUM, LIBRARY], NOW)
    assert SUBJECT not in repr(snapshot)
    assert ORGANIZER not in repr(snapshot)


@pytest.mark.parametrize("house", [one for one in HOUSES if one.knows_private], ids=lambda one: one.name)
async def test_a_private_meeting_occupies_its_room_and_says_nothing(house: House, tmp_path: Path) -> None:
    async with house.run(tmp_path, [replace(MEETING, private=True)]) as site:
        backend = site.connect()
        state, snapshot = await state_of(backend), await backend.agendas([ATRIUM], NOW)
    assert state.status is Status.OCCUPIED
    assert state.current is not None
    assert state.current.private
    assert SUBJECT not in repr(snapshot)
    assert ORGANIZER not in repr(snapshot)


async def test_what_covers_a_room_is_a_booking_that_can_be_acted_on(run: Run) -> None:
    booking = await held_now((await run(MEETING)).connect())
    assert (booking.room_id, booking.start, booking.end, booking.checked_in) == (ATRIUM, at(-0.5), at(1), False)
