"""Booking at an Offision server: what names a room, what says that a time is taken, and what an extension is."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from kiosk.backends.abilities import Abilities, abilities_of
from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import Conflict, Garbled, NotAllowed, Rejected
from kiosk.backends.http.auth import Auth
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.backends.offision.enums import LearnedEnums
from kiosk.backends.offision.naming import BookingResource
from kiosk.backends.offision.open import open_offision
from kiosk.clock import Clock
from kiosk.domain.booking import Booking
from tests.backends.acting import attempt
from tests.backends.houses import ATRIUM, NOW, at
from tests.wire.office import PATHS, Office, listed, resource, status
from tests.wire.scripted_server import Answer, Later, Reply, Request, ScriptedServer, json_reply, serving

CREATE = "/api/external/booking"
MADE = {"id": 31, "masterBookingId": 31, "bookingState": 0, "iCalUid": "x"}
TAKEN = listed("a", at(0.5).isoformat(), at(2).isoformat(), subject="Salary talk")
Connect = Callable[..., OffisionBackend]


class Desk:
    """An office that takes bookings as `answer` says."""

    def __init__(self) -> None:
        self.office = Office([status(1)], [], [resource(1)], names={"booked": 0, "cancelled": 3})
        self.answer: Answer = json_reply(MADE)
        self.asked = list[Any]()
        self.was_listed = asyncio.Event()

    def __call__(self, request: Request) -> Answer:
        if request.path == PATHS["list"]:
            self.was_listed.set()
        if request.path != CREATE:
            return self.office(request)
        self.asked.append(json.loads(request.body))
        return self.answer


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def server(desk: Desk) -> AsyncIterator[ScriptedServer]:
    async with serving(desk) as running:
        yield running


@pytest.fixture
async def connect(server: ScriptedServer) -> AsyncIterator[Connect]:
    opened = list[OffisionBackend]()

    def build(kind: str = "id", emails: dict[str, str] | None = None, learned: LearnedEnums | None = None) -> Any:  # noqa: ANN401
        settings = RoomSettings(emails=emails or {})
        naming = BookingResource(kind)
        backend = open_offision(server.url, Auth("t"), settings, Clock(), booking_resource=naming, learned=learned)
        opened.append(backend)
        return backend

    yield build
    for one in opened:
        await one.aclose()


@pytest.mark.parametrize(("kind", "name"), [("id", "1"), ("accessId", "R1"), ("email", "atrium@example.com")])
async def test_a_room_is_named_as_the_config_says(desk: Desk, connect: Connect, kind: str, name: str) -> None:
    made = await connect(kind, {"1": "atrium@example.com"}).book(ATRIUM, NOW, at(1), "Stand-up")
    (sent,) = desk.asked
    assert (made, sent["resources"]) == (Booking("31", ATRIUM, NOW, at(1), "Stand-up"), [name])
    assert (sent["period"]["start"], sent["period"]["end"]) == ("2026-03-30T10:00:00Z", "2026-03-30T11:00:00Z")
    assert (sent["subject"], sent["isAllDay"]) == ("Stand-up", False)


async def test_a_room_without_an_access_id_is_not_booked_by_another_name(desk: Desk, connect: Connect) -> None:
    desk.office.directory[0]["accessId"] = None
    with pytest.raises(Rejected, match="no access id"):
        await connect("accessId").book(ATRIUM, NOW, at(1))
    assert not desk.asked


async def test_a_room_without_an_address_is_not_booked_and_its_key_is_named(desk: Desk, connect: Connect) -> None:
    with pytest.raises(Rejected) as no:
        await connect("email", {"2": "library@example.com"}).book(ATRIUM, NOW, at(1))
    assert (no.value.hint, desk.asked) == ('Set [rooms."1"] email.', [])


async def test_without_any_address_there_is_no_booking_by_address(connect: Connect) -> None:
    assert abilities_of(connect("email")) == Abilities()
    able = abilities_of(connect("email", {"1": "atrium@example.com"}))
    assert (able.book is None, able.extend is None) == (False, False)


@pytest.mark.parametrize("code", [400, 409, 412, 422])
async def test_a_refusal_is_a_conflict_where_a_booking_is_seen_in_the_way(
    desk: Desk, connect: Connect, code: int
) -> None:
    desk.answer = Reply(b'{"message": "Salary talk"}', code)
    desk.office.appointments.append(TAKEN)
    with pytest.raises(Conflict) as no:
        await connect().book(ATRIUM, NOW, at(1))
    assert "Salary" not in f"{no.value} {no.value.hint}"


@pytest.mark.parametrize(
    "row",
    [
        None,
        listed("a", at(1).isoformat(), at(2).isoformat()),
        listed("a", at(0).isoformat(), at(1).isoformat(), room=2),
        listed("a", at(0).isoformat(), at(1).isoformat(), state=3),
        listed("a", "never", at(1).isoformat()),
    ],
)
async def test_a_refusal_with_nothing_in_the_way_is_a_refusal(
    desk: Desk, connect: Connect, row: dict[str, Any] | None
) -> None:
    desk.answer = Reply(status=400)
    desk.office.appointments = [] if row is None else [row]
    learned = LearnedEnums({"booking.state": {"booked": 0, "cancelled": 3}})
    outcome = await attempt(connect(learned=learned).book(ATRIUM, NOW, at(1)))
    assert type(outcome) is Rejected


async def test_a_refusal_is_one_also_where_the_list_cannot_be_had(desk: Desk, connect: Connect) -> None:
    desk.answer = Reply(status=400)
    desk.office.broken["list"] = Reply(status=500)
    assert type(await attempt(connect().book(ATRIUM, NOW, at(1)))) is Rejected


async def test_a_token_that_may_not_book_is_told_so(desk: Desk, connect: Connect) -> None:
    desk.answer = Reply(status=403)
    with pytest.raises(NotAllowed):
        await connect().book(ATRIUM, NOW, at(1))


async def test_a_booking_without_an_id_is_not_taken_for_one(desk: Desk, connect: Connect) -> None:
    desk.answer = json_reply({"bookingState": 0})
    with pytest.raises(Garbled):
        await connect().book(ATRIUM, NOW, at(1))


async def test_an_extension_is_a_booking_that_directly_follows_and_is_about_the_same(
    desk: Desk, connect: Connect
) -> None:
    longer = await connect().extend(Booking("7", ATRIUM, at(-1), at(0.5), "Review"), at(1))
    (sent,) = desk.asked
    assert longer == Booking("31", ATRIUM, at(0.5), at(1), "Review")
    assert (sent["period"]["start"], sent["subject"]) == ("2026-03-30T10:30:00Z", "Review")


async def test_after_an_act_nothing_seen_before_is_relied_on(desk: Desk, connect: Connect) -> None:
    backend = connect()
    await backend.agendas([ATRIUM], NOW)
    desk.office.appointments.append(TAKEN)
    assert not (await backend.agendas([ATRIUM], NOW)).agendas[0].appointments
    desk.answer = Reply(status=409)
    await attempt(backend.book(ATRIUM, NOW, at(1)))
    assert (await backend.agendas([ATRIUM], NOW)).agendas[0].appointments


async def test_a_look_that_an_act_overtook_is_not_relied_on_either(
    desk: Desk, connect: Connect, server: ScriptedServer
) -> None:
    backend, ready = connect(), asyncio.Event()
    desk.office.broken["status"] = Later(json_reply([status(1)]), ready)
    look = asyncio.create_task(backend.agendas([ATRIUM], NOW))
    await server.until_hanging(1)
    await desk.was_listed.wait()
    await backend.book(ATRIUM, at(0.5), at(2))
    desk.office.appointments.append(TAKEN)
    ready.set()
    assert not (await look).agendas[0].appointments
    assert (await backend.agendas([ATRIUM], NOW)).agendas[0].appointments


async def test_a_booking_carries_its_marker_in_its_text_and_no_text_without_one(desk: Desk, connect: Connect) -> None:
    backend = connect()
    await backend.book(ATRIUM, NOW, at(1), marker="tap-7")
    await backend.book(ATRIUM, NOW, at(1))
    assert [one.get("textBody") for one in desk.asked] == ["room-kiosk tap-7", None]


@pytest.mark.parametrize(
    ("text", "subject", "found"),
    [
        ("<p>room-kiosk tap-7</p>", "Changed", True),
        ("room-kiosk tap-8", "Review", False),
        ("Agenda: 1. Figures", "Review", False),
        (None, "Review", True),
        (" ", "Review", True),
        (None, "Salary talk", False),
    ],
)
async def test_without_texts_it_is_told_by_its_time_and_subject(
    desk: Desk, connect: Connect, text: str | None, subject: str, *, found: bool
) -> None:
    row = listed("a", NOW.isoformat(), at(1).isoformat(), subject=subject)
    desk.office.appointments.append({**row, "textBody": text})
    own = await connect().find_own(ATRIUM, NOW, at(1), "Review", marker="tap-7")
    assert (own is not None) is found


async def test_of_two_that_look_the_same_neither_is_known_to_be_ours(desk: Desk, connect: Connect) -> None:
    desk.office.appointments += [listed(one, NOW.isoformat(), at(1).isoformat(), subject="Review") for one in "ab"]
    assert await connect().find_own(ATRIUM, NOW, at(1), "Review", marker="tap-7") is None
