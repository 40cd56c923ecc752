"""`kiosk visitors`: invite, list, and check out by name. For staff: names are whole here."""

import argparse
import os
import secrets
import sys
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError
from kiosk.backends.visits import InvitesVisitors
from kiosk.commands.desk import open_desk
from kiosk.commands.output import complain, complain_of, print_json, print_table
from kiosk.commands.progress import during
from kiosk.domain.visit import Visit
from kiosk.domain.visiting import Invited
from kiosk.phrases.visit import VisitPhrases
from kiosk.settings import Settings, clock_for, settle
from kiosk.site import open_backend, open_memory
from kiosk.sync.outbox_file import OutboxError
from kiosk.viewmodels.qr import qr_modules
from kiosk.visiting import rules_of
from kiosk.visits.desk import VisitDesk
from kiosk.wording import Words

DONE, NO_DISK, REFUSED = 0, 2, 5
LONGEST_NAME = 200  # at the local server, which is the one that invites
_COLUMNS = ("code", "visitor", "company", "host", "when", "where", "state")
_HALVES = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}


def run(options: argparse.Namespace) -> int:
    """Print the invitation or the list; exit 5 where the backend makes no invitations, else as a failure says."""
    settings = settle(options, os.environ)
    if options.act == "invite":
        return _invite(settings, options)
    if options.act == "check-out":
        from kiosk.commands.visitors_leave import leave  # noqa: PLC0415 - it needs this module's list

        return leave(settings, options)
    try:
        visits, failure = during("Asking who is expected", _list(settings), quiet=options.json)
    except OutboxError as problem:
        complain(str(problem))
        return NO_DISK
    _print(visits, settings, as_json=options.json)
    return DONE if failure is None else complain_of(failure)


def _invite(settings: Settings, options: argparse.Namespace) -> int:
    zone = rules_of(settings.config).zone
    start, end = (_aware(one, zone) for one in (options.start, options.end))
    if end <= start:
        complain("--to must lie after --from")
        return NO_DISK
    name = " ".join(options.name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        complain(f"--name must not be empty, nor longer than {LONGEST_NAME} characters")
        return NO_DISK
    building = options.building or (None if options.room else settings.config.reception.building or None)
    invited = Invited(
        name, options.host, start, end, zone,
        email=options.email, company=options.company, building=building, room=options.room,
    )  # fmt: skip
    visit = during("Inviting", _invited(settings, invited), quiet=options.json)
    if visit is None:
        complain("invitations are made where the visitors are kept; only a local server keeps them here")
        return REFUSED
    if options.json:
        print_json({**document(visit), "qr": visit.uid})
        return DONE
    sys.stdout.buffer.write(f"{visit.code}\n{visit.uid}\n{_drawn(visit.uid or visit.code)}\n".encode())
    sys.stdout.flush()
    return DONE


async def _invited(settings: Settings, invited: Invited) -> Visit | None:
    clock = clock_for(None, settings.config)
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            return (
                await backend.invite(invited, secrets.token_hex(20)) if isinstance(backend, InvitesVisitors) else None
            )


async def listed(backend: Backend, desk: VisitDesk, building: str) -> tuple[tuple[Visit, ...], BackendError | None]:
    """Who is expected or in by what the backend says, and who is in by what was written down here."""
    here, told, failure = await desk.present(), tuple[Visit, ...](), None
    if isinstance(backend, InvitesVisitors):
        try:
            told = await desk.book.with_notes(await backend.expected())
        except BackendError as error:
            failure = error
    told = tuple(one for one in told if not building or one.building_id == building)
    known = {one.visit.id: one.visit for one in here} | {one.id: one for one in told}
    return tuple(sorted(known.values(), key=lambda one: (one.start, one.id))), failure


async def _list(settings: Settings) -> tuple[tuple[Visit, ...], BackendError | None]:
    clock = clock_for(None, settings.config)
    async with open_desk(settings, clock) as (backend, visiting):
        return await listed(backend, visiting.desk, settings.config.reception.building)


def _print(visits: tuple[Visit, ...], settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json({"visitors": [document(one) for one in visits]})
        return
    words = Words(settings.config.panel.language, hour12=settings.config.panel.time_format == "12h")
    says = VisitPhrases(words, rules_of(settings.config).opening.opens)
    rows = [
        (
            one.code, one.visitor or "", one.company or "", one.host.name if one.host else "",
            f"{one.start.astimezone(one.zone):%Y-%m-%d %H:%M}–{one.end.astimezone(one.zone):%H:%M}",
            words.dotted(one.building or "", one.room or ""), says.state(one.state),
        )
        for one in visits
    ]  # fmt: skip
    print_table([says.column(name) for name in _COLUMNS], rows)


def document(visit: Visit) -> dict[str, Any]:
    """A visit as JSON; every instant carries the building's own offset."""

    def instant(moment: datetime | None) -> str | None:
        return None if moment is None else moment.astimezone(visit.zone).isoformat()

    return {
        "id": visit.id,
        "code": visit.code,
        "uid": visit.uid,
        "visitor": visit.visitor,
        "company": visit.company,
        "email": visit.email,
        "host": visit.host and visit.host.name,
        "building": visit.building,
        "room": visit.room,
        "from": instant(visit.start),
        "to": instant(visit.end),
        "state": visit.state.value,
        "arrived": instant(visit.arrived),
        "left": instant(visit.left),
    }


def _aware(moment: datetime, zone: str) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def _drawn(text: str) -> str:
    """A QR code of half blocks, light on dark, as terminals show it."""
    modules = [list(row) for row in qr_modules(text) or ()]
    if len(modules) % 2:
        modules.append([False] * len(modules))
    pairs = zip(modules[::2], modules[1::2], strict=True)
    return "\n".join("".join(_HALVES[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs)
