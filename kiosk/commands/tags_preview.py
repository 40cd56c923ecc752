"""`kiosk tags preview`: what each tag would show, and the bytes that its gateway would be sent."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.commands.output import complain
from kiosk.commands.progress import Progress, during, progress
from kiosk.commands.tags_settled import settled
from kiosk.config.tags import GatewayConfig
from kiosk.domain.agenda import Agenda
from kiosk.domain.state import derive
from kiosk.settings import Settings, clock_for, policy_of
from kiosk.site import open_backend, open_memory
from kiosk.tag_service.places import ask_places
from kiosk.tags.bindings import Binding
from kiosk.tags.codecs.png import png
from kiosk.tags.codecs.unfit import Unfit
from kiosk.tags.draw import Artist, Sign, sketch
from kiosk.tags.face import Face, face_of
from kiosk.tags.links import RoomsOfSigns
from kiosk.tags.raw import raw
from kiosk.tags.source import Placing
from kiosk.wording import Words

DONE, USAGE, REFUSED = 0, 2, 5


@dataclass(frozen=True, slots=True)
class _Known:
    placing: Placing
    agendas: Mapping[str, Agenda]
    links: Mapping[str, str]
    at: datetime


def run(options: argparse.Namespace) -> int:
    """Draw every tag; exit 2 for mistakes in the config or no folder, 5 for a tag that something is wrong with."""
    if (settings := settled(options)) is None:
        return USAGE
    known = during("Asking for the tags and their rooms", _fetched(settings, options.at))
    try:
        options.output.mkdir(parents=True, exist_ok=True)
        with progress() as say:
            problems = list(_written(settings, known, options.output, say, as_bytes=options.raw))
    except OSError as problem:
        complain(f"{options.output}: the pictures cannot be written there ({problem.strerror})")
        return USAGE
    if not known.placing.bindings and not problems:
        complain("there are no tags: the config has no [[tags.tag]], and takes none from the server")
    for one in problems:
        complain(one)
    return REFUSED if problems else DONE


async def _fetched(settings: Settings, at: datetime | None) -> _Known:
    clock = clock_for(at, settings.config)
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            placing = await ask_places(settings, backend)
            rooms = tuple(dict.fromkeys(one.tag.room for one in placing.bindings))
            looked = (await backend.agendas(rooms, clock.now(), whole=True)).agendas
            agendas = {one.room.id: one for one in looked}
            keys = await RoomsOfSigns(backend).access_keys(tuple(agendas)) if backend.capabilities.access_keys else ()
            return _Known(placing, agendas, {one.room_id: one.url for one in reversed(keys)}, clock.now())


def _written(settings: Settings, known: _Known, folder: Path, say: Progress, *, as_bytes: bool) -> Iterator[str]:
    """Write each, and say of each that could not be why. Raises `OSError`."""
    artist, gateways = Artist(), {one.name: one for one in settings.config.tags.gateway}
    yield from (f'tag "{lost.id}": {lost.problem}' for lost in known.placing.lost)
    every = known.placing.bindings
    for number, one in enumerate(every, start=1):
        say(f'Drawing {number} of {len(every)}, tag "{one.tag.id}"')
        face = _face(settings, one, known)
        if face is None:
            yield f'tag "{one.tag.id}": the server knows no room "{one.tag.room}"'
            continue
        sign = artist.draw(sketch(face, one.panel))
        (folder / f"{one.tag.id}.png").write_bytes(png(sign.picture))
        if sign.written_out:
            say.wipe()
            complain(f'tag "{one.tag.id}": a text on it has characters that no font here draws; Latin letters stand in')
        if as_bytes:
            yield from _raw_written(gateways[one.tag.gateway], one, face, sign, folder)


def _raw_written(gateway: GatewayConfig, one: Binding, face: Face, sign: Sign, folder: Path) -> Iterator[str]:
    try:
        sent = raw(gateway, one.tag.id, face, sign.picture, one.tag.rotation)
    except Unfit as no:
        yield f'tag "{one.tag.id}": {no.message}'
    else:
        (folder / f"{one.tag.id}.bin").write_bytes(sent)


def _face(settings: Settings, one: Binding, known: _Known) -> Face | None:
    agenda = known.agendas.get(one.tag.room)
    if agenda is None:
        return None
    state = derive(agenda, known.at, policy_of(settings.config))
    words = Words(one.tag.language, hour12=settings.config.panel.time_format == "12h")
    announce = settings.config.tags.announce_soon
    return face_of(state, agenda, words, known.links.get(one.tag.room, ""), announce_soon=announce)
