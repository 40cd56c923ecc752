"""`kiosk problems`: what was reported to the local server, and what still waits here to be sent."""

import argparse
import os
from dataclasses import dataclass
from random import Random
from typing import Any

from kiosk.backends.abilities import abilities_of
from kiosk.backends.errors import BackendError
from kiosk.commands.output import complain, complain_of, print_json, print_table
from kiosk.commands.progress import during
from kiosk.domain.problem import Reported
from kiosk.reporting import open_reporting
from kiosk.settings import Settings, clock_for, settle
from kiosk.site import open_backend, open_memory
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.outbox_item import Item
from kiosk.sync.reports import KINDS, document_of

SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Found:
    """What the server listed, what is here, and what stood in the way of more."""

    there: tuple[Reported, ...]
    here: tuple[Item, ...]
    failure: BackendError | None = None


def run(options: argparse.Namespace) -> int:
    """Print the list; exit 2 where the outbox cannot be read, and as the failure says where the server gave none."""
    settings = settle(options, os.environ)
    try:
        found = during("Asking for what was reported", _find(settings, again=options.send_again), quiet=options.json)
    except OutboxError as problem:
        complain(str(problem))
        return 2
    _print(found, as_json=options.json)
    return 0 if found.failure is None else complain_of(found.failure)


async def _find(settings: Settings, *, again: bool) -> Found:
    clock = clock_for(None, settings.config)
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            reporting = open_reporting(settings, backend, clock, Random())  # noqa: S311 - spreads requests
            if again:
                await reporting.outbox.send_again(KINDS)
            await reporting.delivery.flush(SECONDS)
            here = tuple(item for item in await reporting.outbox.items() if item.lane.kind in KINDS)
            server = abilities_of(backend).report
            if server is None:
                return Found((), here)
            try:
                return Found(await server.problems(), here)
            except BackendError as failure:
                return Found((), here, failure)


def _print(found: Found, *, as_json: bool) -> None:
    there, here = [_reported(one) for one in found.there], [_item(one) for one in found.here]
    if as_json:
        print_json({"problems": there, "outbox": here})
        return
    rows = [(one["time"], one["room"], one["problem"], one["text"], one["state"]) for one in (*here, *there)]
    print_table(("time", "room", "problem", "", "state"), rows)


def _reported(one: Reported) -> dict[str, Any]:
    return {
        "time": one.at.isoformat(timespec="seconds"),
        "room_id": one.room_id,
        "room": one.room,
        "problem": one.problem,
        "text": one.text,
        "state": "received",
    }


def _item(item: Item) -> dict[str, Any]:
    """What waits or was set aside; one that cannot be read is listed all the same."""
    try:
        held = document_of(item)
    except ValueError:
        held = {"time": "", "room_id": "", "room": "", "kind": "", "text": ""}
    way = item.lane.kind.removeprefix("report.")
    why = item.reason or item.trouble.replace("_", " ")
    return {
        "time": held["time"],
        "room_id": held["room_id"],
        "room": held["room"],
        "problem": held["kind"],
        "text": held["text"],
        "state": f"{item.state} for {way}" + (f": {why}" if why else ""),
    }
