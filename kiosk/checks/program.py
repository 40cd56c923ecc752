"""What the program needs, checked one by one."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from kiosk import __version__
from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.relayed import RelayedSession
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.checks.check import Check, failed, misconfigured
from kiosk.checks.clock import time_kept
from kiosk.checks.report import reports
from kiosk.checks.visits import visitors
from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.fontfiles import BUNDLED, faulty
from kiosk.resources import assets
from kiosk.settings import Settings, data_dir, watched_rooms
from kiosk.site import Memory, open_backend, open_memory
from kiosk.sync.serverclock import ServerClock

LITTLE_SPACE = 100 << 20
CLOCK_OFF = timedelta(seconds=5)


async def all_checks(settings: Settings) -> list[Check]:
    """Every check, the machine's first; the server's in the order in which a panel needs them."""
    from kiosk.checks.camera import cameras  # noqa: PLC0415 - which brings Qt

    clock = Clock()
    here = [programs(), fonts(), display(settings), disk(settings), time_kept(clock), *cameras(settings.config)]
    with open_memory(settings, clock) as memory:
        kept = Check("memory", "good", "the last good answers are kept")
        if memory.store.trouble is not None:
            kept = Check("memory", "doubtful", memory.store.trouble, "Free the disk, or name another [panel] data_dir.")
        return [*here, kept, *await server_checks(settings, clock, memory)]


async def server_checks(settings: Settings, clock: Clock, memory: Memory) -> list[Check]:
    """What concerns the server, in the order in which a panel needs it."""
    try:
        async with open_backend(settings, clock, memory) as backend:
            server = await _server(settings, backend, clock)
            return [*server, *await reports(settings, backend, clock), *await visitors(settings, backend, clock)]
    except ConfigError as wrong:
        return [misconfigured("token", wrong)]


def programs() -> Check:
    """The versions that matter when something is reported."""
    qt = version("PySide6-Essentials")
    says = f"room-kiosk {__version__}, Python {sys.version.split()[0]}, Qt {qt}, SQLite {sqlite3.sqlite_version}"
    return Check("versions", "good", says)


def fonts(folder: Path | None = None) -> Check:
    """The bundled fonts, without which text is drawn in whatever the system has."""
    faults = faulty(folder or assets() / "fonts")
    if not faults:
        return Check("fonts", "good", f"{len(BUNDLED)} bundled fonts")
    says = f"missing or damaged: {', '.join(faults)}; the system's are shown instead"
    return Check("fonts", "doubtful", says, "Install the program again.")


def display(settings: Settings) -> Check:
    """Something to draw on; a machine that only serves tags or status needs none."""
    names = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY")
    found = [f"{name}={settings.environment[name]}" for name in names if settings.environment.get(name)]
    if found or not sys.platform.startswith("linux"):
        return Check("display", "good", ", ".join(found) or sys.platform)
    return Check("display", "doubtful", "none", "A panel needs one; QT_QPA_PLATFORM=vnc shows it over the network.")


def disk(settings: Settings) -> Check:
    """Room and the right to write where state is kept."""
    folder = data_dir(settings)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as problem:
        return Check("disk", "doubtful", f"{folder}: {problem.strerror}", "Name another [panel] data_dir.")
    if not os.access(folder, os.W_OK):
        return Check("disk", "doubtful", f"{folder} may not be written", "Name another [panel] data_dir.")
    if free < LITTLE_SPACE:
        return Check("disk", "doubtful", f"{free >> 20} MB left at {folder}", "Free some space.")
    return Check("disk", "good", f"{free >> 20} MB free at {folder}")


async def _server(settings: Settings, backend: Backend, clock: Clock) -> list[Check]:
    """Reachability, TLS and token show in the first call; each operation that a panel uses is called once."""
    rooms = watched_rooms(settings.config)
    address = [_address(settings), *await _relay(backend)]
    listed = await _tried("rooms", _rooms(backend))
    if not rooms and not listed.bad:
        rooms = tuple(room.id for room in await backend.rooms())[:1]
    state, time = await _state(backend, rooms, clock)
    keys = await _tried("access keys", _keys(backend, rooms))
    learned = [
        *await _numbers(backend, usable=not listed.bad),
        *_check_in(backend),
        *await _presence(settings, backend),
    ]
    return [*address, listed, state, time, _softened(keys), *learned]


def _address(settings: Settings) -> Check:
    """How the way to the server is protected; a certificate that is not to be trusted shows in the first call."""
    url = settings.config.nexudus.relay or settings.config.backend.url
    if url.startswith("https:"):
        return Check("address", "good", f"{url}, encrypted; its certificate is verified")
    if settings.config.backend.allow_plain_http:
        do = "Use https:// and remove allow_plain_http: anyone on the way can read the token."
        return Check("address", "doubtful", f"{url}, not encrypted", do)
    return Check("address", "good", url or "the local server, run by this program")


async def _relay(backend: Backend) -> list[Check]:
    """Whether the site's relay answers and takes this panel's token, where the config names one."""
    session = backend.client.session if isinstance(backend, NexudusBackend) else None
    if not isinstance(session, RelayedSession):
        return []
    try:
        report = await session.report()
    except BackendError as error:
        return [failed("relay", error)]
    says = f"{session.transport.address.origin} takes the token; it asked {report.requests} times in the last minute"
    return [Check("relay", "good", says)]


async def _state(backend: Backend, rooms: tuple[str, ...], clock: Clock) -> tuple[Check, Check]:
    unmeasured = Check("clock", "skipped", "not measured, for want of an answer")
    try:
        snapshot = await backend.agendas(rooms, clock.now(), whole=True)
    except BackendError as error:
        return failed("status", error), unmeasured
    if snapshot.unknown_rooms:
        says = "the server knows no room " + ", ".join(snapshot.unknown_rooms)
        return Check("status", "bad", says, "`kiosk rooms` lists those that it knows.", 5), unmeasured
    ignored = sum(agenda.ignored for agenda in snapshot.agendas)
    status = Check("status", "good", f"{len(snapshot.agendas)} room(s) in {snapshot.requests} requests")
    if ignored:
        status = Check(
            "status", "doubtful", f"{ignored} records made no sense", "Look at those bookings on the server."
        )
    if snapshot.clock is None:
        return status, Check("clock", "skipped", "the server does not tell its time")
    offset = ServerClock().with_reading(snapshot.clock).offset
    says = f"the server's clock is {offset.total_seconds():+.0f} s from this machine's"
    if abs(offset) > CLOCK_OFF:
        return status, Check("clock", "doubtful", says, "Set up time synchronisation on both.")
    return status, Check("clock", "good", says)


async def _numbers(backend: Backend, *, usable: bool) -> list[Check]:
    """What the server's numbers mean, as far as it lets itself be asked; a number that stays unknown counts as busy."""
    if not usable or not isinstance(backend, OffisionBackend):
        return []
    await backend.survey()
    return [
        Check(
            f"numbers of {name}",
            "good",
            ", ".join(f"{one} {number}" for one, number in known.items()) or "not known yet",
        )
        for name, known in backend.enum_report()
    ]


