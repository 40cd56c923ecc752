"""`kill -9` at any moment of a desk's day: nobody who was told "checked in" is lost, nobody counts twice."""

import multiprocessing
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from kiosk.clock import Clock
from kiosk.server.run import EmbeddedServer
from tests.visits.killed_desk import live
from tests.visits.office import TOKEN, backend_at, desk_of, invited

VISITORS, TURNS = 240, 100
AT_WORK = 0.8  # how many of the desks are killed only after they have begun to receive
Said = tuple[str, str, str]


def kill(url: str, folder: Path, codes: list[str], rng: Random, turns: range) -> list[Said]:
    """Run a desk's day for each turn, kill it at a random moment, and give all that it said until then."""
    context, said = multiprocessing.get_context("forkserver"), list[Said]()
    context.set_forkserver_preload([__name__])
    for turn in turns:
        hear, say = context.Pipe(duplex=False)
        desk = context.Process(target=live, args=(url, str(folder), codes, turn, say))
        desk.start()
        say.close()
        if rng.random() < AT_WORK:
            hear.poll(None)
        time.sleep(rng.random() * 0.1)
        desk.kill()
        desk.join()
        try:
            while True:
                said.append(hear.recv())
        except EOFError:
            hear.close()
    return said


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
async def test_a_hundred_kills_lose_nobody_and_nobody_counts_twice(ram_path: Path, seed: int) -> None:
    data, now = ram_path / "server.sqlite", datetime.now(UTC)
    server = EmbeddedServer(data, TOKEN, demo=False, clock=Clock())
    url = server.start()
    try:
        async with backend_at(url) as backend:
            start = now - timedelta(hours=1)
            codes = [(await invited(backend, f"Visitor {one}", start)).code for one in range(VISITORS)]
            said = kill(url, ram_path, codes, Random(seed), range(TURNS))
            desk, delivery = desk_of(backend, ram_path)
            await delivery.flush(120)
            assert await desk.book.outbox.items() == ()
            assert desk.book.outbox.file.damaged() == ()
    finally:
        server.stop()
    compare(data, said)


def compare(data: Path, said: list[Said]) -> None:
    """What the server has, against what visitors were told."""
    with sqlite3.connect(data) as connection:
        acts = connection.execute("SELECT key, badge_id, act FROM visit_act WHERE act <> 'invite'").fetchall()
        names = [name for (name,) in connection.execute("SELECT name FROM visitor WHERE name LIKE 'Guest %'")]
        badges = connection.execute("SELECT id, checked_in, checked_out FROM badge").fetchall()
    connection.close()
    keys = [key for key, _, _ in acts]
    assert {key for _, _, key in said} <= set(keys), "lost"
    assert len({(badge, act) for _, badge, act in acts}) == len(acts), "doubled"
    assert len(names) == len(set(names)), "doubled"
    assert {name for act, name, _ in said if act == "walk-in"} <= set(names), "lost"
    assert all(came is not None for _, came, left in badges if left is not None), "left before they came"
    assert len(said) > TURNS / 2, "the day was hardly begun"
