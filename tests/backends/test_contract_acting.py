"""The contract, second part: acting on bookings, with the same outcomes whatever the backend."""

import asyncio
from datetime import timedelta

import pytest

from kiosk.backends.abilities import Abilities, FindsOwn, abilities_of
from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError, Conflict, Declined, NotFound, Rejected
from kiosk.backends.outcomes import taken
from kiosk.domain.booking import Booking
from kiosk.domain.state import Status
from tests.backends.acting import attempt, booker, canceller, checker, ender, extender
from tests.backends.conftest import Run, able
from tests.backends.contract import held_now, state_of
from tests.backends.houses import ATRIUM, LIBRARY, NOW, ORGANIZER, SUBJECT, Event, House, at

MEETING = Event(at(-0.5), at(1))
WAITING = Event(at(-0.05), at(1), waiting=True)
GONE = Booking("4711", ATRIUM, at(-0.5), at(1))


async def test_a_backend_can_do_what_its_flags_say_and_no_more(run: Run, house: House) -> None:
    backend = (await run()).connect()
    await backend.agendas([ATRIUM], NOW)
    found = abilities_of(backend)
    assert {name for name in Abilities.__slots__ if getattr(found, name) is not None} == house.can


async def test_what_was_booked_is_on_the_next_agenda(run: Run) -> None:
    backend = (await run()).connect()
    assert (await state_of(backend)).status is Status.FREE
    made = await booker(backend).book(ATRIUM, NOW, at(1), "Stand-up")
    state = await state_of(backend)
    assert (made.room_id, made.start, made.end, made.subject) == (ATRIUM, NOW, at(1), "Stand-up")
    assert (state.status, state.until) == (Status.OCCUPIED, at(1))
    assert state.current is not None
    assert (state.current.booking_id, state.current.subject) == (made.id, "Stand-up")


async def test_a_booking_for_later_is_on_the_next_agenda(run: Run) -> None:
    backend = (await run()).connect()
    assert (await state_of(backend)).next is None
    await booker(backend).book(ATRIUM, at(6), at(7), "Review")
    coming = (await state_of(backend)).next
    assert coming is not None
    assert (coming.start, coming.end, coming.subject) == (at(6), at(7), "Review")


async def test_a_booking_is_told_by_its_marker_from_one_over_the_same_time(run: Run) -> None:
    backend = (await run()).connect()
    assert isinstance(backend, FindsOwn)
    made = await booker(backend).book(ATRIUM, at(1), at(2), "Review", marker="tap-7")
    found = await backend.find_own(ATRIUM, at(1), at(2), "Review", marker="tap-7")
    assert found is not None
    assert (found.id, found.start, found.end) == (made.id, at(1), at(2))
    assert await backend.find_own(ATRIUM, at(1), at(2), "Review", marker="tap-8") is None
    assert await backend.find_own(ATRIUM, at(1), at(3), "Review", marker="tap-7") is None
    assert await backend.find_own(LIBRARY, at(1), at(2), "Review", marker="tap-7") is None


async def test_a_booking_needs_no_subject(run: Run) -> None:
    backend = (await run()).connect()
    await booker(backend).book(ATRIUM, NOW, at(1))
    assert (await held_now(backend)).subject is None


async def test_fractions_of_a_second_are_left_out(run: Run) -> None:
    backend, bit = (await run()).connect(), timedelta(microseconds=999)
    made = await booker(backend).book(ATRIUM, NOW + bit, at(1) + bit)
    assert (made.start, made.end) == (NOW, at(1))
    assert (await state_of(backend)).until == at(1)


@pytest.mark.parametrize(("start", "end"), [(-0.25, 0.5), (0, 2), (-1, 3), (0.5, 0.75)])
async def test_the_second_of_two_is_told_so_and_not_by_whom(run: Run, start: float, end: float) -> None:
    backend = (await run(MEETING)).connect()
    with pytest.raises(Conflict) as no:
        await booker(backend).book(ATRIUM, at(start), at(end), "Too late")
    told = f"{no.value.sentence} {no.value.hint} {no.value!r} {no.value.code}"
    assert (no.value.sentence, no.value.hint) == (taken().sentence, taken().hint)
    assert not [one for one in (SUBJECT, ORGANIZER) if one in told]
    state = await state_of(backend)
    assert (state.until, state.free_from) == (at(1), at(1))


async def test_what_touches_is_no_conflict(run: Run) -> None:
    backend = (await run(MEETING)).connect()
    await booker(backend).book(ATRIUM, at(1), at(2))
    await booker(backend).book(LIBRARY, at(-0.5), at(1))
    assert (await state_of(backend)).free_from == at(2)


