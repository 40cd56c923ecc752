"""Booking at the door: exactly one booking or none, whatever is lost, and a true answer."""

import asyncio
from datetime import timedelta

import pytest

from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.backends.base import RoomSettings
from kiosk.domain.connection import Trouble
from kiosk.domain.hours import OpeningHours
from tests.acting.conftest import Opened
from tests.acting.proxy import MADE, NOT_MADE, Fault, Plain
from tests.backends.houses import ATRIUM, NOW, Event, at
from tests.wire.scripted_server import Reply

MEETING = Event(at(0.5), at(1), subject="Review")


async def test_a_booking_is_done_when_it_is_seen_there(opened: Opened) -> None:
    site = await opened()
    outcome = await site.desk.book(ATRIUM, NOW, at(1), "Stand-up")
    (shown,) = await site.booked()
    assert (outcome.act, outcome.room_id, outcome.ending) == (Act.BOOK, ATRIUM, Ending.DONE)
    assert outcome.booking is not None
    assert (outcome.booking.id, outcome.booking.subject) == (shown.booking_id, "Stand-up")
    assert (outcome.booking.start, outcome.booking.end) == (NOW, at(1)) == (shown.start, shown.end)
    assert site.changes == [1]


async def test_what_is_seen_to_be_taken_is_not_asked_for(opened: Opened) -> None:
    site = await opened(MEETING, Event(at(1), at(2)))
    outcome = await site.desk.book(ATRIUM, NOW, at(1))
    assert (outcome.ending, outcome.free_from) == (Ending.TAKEN, at(2))
    assert outcome.holder is not None
    assert (outcome.holder.start, outcome.holder.subject) == (at(0.5), "Review")
    assert site.proxy.asked("POST") == 0


@pytest.mark.parametrize("private", [True, False])
async def test_who_was_faster_is_told_but_nothing_private(opened: Opened, *, private: bool) -> None:
    site = await opened(Event(at(3), at(4), private=True))

    async def faster() -> None:
        await site.other.book(ATRIUM, at(0.5), at(3), "Salary talk")

    site.proxy.on("POST", faster)
    outcome = await site.desk.book(ATRIUM, *((at(2), at(3)) if not private else (at(2.5), at(3.5))))
    assert outcome.ending is Ending.TAKEN
    assert outcome.holder is not None
    if private:
        assert (outcome.holder.subject, outcome.holder.organizer, outcome.free_from) == (None, None, at(4))
    else:
        assert (outcome.holder.subject, outcome.free_from) == ("Salary talk", at(4))


@pytest.mark.parametrize("fault", MADE)
async def test_a_lost_answer_is_found_again(opened: Opened, fault: Plain) -> None:
    site = await opened()
    site.proxy.on("POST", fault)
    outcome = await site.desk.book(ATRIUM, NOW, at(1))
    (shown,) = await site.booked()
    assert (outcome.ending, site.proxy.asked("POST")) == (Ending.DONE, 1)
    assert outcome.booking is not None
    assert outcome.booking.id == shown.booking_id


@pytest.mark.parametrize("fault", NOT_MADE)
async def test_a_lost_request_did_nothing_and_is_not_sent_again(opened: Opened, fault: Plain) -> None:
    site = await opened()
    site.proxy.on("POST", fault)
    outcome = await site.desk.book(ATRIUM, NOW, at(1))
    assert (outcome.ending, site.proxy.asked("POST")) == (Ending.OFFLINE, 1)
    assert outcome.trouble in {Trouble.UNREACHABLE, Trouble.TIMED_OUT, Trouble.SERVER_ERROR}
    assert await site.booked() == ()


async def test_a_request_that_arrives_after_the_first_look_is_found_too(opened: Opened) -> None:
    site = await opened()

    async def arrives() -> Plain:
        await site.other.book(ATRIUM, NOW, at(1), marker="mark-1")
        return None

    async def lost() -> Plain:
        site.proxy.on("GET", None, None, None, arrives)
        return Fault.REQUEST_CUT

    site.proxy.on("POST", lost)
    assert (await site.desk.book(ATRIUM, NOW, at(1))).ending is Ending.DONE
    assert len(await site.booked()) == 1


