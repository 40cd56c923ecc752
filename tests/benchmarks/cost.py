"""What one poll and one derivation cost, for one room and for thousands."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from kiosk.backends.base import RoomSettings, Snapshot
from kiosk.backends.http.auth import Auth
from kiosk.backends.offision.open import open_offision
from kiosk.clock import Clock
from kiosk.domain.agenda import Agenda
from kiosk.domain.policy import Policy
from kiosk.domain.state import derive, next_boundary
from tests.benchmarks.canned import canned
from tests.benchmarks.figures import Figure
from tests.benchmarks.office import FIRST_ID

COUNTS = (1, 10, 100, 1_000, 10_000)
ROUNDS = 5
LEAST_DERIVED = 2_000


def measure(*, quick: bool) -> list[Figure]:
    """Whole and unchanged polls against a real server on the loopback, and the states of what they bring."""
    figures = []
    for count in COUNTS[: 4 if quick else 5]:
        with canned("office", count) as url:
            figures += asyncio.run(_of(url, count))
    return figures


async def _of(url: str, count: int) -> list[Figure]:
    clock = Clock()
    backend = open_offision(url, Auth("token-of-the-benchmark"), RoomSettings(time_zone="Europe/Berlin"), clock)
    ids = [str(FIRST_ID + number) for number in range(count)]
    looks: list[tuple[float, Snapshot]] = []
    try:
        for _ in range(1 + ROUNDS):
            began = time.perf_counter()
            snapshot = await backend.agendas(ids, clock.now())
            looks.append(((time.perf_counter() - began) * 1000, snapshot))
    finally:
        await backend.aclose()
    (whole, first), later = looks[0], looks[1:]
    rooms = f"{count:,} room" + ("s" if count > 1 else "")
    asked = f"{first.requests} requests the first time, {later[-1][1].requests} in an unchanged poll"
    return [
        Figure(f"first look, {rooms}", "ms", (whole,)),
        Figure(f"unchanged poll, {rooms}", "ms", tuple(took for took, _ in later), note=asked),
        *_derived(first.agendas, rooms),
    ]


def _derived(agendas: tuple[Agenda, ...], rooms: str) -> list[Figure]:
    now, policy = datetime.now(UTC), Policy(unknown_after=timedelta(hours=1))
    return [
        Figure(f"state, {rooms}", "µs a room", _per_room(agendas, lambda one: derive(one, now, policy)), 20),
        Figure(f"next boundary, {rooms}", "µs a room", _per_room(agendas, lambda one: next_boundary(one, now, policy))),
    ]


def _per_room(agendas: tuple[Agenda, ...], work: Callable[[Agenda], object]) -> tuple[float, ...]:
    repeats = max(1, LEAST_DERIVED // len(agendas))
    values = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(repeats):
            for agenda in agendas:
                work(agenda)
        values.append((time.perf_counter() - began) * 1e6 / (repeats * len(agendas)))
    return tuple(values)