async def test_of_many_who_want_one_time_exactly_one_gets_it(run: Run) -> None:
    site = await run()
    panels = [site.connect() for _ in range(8)]
    outcomes = await asyncio.gather(*(attempt(booker(one).book(ATRIUM, at(1), at(2))) for one in panels))
    (winner,) = [one for one in outcomes if isinstance(one, Booking)]
    assert [type(one) for one in outcomes if one is not winner] == [Conflict] * 7
    coming = (await state_of(panels[0])).upcoming
    assert [one.booking_id for one in coming] == [winner.id]


@pytest.mark.parametrize("end", [0, -1])
async def test_a_booking_must_end_after_its_start(run: Run, end: float) -> None:
    backend = (await run()).connect()
    with pytest.raises(Rejected):
        await booker(backend).book(ATRIUM, NOW, at(end))
    assert (await state_of(backend)).status is Status.FREE


async def test_a_room_that_is_not_there_cannot_be_booked(run: Run) -> None:
    with pytest.raises(Declined):
        await booker((await run()).connect()).book("99", NOW, at(1))


async def test_an_extension_keeps_the_room_until_its_end(run: Run) -> None:
    backend = (await run(MEETING, Event(at(2), at(3)))).connect()
    longer = await extender(backend).extend(await held_now(backend), at(2))
    state = await state_of(backend)
    assert (longer.room_id, longer.end) == (ATRIUM, at(2))
    assert (state.status, state.free_from) == (Status.OCCUPIED, at(3))


async def test_an_extension_into_another_booking_is_a_conflict_and_changes_nothing(run: Run) -> None:
    backend = (await run(MEETING, Event(at(1.5), at(2)))).connect()
    with pytest.raises(Conflict) as no:
        await extender(backend).extend(await held_now(backend), at(1.75))
    assert SUBJECT not in f"{no.value.sentence} {no.value.hint}"
    assert (await state_of(backend)).free_from == at(1)


@pytest.mark.parametrize("end", [1, 0.5])
async def test_an_extension_must_be_one(run: Run, end: float) -> None:
    backend = (await run(MEETING)).connect()
    with pytest.raises(Rejected):
        await extender(backend).extend(await held_now(backend), at(end))
    assert (await state_of(backend)).until == at(1)


@able("check_in")
async def test_a_checked_in_booking_no_longer_waits_and_can_be_checked_in_again(run: Run) -> None:
    backend = (await run(WAITING)).connect()
    waiting = await held_now(backend)
    for _ in range(2):
        done = await checker(backend).check_in(waiting)
        assert (done.id, done.checked_in) == (waiting.id, True)
        assert (await state_of(backend)).status is Status.OCCUPIED
    assert (await held_now(backend)).checked_in


@able("end")
async def test_an_ended_booking_frees_the_rest(run: Run) -> None:
    backend = (await run(MEETING)).connect()
    held = await held_now(backend)
    ended = await ender(backend).end(held, NOW)
    assert (ended.id, ended.start, ended.end) == (held.id, at(-0.5), NOW)
    assert (await state_of(backend)).status is Status.FREE
    await booker(backend).book(ATRIUM, NOW, at(1))


@able("cancel")
async def test_nothing_is_left_of_a_cancelled_booking(run: Run) -> None:
    backend = (await run(MEETING)).connect()
    await canceller(backend).cancel(await held_now(backend))
    state = await state_of(backend)
    assert (state.status, state.next) == (Status.FREE, None)


@able("check_in", "end", "cancel")
@pytest.mark.parametrize("name", ["extend", "check_in", "end", "cancel"])
async def test_a_booking_that_is_not_there_is_not_found(run: Run, name: str) -> None:
    backend = (await run()).connect()
    await backend.agendas([ATRIUM], NOW)
    with pytest.raises(NotFound):
        await act(backend, name, GONE)


@able("end", "cancel")
@pytest.mark.parametrize("name", ["check_in", "extend", "cancel"])
async def test_a_cancelled_booking_can_be_acted_on_no_more(run: Run, name: str) -> None:
    backend = (await run(MEETING)).connect()
    held = await held_now(backend)
    await canceller(backend).cancel(held)
    with pytest.raises(Declined) as no:
        await act(backend, name, held)
    assert not isinstance(no.value, Conflict)
    assert (await state_of(backend)).status is Status.FREE


async def act(backend: Backend, name: str, held: Booking) -> None:
    """One of the acts, by its name."""
    match name:
        case "check_in":
            await checker(backend).check_in(held)
        case "extend":
            await extender(backend).extend(held, at(2))
        case "end":
            await ender(backend).end(held, NOW)
        case _:
            await canceller(backend).cancel(held)


async def test_the_errors_of_acting_are_of_the_one_tree(run: Run) -> None:
    site = await run(MEETING)
    backend = site.connect()
    held = await held_now(backend)
    await site.stop()
    for work in (booker(backend).book(ATRIUM, at(2), at(3)), extender(backend).extend(held, at(2))):
        assert isinstance(await attempt(work), BackendError)
