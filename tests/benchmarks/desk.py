"""The reception desk: how many arrivals a second are surely on the disk, and how soon a visitor is greeted."""

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path

from kiosk.clock import Clock
from kiosk.domain.visiting import Found, Outcome
from kiosk.server.run import EmbeddedServer
from tests.benchmarks.figures import Figure
from tests.visits.house import visit
from tests.visits.office import TOKEN, backend_at, desk_of, invited

ARRIVALS, LOOKS = 1000, 60
ENOUGH_A_SECOND, LONGEST_MS = 200.0, 300.0


def measure(home: Path, *, quick: bool) -> list[Figure]:
    """At the real local server, with what waits in the outbox growing all the while."""
    home.mkdir(parents=True, exist_ok=True)
    return asyncio.run(_measure(home, ARRIVALS // 10 if quick else ARRIVALS, LOOKS // 10 if quick else LOOKS))


async def _measure(home: Path, arrivals: int, looks: int) -> list[Figure]:
    server = EmbeddedServer(home / "server.sqlite", TOKEN, demo=False, clock=Clock())
    url = await asyncio.to_thread(server.start)
    try:
        async with backend_at(url) as backend:
            desk, _ = desk_of(backend, home)
            begun = time.perf_counter()
            for number in range(arrivals):
                await desk.check_in(visit(number, f"A{number:05}"))
            rate = arrivals / (time.perf_counter() - begun)
            greeted = []
            for number in range(looks):
                code = (await invited(backend, f"Visitor {number}", datetime.now(UTC))).code
                begun = time.perf_counter()
                found = await desk.look_up(code)
                greeted.append(1000 * (time.perf_counter() - begun))
                if not isinstance(found, Found) or found.outcome is not Outcome.FOUND:
                    raise RuntimeError("a visitor was not found")
    finally:
        await asyncio.to_thread(server.stop)
    return [
        Figure("arrivals on the disk", "a second", (rate,), ENOUGH_A_SECOND, more=True),
        Figure("code to greeting", "ms", tuple(greeted), LONGEST_MS),
    ]
