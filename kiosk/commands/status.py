"""`kiosk status`: the state of rooms, fetched once."""

import argparse
import os
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.backends.base import Snapshot
from kiosk.backends.errors import BackendError, NotFound
from kiosk.commands.output import complain, complain_of, print_json, print_table
from kiosk.commands.progress import during
from kiosk.domain.state import RoomState, derive
from kiosk.report import state_document
from kiosk.settings import Settings, clock_for, policy_of, room_settings, settle, watched_rooms
from kiosk.site import open_backend, open_memory
from kiosk.sync.knowledge import went_on
from kiosk.wording import Words


@dataclass(frozen=True, slots=True)
class Look:
    """What one fetch gave: the snapshot, or what is remembered beside the failure."""

    snapshot: Snapshot
    at: datetime
    failure: BackendError | None = None


def run(options: argparse.Namespace) -> int:
    """Print one state a room; exit 5 where a room is not known, and as the failure says where nothing was fetched."""
    settings = settle(options, os.environ)
    look = during(
        "Asking how the rooms are", _look(settings, tuple(dict.fromkeys(options.room)), options.at), quiet=options.json
    )
    policy = policy_of(settings.config)
    states = [derive(agenda, look.at, policy) for agenda in look.snapshot.agendas]
    words = Words(settings.config.panel.language, hour12=settings.config.panel.time_format == "12h")
    if states or look.failure is None:
        _print(states, look.at, words, settings, as_json=options.json)
    return _verdict(look)


async def _look(settings: Settings, asked: tuple[str, ...], at: datetime | None) -> Look:
    clock = clock_for(at, settings.config)
    rooms = asked or (() if settings.demo else watched_rooms(settings.config))
    with open_memory(settings, clock) as memory:
        remembered = memory.agendas(rooms)
        told = went_on(clock, memory.store, memory.identity, remembered)
        async with open_backend(settings, clock, memory) as backend:
            try:
                rooms = rooms or tuple(room.id for room in await backend.rooms())
                snapshot = await backend.agendas(rooms, clock.now(), whole=True)
            except BackendError as failure:
                kept = tuple(replace(one, adrift=not told) for one in memory.agendas(rooms))
                return Look(Snapshot(kept), clock.now(), failure)
        if at is None and told:  # else nobody could tell later how old it is
            await memory.store.save_agendas(memory.identity, snapshot.agendas)
        return Look(snapshot, clock.now())


def _print(states: list[RoomState], at: datetime, words: Words, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        zone = ZoneInfo(room_settings(settings.config).time_zone)
        rooms = [state_document(state, words.sentence(state)) for state in states]
        print_json({"at": at.astimezone(zone).isoformat(), "rooms": rooms})
        return
    rows = [(one.room.id, one.room.name, one.status.value, words.sentence(one), _age(one)) for one in states]
    print_table(("id", "room", "state", "", "age"), rows)


def _age(state: RoomState) -> str:
    age = state.freshness.age
    return "" if age is None else f"{age.total_seconds():.0f} s"


def _verdict(look: Look) -> int:
    if look.failure is not None:
        return complain_of(look.failure)
    for room in look.snapshot.unknown_rooms:
        complain(f'the server knows no room "{room}"; `kiosk rooms` lists those that it knows')
    return NotFound.exit_code if look.snapshot.unknown_rooms else 0
