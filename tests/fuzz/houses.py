"""The backends over recorded answers, and everything that a program asks of them."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from kiosk.backends.base import RoomSettings
from kiosk.backends.epaper import TagCondition
from kiosk.backends.errors import BackendError
from kiosk.backends.http.address import Address, parse_address
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.exchange import Connections
from kiosk.backends.http.transport import Transport
from kiosk.backends.local.backend import LocalBackend
from kiosk.backends.local.directory import LocalDirectory
from kiosk.backends.local.environment import LocalEnvironment
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.checkin import CheckInCommand
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.relayed import RelayedSession
from kiosk.backends.nexudus.session import Session
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.backends.offision.calibration import Calibration
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.directory import OffisionDirectory
from kiosk.backends.offision.enums import LearnedEnums
from kiosk.clock import FixedClock
from kiosk.domain.booking import Booking
from kiosk.domain.problem import Problem, Report
from kiosk.domain.room import Room
from kiosk.domain.visit import Visit
from kiosk.server.run import EmbeddedServer
from tests.fuzz.played import NOWHERE, Recording, Runs
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.fake_bookings import text
from tests.wire.conftest import TOKEN
from tests.wire.scripted_server import serving

FRIDAY = datetime.fromisoformat("2026-11-20T14:12:00+01:00").astimezone(UTC)
MONDAY = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SETTINGS = RoomSettings(time_zone="Europe/Berlin")
Connect = Callable[[Address, int], Connections]
Work = Callable[[Any], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class House:
    """A backend over connections, what a program asks of it, and what was answered when it was asked."""

    name: str
    opened: Callable[[Connect], Any]
    works: dict[str, Work]
    answers: dict[str, bytes]


def offision(connect: Connect, address: Address = NOWHERE) -> OffisionBackend:
    """One of an Offision server."""
    clock = FixedClock(FRIDAY)
    client = OffisionClient(Transport(address, Auth(TOKEN), clock, connect=connect))
    calibration = Calibration(clock, LearnedEnums(), lambda _: None)
    return OffisionBackend(client, OffisionDirectory(client, "en"), calibration, SETTINGS, clock)


def local(connect: Connect, address: Address = NOWHERE) -> LocalBackend:
    """One of the local server."""
    clock = FixedClock(FRIDAY)
    client = OffisionClient(Transport(address, Auth(TOKEN), clock, connect=connect))
    environment = LocalEnvironment(client.transport, celsius_unit=0)
    calibration = Calibration(clock, LearnedEnums(), lambda _: None)
    directory = LocalDirectory(client.transport)
    return LocalBackend(client, directory, calibration, SETTINGS, clock, environment=environment)


def nexudus(connect: Connect, address: Address = NOWHERE) -> NexudusBackend:
    """One of a Nexudus account."""
    clock, login = FixedClock(MONDAY), Login(USER, PASSWORD, "")
    session = Session(Transport(address, login, clock, connect=connect), login, clock)
    client, numbers = NexudusClient(session), count(1)
    return NexudusBackend(client, SETTINGS, clock, CheckInCommand(client, clock), lambda: f"n{next(numbers)}")


def relayed(connect: Connect) -> RelayedSession:
    """A session by way of a relay."""
    return RelayedSession(Transport(NOWHERE, Auth(TOKEN), FixedClock(MONDAY), connect=connect))


def visit(visit_id: str, code: str, at: datetime) -> Visit:
    return Visit(visit_id, code, at - HOUR, at + HOUR, "Europe/Berlin", uid="u", building_id="1")


OFFISION: dict[str, Work] = {
    "rooms": lambda one: one.rooms(),
    "agendas": lambda one: one.agendas(["1", "2", "3"], FRIDAY),
    "keys": lambda one: one.lasting_keys(["1", "2"]),
    "subscribe": lambda one: one.subscribe(["1"], "http://127.0.0.1:9/hint", 60),
    "book": lambda one: one.book("1", FRIDAY + 9 * HOUR, FRIDAY + 10 * HOUR, "x", marker="m"),
    "own": lambda one: one.find_own("1", FRIDAY, FRIDAY + HOUR, "x", marker="m"),
    "visitors": lambda one: one.visitors(FRIDAY),
    "presence": lambda one: one.report_presence("OCC301", motion=True),
    "tags": lambda one: one.tag_controllers(),
    "tag": lambda one: one.report_tag(TagCondition("1", online=True, battery_percent=5)),
    "hosts": lambda one: one.find_hosts("a"),
}
LOCAL: dict[str, Work] = {
    **OFFISION,
    "environment": lambda one: one.environment(["1", "2", "3"]),
    "problems": lambda one: one.problems(),
    "report": lambda one: one.report_problem(Report(Room("1", "x", "UTC"), Problem.OTHER, FRIDAY, "x"), "k" * 20),
    "expected": lambda one: one.expected(),
    "find": lambda one: one.find_visits("SPREE1", FRIDAY),
    "lock": lambda one: one.guess_lock("1", FRIDAY),
    "missed": lambda one: one.guess_missed("1", FRIDAY),
    "walk_in": lambda one: one.walk_in(visit("w", "ABCDEF", FRIDAY), "k" * 20),
}
_HELD = Booking("900001", "1", MONDAY - HOUR, MONDAY + HOUR, "Design review")
NEXUDUS: dict[str, Work] = {
    "rooms": lambda one: one.rooms(),
    "agendas": lambda one: one.agendas(["1", "2"], MONDAY),
    "whole": lambda one: one.agendas(["1", "2"], MONDAY, whole=True),
    "book": lambda one: one.book("2", MONDAY + 2 * HOUR, MONDAY + 3 * HOUR, "Stand-up"),
    "extend": lambda one: one.extend(_HELD, MONDAY + 2 * HOUR),
    "check_in": lambda one: one.check_in(_HELD),
    "end": lambda one: one.end(_HELD, MONDAY + HOUR / 2),
    "cancel": lambda one: one.cancel(_HELD),
    "find": lambda one: one.find_visits("7", MONDAY),
    "arrive": lambda one: one.arrive(visit("7", "7", MONDAY), MONDAY, "k"),
    "leave": lambda one: one.leave(visit("7", "7", MONDAY), MONDAY, "k"),
}


def houses(run: Runs[Any]) -> tuple[House, ...]:
    """Each backend with answers of the demo building, or of the account that the tests have."""
    with _demo() as address:
        plain = run(recorded(offision, address, OFFISION))
        own = run(recorded(local, address, LOCAL))
    account = run(_account())
    return (
        House("offision", offision, OFFISION, plain),
        House("local", local, LOCAL, own),
        House("nexudus", nexudus, NEXUDUS, account),
    )


async def recorded(
    opened: Callable[[Connect, Address], Any], address: Address, works: dict[str, Work]
) -> dict[str, bytes]:
    """What is answered while all of it is asked, once."""
    answers = dict[str, bytes]()
    for work in works.values():
        backend = opened(lambda where, cap: Recording(where, cap, answers), address)
        try:
            await work(backend)
        except BackendError:
            continue
        finally:
            await backend.aclose()
    return answers


@contextmanager
def _demo() -> Iterator[Address]:
    server = EmbeddedServer(None, TOKEN, demo=True, clock=FixedClock(FRIDAY))
    try:
        yield parse_address(server.start())
    finally:
        server.stop()


async def _account() -> dict[str, bytes]:
    fake = FakeNexudus(FixedClock(MONDAY))
    fake.bookings.put_in(1, MONDAY - HOUR, MONDAY + HOUR)
    fake.bookings.put_in(2, MONDAY + 4 * HOUR, MONDAY + 5 * HOUR)
    closure: dict[str, Any] = {"FromTime": text(MONDAY + 5 * HOUR), "ToTime": text(MONDAY + 9 * HOUR), "Resources": [2]}
    fake.closures[7] = {"Id": 7, **closure}
    fake.visitors[7] = {
        "Id": 7, "BusinessId": 1, "BusinessName": "Harbour House", "CoworkerId": 5, "FullName": "Ada",
        "VisitorCode": "7", "Email": "a@example.net", "ExpectedArrival": text(MONDAY), "Arrived": False,
        "ArrivalDate": None, "DepartureDate": None, "UpdatedOn": "x",
    }  # fmt: skip
    fake.coworkers[5] = {"Id": 5, "FullName": "Bea"}
    async with serving(fake) as server:
        return await recorded(nexudus, parse_address(server.url), NEXUDUS)
