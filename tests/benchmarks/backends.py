"""What ten thousand rooms cost the client, by either API: processor time to fetch and derive; and decoding alone."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta

from kiosk.backends.base import Backend, RoomSettings
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.decode import decode_all, split
from kiosk.backends.nexudus.budget import Budget, Need
from kiosk.backends.nexudus.envelope import read_page, read_rows
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import open_nexudus
from kiosk.backends.nexudus.records import Booking
from kiosk.backends.offision.models import RoomStatus
from kiosk.backends.offision.open import open_offision
from kiosk.clock import Clock
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from tests.benchmarks import plain
from tests.benchmarks.account import FIRST_ID
from tests.benchmarks.canned import canned
from tests.benchmarks.figures import Figure

ROOMS = 10_000
ROUNDS = 5
IDS = [str(FIRST_ID + number) for number in range(ROOMS)]
SETTINGS = RoomSettings(time_zone="Europe/Berlin")
PLAIN = "httpx, json, dicts"


class Unlimited(Budget):
    """Waits for nothing: an account's limits are no matter of processor time."""

    async def take(self, seconds: float, need: Need) -> None:
        """At once."""


def measure(*, quick: bool) -> list[Figure]:
    """Real requests to servers on the loopback that answer from memory; only the client's processor time counts."""
    rounds = 2 if quick else ROUNDS
    with canned("office", ROOMS) as url:
        backend = open_offision(url, Auth("token-of-the-benchmark"), SETTINGS, Clock())
        figures = _of("Offision", _fetched(backend, rounds), plain.polls(url, IDS, rounds))
        figures.append(_decoding("room status", plain.status_body(url, IDS), _statuses, plain.statuses))
    with canned("account", ROOMS) as url:
        clock, login = Clock(), Login("user", "password-of-the-benchmark", "")
        account = open_nexudus(url, login, SETTINGS, clock, lambda: "n", budget=Unlimited(clock))
        figures += _of("Nexudus", _fetched(account, rounds), ())
        figures.append(_decoding("bookings list", plain.bookings_body(url), _bookings, plain.bookings))
    return figures


def _of(name: str, seconds: list[tuple[float, int]], rival: tuple[float, ...]) -> list[Figure]:
    (first, requests), *polls = seconds
    asked = f"polls in which nothing has changed; {requests} requests the first time, {polls[-1][1]} in a poll"
    rooms, whole = f"{ROOMS:,} rooms", tuple(one for one, _ in polls)
    return [
        Figure(f"{name}, first look at {rooms}, processor", "s", (first,), note="everything about every room, once"),
        Figure(f"{name}, states of {rooms}, processor", "s", whole, 1, rival, note=asked, against=PLAIN),
    ]


def _fetched(backend: Backend, rounds: int) -> list[tuple[float, int]]:
    """Processor seconds and requests of each look and the states that come of it, the first look first."""
    clock, policy = Clock(), Policy(unknown_after=timedelta(hours=1))

    async def looks() -> list[tuple[float, int]]:
        found = []
        for _ in range(1 + rounds):
            before = time.process_time()
            now = clock.now()
            snapshot = await backend.agendas(IDS, now)
            states = [derive(one, now, policy).status for one in snapshot.agendas]
            found.append((time.process_time() - before, snapshot.requests))
            assert len(states) == ROOMS
            assert Status.UNKNOWN not in states
        await backend.aclose()
        return found

    return asyncio.run(looks())


def _decoding(what: str, body: bytes, own: Callable[[bytes], int], rival: Callable[[bytes], int]) -> Figure:
    assert own(body) == rival(body) > 0
    name, mine, theirs = f"decoding, {what}", _speed(body, own), _speed(body, rival)
    note = f"{len(body) / 1e6:.1f} MB, {own(body):,} records"
    return Figure(name, "MB/s", mine, 50, theirs, note=note, more=True, against="json, dicts")


def _speed(body: bytes, work: Callable[[bytes], int]) -> tuple[float, ...]:
    """MB (10^6 bytes) of JSON a second, of processor time."""
    work(body)
    values = []
    for _ in range(ROUNDS):
        before = time.process_time()
        work(body)
        values.append(len(body) / 1e6 / (time.process_time() - before))
    return tuple(values)


def _statuses(body: bytes) -> int:
    return len(decode_all(RoomStatus, split(body)).items)


def _bookings(body: bytes) -> int:
    return len(read_rows(Booking, read_page(body).records).good)
