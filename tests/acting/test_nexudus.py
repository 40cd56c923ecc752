"""Acting at a door of a Nexudus account: what it lets two have, several places, closures, lost answers."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import count

import pytest

from kiosk.acting.desk import RoomDesk
from kiosk.acting.outcome import Ending
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import open_nexudus
from kiosk.domain.booking import Booking
from kiosk.domain.policy import Policy
from tests.backends.houses import ATRIUM, NOW, SETTINGS, at
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.fake_bookings import text
from tests.nexudus.hasty import HastyClock
from tests.wire.scripted_server import Answer, Raw, Reply, Request, json_reply, serving

LIST = "/api/spaces/bookings"


@dataclass(frozen=True, slots=True)
class Site:
    fake: FakeNexudus
    desk: RoomDesk

    @property
    def booked(self) -> list[tuple[str, str]]:
        return [(one["FromTime"], one["ToTime"]) for one in self.fake.bookings.records.values()]

    def writes(self) -> list[Request]:
        return [one for _, one in self.fake.seen if one.method != "GET"]


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    clock, numbers = HastyClock(NOW), count(1)
    fake = FakeNexudus(clock)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(serving(fake))
        backend = open_nexudus(server.url, Login(USER, PASSWORD, ""), SETTINGS, clock, str)
        stack.push_async_callback(backend.aclose)
        await backend.agendas([ATRIUM], NOW)  # a panel has looked before anybody taps
        yield Site(fake, RoomDesk(backend, clock, Policy(), lambda: f"mark-{next(numbers)}"))


def making(fake: FakeNexudus, answer: Answer, then: Callable[[], None] = lambda: None) -> Callable[[Request], Answer]:
    """A server that does what it is asked, and whose answer is another one."""

    def fault(request: Request) -> Answer:
        fake.bookings.create(json.loads(request.body))
        then()
        return answer

    return fault


def blind(fake: FakeNexudus) -> None:
    fake.faults["GET", LIST] = lambda _: Reply(status=502)


async def test_a_booking_is_done_when_it_is_seen_there(site: Site) -> None:
    outcome = await site.desk.book(ATRIUM, NOW, at(1), "Stand-up")
    assert outcome.ending is Ending.DONE
    assert outcome.booking is not None
    assert site.fake.bookings.records[int(outcome.booking.id)]["InternalNotes"] == "room-kiosk mark-1"
    assert len(site.writes()) == 1


@pytest.mark.parametrize("answer", [Raw(), Reply(status=502)], ids=["cut", "502"])
async def test_a_lost_answer_is_found_again(site: Site, answer: Answer) -> None:
    site.fake.faults["POST", LIST] = making(site.fake, answer)
    assert (await site.desk.book(ATRIUM, NOW, at(1))).ending is Ending.DONE
    assert (len(site.booked), len(site.writes())) == (1, 1)


async def test_what_nobody_can_tell_is_unsure_and_the_next_tap_finds_it_out(site: Site) -> None:
    site.fake.faults["POST", LIST] = making(site.fake, Raw(), lambda: blind(site.fake))
    assert (await site.desk.book(ATRIUM, NOW, at(1))).ending is Ending.UNSURE
    site.fake.faults.clear()
    assert (await site.desk.book(ATRIUM, NOW, at(1))).ending is Ending.ALREADY
    assert len(site.booked) == 1


async def test_a_pause_that_is_asked_for_after_the_booking_does_not_say_that_there_is_none(site: Site) -> None:
    def busy() -> None:
        site.fake.throttling = ["3600"] * 50

    site.fake.faults["POST", LIST] = making(site.fake, Raw(), busy)
    assert (await site.desk.book(ATRIUM, NOW, at(1))).ending is Ending.UNSURE
    assert len(site.booked) == 1


async def test_one_in_doubt_that_came_too_late_is_taken_back_by_the_next_tap(site: Site) -> None:
    site.fake.bookings.checks_overlap = False

    def faster(request: Request) -> Answer:
        site.fake.bookings.put_in(1, at(0.5), at(1))
        return making(site.fake, Raw(), lambda: blind(site.fake))(request)

    site.fake.faults["POST", LIST] = faster
    assert (await site.desk.book(ATRIUM, NOW, at(1))).ending is Ending.UNSURE
    assert len(site.booked) == 2
    site.fake.faults.clear()
    assert (await site.desk.book(ATRIUM, NOW, at(1))).ending is Ending.TAKEN
    assert site.booked == [(text(at(0.5)), text(at(1)))]


async def test_a_lost_answer_of_one_that_came_too_late_is_taken_back_too(site: Site) -> None:
    site.fake.bookings.checks_overlap = False

    def faster(request: Request) -> Answer:
        site.fake.bookings.put_in(1, at(0.5), at(1))
        return making(site.fake, Raw())(request)

    site.fake.faults["POST", LIST] = faster
    outcome = await site.desk.book(ATRIUM, NOW, at(1))
    assert (outcome.ending, outcome.free_from) == (Ending.TAKEN, at(1))
    assert site.booked == [(text(at(0.5)), text(at(1)))]


async def test_a_place_among_several_is_seen_though_the_room_does_not_show_it(site: Site) -> None:
    site.fake.resources[1] |= {"AllowMultipleBookings": True, "Allocation": 2}
    outcomes = [await site.desk.book(ATRIUM, NOW, at(1)) for _ in range(3)]
    assert [one.ending for one in outcomes] == [Ending.DONE, Ending.DONE, Ending.TAKEN]
    assert len(site.booked) == 2


async def test_a_running_meeting_is_checked_in_extended_and_ended(site: Site) -> None:
    key = site.fake.bookings.put_in(1, at(-0.5), at(1), CancelIfNotCheckedIn=True)
    held = Booking(str(key), ATRIUM, at(-0.5), at(1))
    assert (await site.desk.check_in(ATRIUM, held)).ending is Ending.DONE
    assert (await site.desk.check_in(ATRIUM, held)).ending is Ending.ALREADY
    longer = await site.desk.extend(ATRIUM, held, at(1.5))
    assert longer.ending is Ending.DONE
    assert longer.booking is not None
    assert (await site.desk.end(ATRIUM, longer.booking)).ending is Ending.DONE
    assert (await site.desk.end(ATRIUM, longer.booking)).ending is Ending.ALREADY
    ((_, ended_at),) = site.booked
    assert text(NOW) <= ended_at < text(at(0.1))


async def test_a_cancelled_meeting_is_not_there_any_more(site: Site) -> None:
    key = site.fake.bookings.put_in(1, at(1), at(2))
    held = Booking(str(key), ATRIUM, at(1), at(2))
    assert (await site.desk.cancel(ATRIUM, held)).ending is Ending.DONE
    assert (await site.desk.cancel(ATRIUM, held)).ending is Ending.GONE


async def test_a_command_that_changes_nothing_is_no_cancellation(site: Site) -> None:
    key = site.fake.bookings.put_in(1, at(1), at(2))
    site.fake.commands_do_nothing = True
    outcome = await site.desk.cancel(ATRIUM, Booking(str(key), ATRIUM, at(1), at(2)))
    assert outcome.ending is Ending.CONTRADICTED
    assert len(site.booked) == 1


async def test_other_times_than_were_asked_for_are_no_booking(site: Site) -> None:
    def shifted(request: Request) -> Answer:
        made = site.fake.bookings.create({**json.loads(request.body), "ToTime": text(at(2))})
        return json_reply({"WasSuccessful": True, "Value": {"Id": made}})

    site.fake.faults["POST", LIST] = shifted
    outcome = await site.desk.book(ATRIUM, NOW, at(1))
    assert (outcome.ending, outcome.holder) == (Ending.CONTRADICTED, None)


async def test_a_refusal_to_show_what_was_made_does_not_say_that_nothing_was(site: Site) -> None:
    def forbid() -> None:
        site.fake.forbidden.add(LIST)

    site.fake.faults["POST", LIST] = making(site.fake, Raw(), forbid)
    assert (await site.desk.book(ATRIUM, NOW, at(1))).ending is Ending.UNSURE
    assert len(site.booked) == 1
