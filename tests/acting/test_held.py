"""Checking in, extending, ending, cancelling: done once, on what the person saw, with a true answer."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.domain.appointment import CheckIn
from kiosk.domain.booking import Booking
from kiosk.domain.connection import Trouble
from tests.acting.conftest import Opened, Site
from tests.acting.proxy import MADE, NOT_MADE, Fault, Plain
from tests.backends.houses import ATRIUM, LIBRARY, NOW, Event, at
from tests.wire.scripted_server import Reply

RUNNING = Event(at(-0.5), at(1), waiting=True)
COMING = Event(at(1), at(2), subject="Review")
Do = Callable[[Site, Booking], Awaitable[Outcome]]


def check_in(site: Site, held: Booking) -> Awaitable[Outcome]:
    return site.desk.check_in(ATRIUM, held)


def extend(site: Site, held: Booking) -> Awaitable[Outcome]:
    return site.desk.extend(ATRIUM, held, at(1.5))


def end(site: Site, held: Booking) -> Awaitable[Outcome]:
    return site.desk.end(ATRIUM, held)


def cancel(site: Site, held: Booking) -> Awaitable[Outcome]:
    return site.desk.cancel(ATRIUM, held)


ACTS: dict[Act, Do] = {Act.CHECK_IN: check_in, Act.EXTEND: extend, Act.END: end, Act.CANCEL: cancel}
EACH = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.value)


async def is_done(site: Site, act: Act) -> bool:
    """Whether the server has it as wanted, as somebody else sees it."""
    found = await site.booked()
    match act:
        case Act.CHECK_IN:
            return found[0].check_in is CheckIn.DONE
        case Act.EXTEND:
            return found[0].end == at(1.5)
        case Act.END:
            return found[0].end == NOW
        case _:
            return found == ()


@EACH
async def test_an_act_is_done_when_it_is_seen(opened: Opened, act: Act) -> None:
    site = await opened(RUNNING)
    held = await site.held()
    outcome = await ACTS[act](site, held)
    assert (outcome.act, outcome.ending, outcome.room_id) == (act, Ending.DONE, ATRIUM)
    assert await is_done(site, act)
    assert (outcome.booking is None) is (act is Act.CANCEL)
    assert site.changes == [1]


@EACH
@pytest.mark.parametrize("fault", MADE)
async def test_a_lost_answer_is_found_again(opened: Opened, act: Act, fault: Fault) -> None:
    site = await opened(RUNNING)
    site.proxy.on("POST", fault)
    assert (await ACTS[act](site, await site.held())).ending is Ending.DONE
    assert await is_done(site, act)
    assert site.proxy.asked("POST") == 1


@EACH
@pytest.mark.parametrize("fault", NOT_MADE)
async def test_a_lost_request_did_nothing(opened: Opened, act: Act, fault: Plain) -> None:
    site = await opened(RUNNING)
    site.proxy.on("POST", fault)
    assert (await ACTS[act](site, await site.held())).ending is Ending.OFFLINE
    assert not await is_done(site, act)
    assert site.proxy.asked("POST") == 1


@EACH
async def test_what_nobody_can_tell_is_unsure(opened: Opened, act: Act) -> None:
    site = await opened(RUNNING)

    async def darkness() -> Plain:
        site.proxy.always["GET"] = Fault.REQUEST_CUT
        return Fault.ANSWER_CUT

    site.proxy.on("POST", darkness)
    outcome = await ACTS[act](site, await site.held())
    assert (outcome.ending, outcome.trouble) == (Ending.UNSURE, Trouble.UNREACHABLE)


@EACH
async def test_without_a_connection_nothing_is_pretended(opened: Opened, act: Act) -> None:
    site = await opened(RUNNING)
    held = await site.held()
    site.proxy.always["GET"] = Fault.REQUEST_CUT
    assert (await ACTS[act](site, held)).ending is Ending.OFFLINE
    assert site.proxy.asked("POST") == 0


@EACH
async def test_a_yes_that_is_not_seen_is_no_yes(opened: Opened, act: Act) -> None:
    site = await opened(RUNNING)
    held = await site.held()
    period = b'{"start": "2026-03-30T09:30:00Z", "end": "2026-03-30T11:00:00Z"}'
    yes = b'{"id": %s, "bookingState": "booked", "period": %s}' % (held.id.encode(), period)
    site.proxy.on("POST", Reply(yes))
    assert (await ACTS[act](site, held)).ending is Ending.CONTRADICTED
    assert not await is_done(site, act)


@EACH
@pytest.mark.parametrize("late", [False, True])
async def test_a_booking_that_is_cancelled_meanwhile_is_gone(opened: Opened, act: Act, *, late: bool) -> None:
    site = await opened(RUNNING)
    held = await site.held()

    async def cancel_it() -> Plain:
        await site.other.cancel(held)
        return None

    if late:
        site.proxy.on("POST", cancel_it)
    else:
        await cancel_it()
    outcome = await ACTS[act](site, held)
    assert (outcome.ending, outcome.booking) == (Ending.GONE, None)


@EACH
async def test_a_booking_that_was_moved_is_not_acted_on(opened: Opened, act: Act) -> None:
    site = await opened(RUNNING)
    held = await site.held()
    seen_before = replace(held, start=held.start - timedelta(minutes=15), end=held.end - timedelta(minutes=15))
    outcome = await ACTS[act](site, seen_before)
    assert (outcome.ending, site.proxy.asked("POST")) == (Ending.CHANGED, 0)
    assert outcome.booking is not None
    assert outcome.booking.start == held.start


@EACH
async def test_a_booking_that_is_over_is_too_late(opened: Opened, act: Act) -> None:
    site = await opened(Event(at(-2), at(-1)))
    assert (await ACTS[act](site, await site.held())).ending is Ending.TOO_LATE
    assert site.proxy.asked("POST") == 0


@EACH
async def test_a_token_that_is_refused_is_told_as_such(opened: Opened, act: Act) -> None:
    site = await opened(RUNNING)
    held = await site.held()
    site.proxy.on("POST", Reply(status=401))
    assert (await ACTS[act](site, held)).ending is Ending.NOT_ALLOWED


@EACH
async def test_a_server_that_asks_for_patience_did_nothing(opened: Opened, act: Act) -> None:
    site = await opened(RUNNING)
    held = await site.held()
    site.proxy.on("POST", Reply(status=429, headers={"Retry-After": "3600"}))
    outcome = await ACTS[act](site, held)
    assert (outcome.ending, outcome.trouble) == (Ending.OFFLINE, Trouble.THROTTLED)


@EACH
async def test_a_double_tap_acts_once(opened: Opened, act: Act) -> None:
    site = await opened(RUNNING)
    held = await site.held()
    outcomes = await asyncio.gather(*(ACTS[act](site, held) for _ in range(3)))
    assert [one.ending for one in outcomes] == [Ending.DONE] * 3
    assert site.proxy.asked("POST") == 1


@EACH
@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=2)])
async def test_a_clock_that_jumps_does_not_change_what_was_meant(opened: Opened, act: Act, ahead: timedelta) -> None:
    site = await opened(RUNNING)
    held = await site.held()

    async def jump() -> Plain:
        site.clock.ahead = ahead
        return None

    site.proxy.on("GET", jump)
    assert (await ACTS[act](site, held)).ending is Ending.DONE
    assert await is_done(site, act)


async def test_two_bookings_are_cancelled_by_two_acts(opened: Opened) -> None:
    site = await opened(RUNNING, COMING)
    first, second = (Booking(one.booking_id or "", ATRIUM, one.start, one.end) for one in await site.booked())
    outcomes = await asyncio.gather(cancel(site, first), cancel(site, second))
    assert [one.ending for one in outcomes] == [Ending.DONE] * 2
    assert await site.booked() == ()


@pytest.mark.parametrize(("act", "again"), [(Act.CHECK_IN, Ending.ALREADY), (Act.EXTEND, Ending.ALREADY)])
async def test_what_another_panel_did_is_done_already(opened: Opened, act: Act, again: Ending) -> None:
    site = await opened(RUNNING)
    held = await site.held()

    async def the_same() -> Plain:
        await (site.other.check_in(held) if act is Act.CHECK_IN else site.other.extend(held, at(1.5)))
        return None

    await the_same()
    outcome = await ACTS[act](site, held)
    assert (outcome.ending, site.proxy.asked("POST")) == (again, 0)
    assert outcome.booking is not None


async def test_what_another_panel_ended_has_ended_already(opened: Opened) -> None:
    site = await opened(RUNNING)
    held = await site.held()
    await site.other.end(held, NOW)
    assert (await end(site, held)).ending is Ending.ALREADY


async def test_what_has_not_begun_is_too_early_to_end_or_check_in(opened: Opened) -> None:
    site = await opened(COMING)
    held = await site.held()
    assert (await end(site, held)).ending is Ending.TOO_EARLY
    assert (await check_in(site, held)).ending is Ending.TOO_EARLY


async def test_a_no_before_check_in_opens_means_too_early_whatever_its_words(opened: Opened) -> None:
    site = await opened(COMING)
    held = await site.held()
    site.proxy.on("POST", Reply(status=400))
    assert (await check_in(site, held)).ending is Ending.TOO_EARLY


@EACH
async def test_a_no_without_a_reason_is_told_as_one(opened: Opened, act: Act) -> None:
    site = await opened(RUNNING)
    held = await site.held()
    site.proxy.on("POST", Reply(status=400))
    outcome = await ACTS[act](site, held)
    assert outcome.ending is Ending.REFUSED
    assert outcome.reason


async def test_a_backend_that_cannot_do_it_is_not_asked(opened: Opened) -> None:
    site = await opened(RUNNING, offision=True)
    held = await site.held()
    seen = len(site.proxy.seen)
    for work in (check_in(site, held), end(site, held), cancel(site, held)):
        assert (await work).ending is Ending.NOT_POSSIBLE
    assert len(site.proxy.seen) == seen


async def test_a_meeting_in_another_room_is_acted_on_there(opened: Opened) -> None:
    site = await opened(Event(at(-0.5), at(1), LIBRARY))
    held = await site.held(LIBRARY)
    assert (await site.desk.end(LIBRARY, held)).ending is Ending.DONE
