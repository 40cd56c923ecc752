"""What panels change goes through once, in its turn, and makes what was read before worthless."""

import asyncio
import json
import math
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest

from kiosk.backends.errors import Conflict, NoAnswer, Throttled
from kiosk.backends.http.address import parse_address
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.transport import Answer as HttpAnswer
from kiosk.backends.http.transport import Transport
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.operations import operation_of
from kiosk.domain.booking import Booking
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from kiosk.relay.gateway import Gateway, Wish
from kiosk.relay.lives import Lives
from tests.nexudus.conftest import at, held
from tests.nexudus.fake import FakeNexudus
from tests.nexudus.hasty import HastyClock
from tests.relay.conftest import START, Open
from tests.wire.scripted_server import Answer, Later, Raw, Reply, Request, ScriptedServer

LIST = "/api/spaces/bookings"


async def status(panel: NexudusBackend, room: str = "1") -> Status:
    (agenda,) = (await panel.agendas([room], START)).agendas
    return derive(agenda, START, Policy()).status


async def test_a_booking_is_seen_by_all_panels_at_once(panel: Open, fake: FakeNexudus) -> None:
    door, desk = panel(), panel()
    assert await status(desk) is Status.FREE
    made = await door.book("1", at(0), at(1), "Stand-up")
    assert await status(desk) is Status.OCCUPIED
    await door.end(made, START)
    assert await status(desk) is Status.FREE
    assert fake.bookings.cleared == []


async def test_every_act_works_by_way_of_the_relay(panel: Open, fake: FakeNexudus) -> None:
    door = panel()
    await door.agendas(["1"], START)
    made = await door.book("1", at(1), at(2), "Stand-up")
    longer = await door.extend(made, at(2.5))
    assert (await door.check_in(longer)).checked_in
    await door.cancel(longer)
    assert fake.bookings.records == {}


async def test_what_was_asked_for_before_a_change_is_not_handed_out_after_it(
    panel: Open, fake: FakeNexudus, server: ScriptedServer
) -> None:
    door, slow, late = panel(), panel(), panel()
    old, before = asyncio.Event(), Reply(b'{"Records":[],"HasNextPage":false}')
    answers: list[Answer | None] = [Later(before, old)]
    fake.faults["GET", LIST] = lambda _: answers.pop() if answers else None
    waiting = asyncio.create_task(status(slow))
    await server.until_hanging(1)
    await door.book("1", at(0), at(1))
    assert await status(late) is Status.OCCUPIED
    old.set()
    assert await waiting is Status.FREE
    assert await status(slow) is Status.OCCUPIED


@pytest.mark.parametrize(
    "answer", [Raw(), Raw((b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{",)), Reply(status=503), Reply(b"<html>")]
)
async def test_a_change_whose_answer_is_lost_is_never_sent_again(
    panel: Open, fake: FakeNexudus, answer: Answer
) -> None:
    fake.faults["POST", LIST] = lambda _: answer
    with pytest.raises(NoAnswer):
        await panel().book("1", at(0), at(1))
    assert fake.paths("POST") == [LIST]


async def test_a_booking_that_was_made_though_its_answer_was_lost_is_found(panel: Open, fake: FakeNexudus) -> None:
    def made_all_the_same(request: Request) -> Answer:
        del fake.faults["POST", LIST]
        fake(request)
        return Raw()

    fake.faults["POST", LIST] = made_all_the_same
    made = await panel().book("1", at(0), at(1))
    assert [str(one) for one in fake.bookings.records] == [made.id]
    assert fake.paths("POST").count(LIST) == 2  # the second is the fake's own call of itself


async def test_changes_go_one_by_one_and_a_second_apart(panel: Open, fake: FakeNexudus) -> None:
    panels = [panel() for _ in range(4)]
    await asyncio.gather(*(one.book("1", at(hour), at(hour + 1)) for hour, one in enumerate(panels)))
    writes = [moment for moment, one in fake.seen if one.method == "POST"]
    assert len(writes) == 4
    assert all(later - earlier >= 1.0 for earlier, later in pairwise(writes))


async def test_two_panels_that_want_the_same_hour_do_not_both_get_it(panel: Open, fake: FakeNexudus) -> None:
    outcomes = await asyncio.gather(*(panel().book("1", at(0), at(1)) for _ in range(2)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in outcomes) == [Booking.__name__, Conflict.__name__]
    assert len(fake.bookings.records) == 1


@dataclass
class Slow:
    """A way to the account on which the first request hangs until it is let go on."""

    transport: Transport
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    asked: int = 0

    async def request(
        self,
        method: str,  # noqa: ARG002 - the signature of a caller
        path: str,  # noqa: ARG002
        query: str = "",  # noqa: ARG002
        body: bytes | None = None,  # noqa: ARG002
        *,
        anew: bool = False,  # noqa: ARG002
        seconds: float = math.inf,  # noqa: ARG002
    ) -> HttpAnswer:
        self.asked += 1
        self.begun.set()
        await self.go_on.wait()
        return HttpAnswer(200, b'{"WasSuccessful":true}')

    async def aclose(self) -> None:
        await self.transport.aclose()


@pytest.mark.parametrize(("waits", "sent"), [(5.9, 1), (6.1, 2)])
async def test_a_panel_that_has_given_up_is_not_acted_for(clock: HastyClock, waits: float, sent: int) -> None:
    caller = Slow(Transport(parse_address("http://127.0.0.1:9"), Auth("t"), clock))
    gateway = Gateway(NexudusClient(caller), clock, Lives(15.0, 50))
    wish = Wish(operation_of("booking.create"), {}, b"{}")
    first = asyncio.create_task(gateway.answer(wish))
    await caller.begun.wait()
    second = asyncio.create_task(gateway.answer(replace(wish, seconds=waits)))
    await asyncio.sleep(0)  # now it stands in line
    clock.skip(6)
    caller.go_on.set()
    outcomes = await asyncio.gather(first, second, return_exceptions=True)
    assert [isinstance(one, Throttled) for one in outcomes] == [False, sent == 1]
    assert caller.asked == sent
    await gateway.aclose()


async def test_what_an_act_reads_is_never_a_kept_answer(panel: Open, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1))
    door = panel()
    await door.client.booking(booking)
    fake.bookings.records[booking]["Notes"] = "changed by somebody else"
    await door.extend(held(booking), at(2))
    assert fake.bookings.records[booking]["Notes"] == "changed by somebody else"


async def test_a_property_that_nobody_knows_goes_through_as_it_is(panel: Open, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1), RepeatOnMonday=["first"], Price=12.500)
    await panel().extend(held(booking), at(2))
    (sent,) = [one.body for _, one in fake.seen if one.method == "PUT"]
    assert (json.loads(sent)["RepeatOnMonday"], json.loads(sent)["Price"]) == (["first"], 12.5)
    assert fake.bookings.cleared == []


async def test_a_change_past_the_budget_is_not_sent_and_says_when(
    panel: Open, fake: FakeNexudus, clock: HastyClock
) -> None:
    fake.throttling = ["40"]
    with pytest.raises(Throttled) as caught:
        await panel().book("1", at(0), at(1))
    assert 39 <= caught.value.retry_after <= 40
    assert clock.skipped == 0.0
    assert fake.bookings.records == {}
