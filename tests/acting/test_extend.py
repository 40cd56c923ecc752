"""Staying longer: until an instant, by what is free, and by whichever way the backend has."""

import pytest

from kiosk.acting.outcome import Ending
from kiosk.backends.base import RoomSettings
from kiosk.domain.hours import OpeningHours
from tests.acting.conftest import Opened
from tests.acting.proxy import MADE, Plain
from tests.backends.houses import ATRIUM, Event, at
from tests.wire.scripted_server import Reply

RUNNING = Event(at(-0.5), at(1), waiting=True)
COMING = Event(at(1), at(2), subject="Review")


async def test_two_who_extend_at_once_do_not_add_up(opened: Opened) -> None:
    site = await opened(RUNNING)
    held = await site.held()

    async def the_same() -> Plain:
        await site.other.extend(held, at(1.5))
        return None

    site.proxy.on("POST", the_same)
    assert (await site.desk.extend(ATRIUM, held, at(1.5))).ending is Ending.DONE
    assert [one.end for one in await site.booked()] == [at(1.5)]


@pytest.mark.parametrize("late", [False, True])
async def test_who_has_the_time_after_the_meeting_is_told(opened: Opened, *, late: bool) -> None:
    site = await opened(RUNNING, *([] if late else [COMING]))
    held = await site.held()

    async def book_it() -> Plain:
        await site.other.book(ATRIUM, at(1), at(2), "Review")
        return None

    site.proxy.on("POST", *([book_it] if late else []))
    outcome = await site.desk.extend(ATRIUM, held, at(1.5))
    assert (outcome.ending, outcome.free_from) == (Ending.TAKEN, at(2))
    assert outcome.holder is not None
    assert outcome.holder.subject == "Review"
    assert (await site.held()).end == at(1)


@pytest.mark.parametrize("fault", [None, *MADE])
async def test_an_extension_by_a_following_booking_is_one(opened: Opened, fault: Plain) -> None:
    site = await opened(RUNNING, offision=True)
    held = await site.held()
    site.proxy.on("POST", fault)
    outcome = await site.desk.extend(ATRIUM, held, at(1.5))
    assert outcome.ending is Ending.DONE
    assert outcome.booking is not None
    assert (outcome.booking.start, outcome.booking.end) == (at(1), at(1.5))
    assert [(one.start, one.end) for one in await site.booked()] == [(at(-0.5), at(1)), (at(1), at(1.5))]


async def test_a_no_for_a_time_at_which_the_room_is_closed_is_told_as_such(opened: Opened) -> None:
    hours = OpeningHours.parse("08:00-13:00")
    site = await opened(RUNNING, settings=RoomSettings(time_zone="Europe/Berlin", hours=hours))
    held = await site.held()
    site.proxy.on("POST", Reply(status=400))
    assert (await site.desk.extend(ATRIUM, held, at(1.5))).ending is Ending.CLOSED


async def test_a_longer_meeting_than_was_asked_for_is_long_enough(opened: Opened) -> None:
    site = await opened(RUNNING)
    held = await site.held()
    await site.other.extend(held, at(2))
    outcome = await site.desk.extend(ATRIUM, held, at(1.5))
    assert (outcome.ending, outcome.booking and outcome.booking.end) == (Ending.ALREADY, at(2))