@pytest.mark.parametrize("title", [None, "Review"])
async def test_a_booking_of_somebody_else_over_the_same_time_is_not_taken_for_ours(
    opened: Opened, title: str | None
) -> None:
    site = await opened()

    async def faster() -> Fault:
        await site.other.book(ATRIUM, NOW, at(1), title, marker="theirs")
        return Fault.REQUEST_CUT

    site.proxy.on("POST", faster)
    outcome = await site.desk.book(ATRIUM, NOW, at(1), title)
    assert (outcome.ending, outcome.free_from) == (Ending.TAKEN, at(1))
    assert len(await site.booked()) == 1


@pytest.mark.parametrize("fault", [*MADE, *NOT_MADE])
async def test_what_nobody_can_tell_is_unsure_and_the_next_tap_finds_it_out(opened: Opened, fault: Plain) -> None:
    site = await opened()

    async def darkness() -> Plain:
        site.proxy.always["GET"] = Fault.REQUEST_CUT
        return fault

    site.proxy.on("POST", darkness)
    lost = await site.desk.book(ATRIUM, NOW, at(1), "Stand-up")
    assert (lost.ending, lost.booking) == (Ending.UNSURE, None)
    site.proxy.always.clear()
    again = await site.desk.book(ATRIUM, NOW, at(1), "Stand-up")
    assert again.ending is (Ending.ALREADY if fault in MADE else Ending.DONE)
    assert again.booking is not None
    assert [one.booking_id for one in await site.booked() if one.start == NOW] == [again.booking.id]


async def test_without_a_connection_nothing_is_pretended(opened: Opened) -> None:
    site = await opened()
    site.proxy.always["GET"] = Fault.REQUEST_CUT
    outcome = await site.desk.book(ATRIUM, NOW, at(1))
    assert (outcome.ending, outcome.trouble) == (Ending.OFFLINE, Trouble.UNREACHABLE)
    assert site.proxy.asked("POST") == 0


async def test_a_yes_that_is_not_there_is_no_booking(opened: Opened) -> None:
    site = await opened()
    site.proxy.on("POST", Reply(b'{"id": 999, "masterBookingId": 999, "bookingState": 0, "iCalUid": "x"}'))
    outcome = await site.desk.book(ATRIUM, NOW, at(1))
    assert (outcome.ending, outcome.booking) == (Ending.CONTRADICTED, None)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("status", [401, 403])
async def test_a_token_that_is_refused_is_told_as_such(opened: Opened, method: str, status: int) -> None:
    site = await opened()
    site.proxy.always[method] = Reply(status=status)
    outcome = await site.desk.book(ATRIUM, NOW, at(1))
    assert (outcome.ending, outcome.trouble) == (Ending.NOT_ALLOWED, Trouble.NOT_ALLOWED)


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_server_that_asks_for_patience_did_nothing(opened: Opened, method: str) -> None:
    site = await opened()
    site.proxy.always[method] = Reply(status=429, headers={"Retry-After": "3600"})
    outcome = await site.desk.book(ATRIUM, NOW, at(1))
    assert (outcome.ending, outcome.trouble) == (Ending.OFFLINE, Trouble.THROTTLED)
    assert await site.booked() == ()


@pytest.mark.parametrize("hours", [None, "08:00-12:30"])
async def test_a_no_is_explained_by_a_closed_room(opened: Opened, hours: str | None) -> None:
    opening = None if hours is None else OpeningHours.parse(hours)
    site = await opened(settings=RoomSettings(time_zone="Europe/Berlin", hours=opening))
    site.proxy.on("POST", Reply(status=400))
    outcome = await site.desk.book(ATRIUM, NOW, at(1))
    assert outcome.ending is (Ending.REFUSED if hours is None else Ending.CLOSED)
    assert bool(outcome.reason) is (hours is None)


