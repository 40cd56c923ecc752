"""A desk's day, run again and again from its beginning until it is killed; it says what it was given a receipt for."""

import asyncio
from collections.abc import Sequence
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from kiosk.domain.visiting import Form, Found, Outcome
from kiosk.visits.desk import VisitDesk
from tests.visits.office import backend_at, desk_of


def live(url: str, folder: str, codes: Sequence[str], turn: int, say: Connection) -> None:
    """Receive everybody who has a code, and some who have none, while what waits is delivered."""
    asyncio.run(_live(url, Path(folder), codes, turn, say))


async def _live(url: str, folder: Path, codes: Sequence[str], turn: int, say: Connection) -> None:
    async with backend_at(url) as backend:
        desk, delivery = desk_of(backend, folder)
        async with asyncio.TaskGroup() as group:
            group.create_task(delivery.run())
            for number in count():
                await _receive(desk, codes[(turn * 7 + number) % len(codes)], say)
                if number % 5 == turn % 5:
                    receipt = await desk.walk_in(Form(f"Guest {turn}-{number}"))
                    say.send(("walk-in", f"Guest {turn}-{number}", receipt.key))


async def _receive(desk: VisitDesk, code: str, say: Connection) -> None:
    found = await desk.look_up(code)
    if not isinstance(found, Found) or found.visit is None:
        return
    if found.outcome is Outcome.FOUND:
        receipt = await desk.check_in(found.visit, certain=found.certain)
    elif found.outcome is Outcome.ALREADY_IN:
        receipt = await desk.check_out(found.visit, certain=found.certain)
    else:
        return
    if receipt.outcome in {Outcome.CHECKED_IN, Outcome.CHECKED_OUT, Outcome.OFFLINE_RECORDED}:
        say.send((receipt.act.value, found.visit.id, receipt.key))
