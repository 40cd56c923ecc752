"""A visitors' book that was damaged: who is in the building is still known, as far as it can be read."""

import logging
from datetime import time
from pathlib import Path
from random import Random

import pytest

from kiosk.backends.base import Capabilities
from kiosk.visits.book import BOOK
from kiosk.visits.nightly import Nightly
from tests.visits.house import Desk, House, desk, visit

GUESTS, FEW = 120, 30


async def received(folder: Path, count: int) -> Desk:
    """A desk whose backend is never told of arrivals: the book alone knows of them."""
    guests = {str(number): visit(number, f"CODE{number:03}") for number in range(count)}
    one = desk(folder, House(guests, Capabilities(visits=True)))
    for guest in guests.values():
        await one.desk.check_in(guest)
    return one


async def test_of_a_damaged_page_most_are_known_and_nobody_is_made_up(
    ram_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    one = await received(ram_path, GUESTS)
    before = {each.visit.id for each in await one.desk.present()}
    assert len(before) == GUESTS
    harmed = bytearray((ram_path / BOOK).read_bytes())
    page = harmed.index(b"h60arrive") // 4096 * 4096
    harmed[page : page + 4096] = b"\xff" * 4096
    (ram_path / BOOK).write_bytes(harmed)

    with caplog.at_level(logging.ERROR):
        after = await desk(ram_path, one.house).desk.present()
    assert {each.visit.id for each in after} < before
    assert GUESTS / 2 < sum(each.visit.visitor is not None for each in after) < GUESTS
    assert "is damaged" in caplog.text


@pytest.mark.slow
async def test_any_flipped_bit_costs_notes_at_most(ram_path: Path) -> None:
    one = await received(ram_path, FEW)
    whole, rng, known = (ram_path / BOOK).read_bytes(), Random(5), list[int]()
    for attempt in range(8):
        harmed = bytearray(whole)
        harmed[rng.randrange(100, len(harmed))] ^= 1 << rng.randrange(8)
        folder = ram_path / str(attempt)
        folder.mkdir()
        (folder / BOOK).write_bytes(harmed)
        again = desk(folder, one.house)
        await Nightly(again.desk, again.clock, "Europe/Berlin", time(20), time(3)).once()
        known.append(len(await again.desk.present()))
    assert max(known) <= FEW
    assert sum(known) > 0.9 * FEW * len(known)