async def test_a_room_that_nobody_knows_is_gone(opened: Opened) -> None:
    site = await opened()
    assert (await site.desk.book("99", NOW, at(1))).ending is Ending.GONE


@pytest.mark.parametrize("late", [False, True])
async def test_a_room_deleted_under_the_panel_is_gone(opened: Opened, *, late: bool) -> None:
    site = await opened()
    await site.backend.agendas([ATRIUM], NOW)  # a panel has looked before anybody taps

    async def delete() -> None:
        await site.other.client.transport.request("PUT", f"/api/kiosk/v1/rooms/{ATRIUM}", body=b'{"isDeleted": true}')

    if late:
        site.proxy.on("POST", delete)
    else:
        await delete()
    assert (await site.desk.book(ATRIUM, NOW, at(1))).ending is Ending.GONE
    assert await site.booked() == ()
    (shown,) = (await site.backend.agendas([ATRIUM], NOW)).agendas
    assert shown.room.gone


@pytest.mark.parametrize(("start", "end"), [(-2, -1), (-1, 0)])
async def test_a_time_that_is_over_is_not_asked_for(opened: Opened, start: float, end: float) -> None:
    site = await opened()
    assert (await site.desk.book(ATRIUM, at(start), at(end))).ending is Ending.TOO_LATE
    assert site.proxy.asked("POST") == 0


async def test_a_time_that_ends_before_it_begins_is_refused(opened: Opened) -> None:
    site = await opened()
    assert (await site.desk.book(ATRIUM, at(2), at(1))).ending is Ending.REFUSED
    assert await site.booked() == ()


async def test_a_booking_beyond_the_agenda_is_seen_there_too(opened: Opened) -> None:
    site = await opened()
    outcome = await site.desk.book(ATRIUM, at(24 * 9), at(24 * 9 + 1))
    assert outcome.ending is Ending.DONE
    again = await site.desk.book(ATRIUM, at(24 * 9), at(24 * 9 + 1))
    assert (again.ending, again.free_from) == (Ending.TAKEN, at(24 * 9 + 1))


async def test_a_double_tap_is_one_booking(opened: Opened) -> None:
    site = await opened()
    taps = (NOW, NOW, NOW + timedelta(minutes=1))
    outcomes = await asyncio.gather(*(site.desk.book(ATRIUM, one, at(1)) for one in taps))
    assert [one.ending for one in outcomes] == [Ending.DONE] * 3
    assert (len(await site.booked()), site.proxy.asked("POST"), site.changes) == (1, 1, [1])


async def test_two_times_at_once_are_two_bookings(opened: Opened) -> None:
    site = await opened()
    outcomes = await asyncio.gather(*(site.desk.book(ATRIUM, at(one), at(one + 1)) for one in (0, 1)))
    assert [one.ending for one in outcomes] == [Ending.DONE] * 2
    assert len(await site.booked()) == 2


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=2)])
async def test_a_clock_that_jumps_does_not_change_what_was_asked_for(opened: Opened, ahead: timedelta) -> None:
    site = await opened()

    async def jump() -> None:
        site.clock.ahead = ahead

    site.proxy.on("POST", jump)
    outcome = await site.desk.book(ATRIUM, NOW, at(1))
    (shown,) = await site.booked()
    assert (outcome.ending, shown.start, shown.end) == (Ending.DONE, NOW, at(1))


async def test_an_act_that_was_begun_goes_on_without_its_sheet(opened: Opened) -> None:
    site = await opened()
    sent = asyncio.Event()

    async def begun() -> None:
        sent.set()

    site.proxy.on("POST", begun)
    tap: asyncio.Task[Outcome] = asyncio.create_task(site.desk.book(ATRIUM, NOW, at(1)))
    await sent.wait()
    tap.cancel()
    with pytest.raises(asyncio.CancelledError):
        await tap
    await site.desk.settled()
    assert (len(await site.booked()), site.changes) == (1, [1])
