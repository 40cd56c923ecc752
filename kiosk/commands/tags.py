"""`kiosk tags`: the panels there are, and what each tag would show."""

import argparse
import asyncio
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.backends.base import Snapshot
from kiosk.commands.output import complain, print_table
from kiosk.domain.access import AccessKeys
from kiosk.domain.state import derive
from kiosk.settings import Settings, clock_for, policy_of, settle
from kiosk.site import open_backend, open_memory
from kiosk.tags.bindings import Binding, bindings_of
from kiosk.tags.codecs.png import png
from kiosk.tags.draw import Artist, Sign, sketch
from kiosk.tags.face import face_of
from kiosk.tags.panels import panels
from kiosk.wording import Words

DONE, USAGE, REFUSED = 0, 2, 5


@dataclass(frozen=True, slots=True)
class _Known:
    snapshot: Snapshot
    keys: AccessKeys
    at: datetime


def run(options: argparse.Namespace) -> int:
    """List the panels, or draw every tag; exit 2 for mistakes in the config or no folder, 5 for rooms nobody knows."""
    if options.act == "panels":
        rows = [(one.name, str(one.width), str(one.height), one.palette.value, f"{one.ppi:.0f}") for one in panels()]
        print_table(("panel", "width", "height", "palette", "ppi"), rows)
        return DONE
    settings = settle(options, os.environ)
    bindings, mistakes = bindings_of(settings.config.tags)
    for mistake in mistakes:
        complain(f"{settings.file}: [[tags.tag]] {mistake}")
    if mistakes:
        return USAGE
    known = asyncio.run(_fetched(settings, bindings, options.at))
    return _written(settings, bindings, known, options.output)


async def _fetched(settings: Settings, bindings: tuple[Binding, ...], at: datetime | None) -> _Known:
    clock = clock_for(at, settings.config)
    rooms = tuple(dict.fromkeys(one.tag.room for one in bindings))
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            snapshot = await backend.agendas(rooms, clock.now(), whole=True)
            there = tuple(agenda.room.id for agenda in snapshot.agendas)
            keys = await backend.access_keys(there) if backend.capabilities.access_keys and there else ()
            return _Known(snapshot, AccessKeys(keys, clock.now()), clock.now())


def _written(settings: Settings, bindings: tuple[Binding, ...], known: _Known, folder: Path) -> int:
    artist, missing = Artist(), False
    for one in bindings:
        sign = _sign(settings, one, known, artist)
        if sign is None:
            complain(f'tag "{one.tag.id}": the server knows no room "{one.tag.room}"')
            missing = True
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{one.tag.id}.png").write_bytes(png(sign.picture))
        except OSError as problem:
            complain(f"{folder}: the pictures cannot be written there ({problem.strerror})")
            return USAGE
        if sign.written_out:
            complain(f'tag "{one.tag.id}": a text on it has characters that no font here draws; Latin letters stand in')
    return REFUSED if missing else DONE


def _sign(settings: Settings, one: Binding, known: _Known, artist: Artist) -> Sign | None:
    agenda = next((agenda for agenda in known.snapshot.agendas if agenda.room.id == one.tag.room), None)
    if agenda is None:
        return None
    state = derive(agenda, known.at, policy_of(settings.config))
    words = Words(one.tag.language, hour12=settings.config.panel.time_format == "12h")
    key = known.keys.of(one.tag.room)
    return artist.draw(sketch(face_of(state, agenda, words, key.url if key else ""), one.panel))
