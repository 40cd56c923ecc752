"""A real local server with invited visitors, and desks of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import LocalBackend, open_local
from kiosk.clock import Clock
from kiosk.domain.visit import Visit
from kiosk.domain.visiting import Invited
from kiosk.sync.delivery import Delivery
from kiosk.sync.delivery_lane import Deliverer
from kiosk.visiting import new
from kiosk.visits.book import Book, open_outbox
from kiosk.visits.delivery import VisitDeliverer
from kiosk.visits.desk import DeskRules, VisitDesk
from tests.visits.house import NOBODY

TOKEN = "a-token-of-the-tests"
RULES = DeskRules(zone="Europe/Berlin")
SETTINGS = RoomSettings(time_zone="Europe/Berlin")


@asynccontextmanager
async def backend_at(url: str, clock: Clock | None = None) -> AsyncIterator[LocalBackend]:
    backend = open_local(url, Auth(TOKEN), SETTINGS, clock or Clock())
    try:
        yield backend
    finally:
        await backend.aclose()


def desk_of(backend: LocalBackend, folder: Path, clock: Clock | None = None) -> tuple[VisitDesk, Delivery]:
    clock = clock or Clock()
    book = Book(open_outbox(folder, clock), "office", clock)
    desk = VisitDesk(backend, book, clock, RULES, NOBODY, new)
    deliverer = VisitDeliverer(backend, book, RULES.opening, NOBODY)
    return desk, Delivery(book.outbox, {desk.lane: Deliverer(deliverer.deliver)}, clock, Random(1))


async def invited(backend: LocalBackend, name: str, start: datetime, hours: float = 8) -> Visit:
    wish = Invited(name, "grace@example.com", start, start + timedelta(hours=hours), "Europe/Berlin")
    return await backend.invite(wish, f"invite {name}")