def _check_in(backend: Backend) -> list[Check]:
    """Whether a Nexudus account has a command that checks a booking in; which one is found while the program runs."""
    if not isinstance(backend, NexudusBackend):
        return []
    command = backend.check_in_command
    if command.key is None:
        return [Check("check-in", "doubtful", command.why, "Without it the panel offers no check-in.")]
    return [Check("check-in", "good", f"by the command {command.key}")]


async def _presence(settings: Settings, backend: Backend) -> list[Check]:
    """Whether the server knows the sensor that the panel reports as, where the config names one."""
    sensor, room = settings.config.presence.sensor, settings.config.panel.room
    if not sensor:
        return []
    if not isinstance(backend, OffisionBackend):
        says = "this building's system cannot be told that somebody is there"
        return [Check("presence", "doubtful", says, "Remove [presence] sensor.")]
    try:
        listed = (await backend.client.sensors.occupancy(access_ids=(sensor,))).items
    except BackendError as error:
        return [_softened(failed("presence", error))]
    watched = [one.bookable_resource for one in listed if one.access_id == sensor and not one.is_deleted]
    if not watched:
        says = f"the server knows no occupancy sensor with the access id {sensor}"
        return [Check("presence", "doubtful", says, "Make one on the server, or name another in [presence] sensor.")]
    there = next((str(one.id) for one in watched if one is not None), "")
    if room and there != room:
        says = f"the sensor {sensor} watches " + (f"room {there}" if there else "no room") + f", the panel is at {room}"
        return [Check("presence", "doubtful", says, "Give the sensor the panel's room on the server.")]
    return [Check("presence", "good", f"reported as the sensor {sensor}")]


def _rooms(backend: Backend) -> Callable[[], Awaitable[str]]:
    async def ask() -> str:
        rooms = await backend.rooms()
        return f"{len(rooms)} rooms, {sum(room.gone for room in rooms)} of them not in use any more"

    return ask


def _keys(backend: Backend, rooms: tuple[str, ...]) -> Callable[[], Awaitable[str]]:
    async def ask() -> str:
        return f"{len(await backend.access_keys(rooms))} links to show as QR codes"

    return ask


async def _tried(name: str, ask: Callable[[], Awaitable[str]]) -> Check:
    try:
        return Check(name, "good", await ask())
    except BackendError as error:
        return failed(name, error)


def _softened(check: Check) -> Check:
    """A panel does its work without QR codes."""
    return Check(check.name, "doubtful", check.says, check.do) if check.bad else check
