"""What doctor says of visitors: how many arrivals wait to be delivered, and what was refused. Names nobody."""

from random import Random

from kiosk.backends.base import Backend
from kiosk.backends.visits import visit_abilities_of
from kiosk.checks.check import Check, misconfigured
from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.settings import Settings
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.outbox_item import Waiting
from kiosk.visiting import open_visiting

FLUSH_SECONDS = 2.0
_FREE = "Free the disk, or name another [panel] data_dir."


async def visitors(settings: Settings, backend: Backend, clock: Clock) -> list[Check]:
    """Nothing where nobody was ever received here; else try to deliver what waits, then say what is left."""
    try:
        visiting = open_visiting(settings, backend, clock, Random())  # noqa: S311 - spreads requests, guards nothing
    except ConfigError as wrong:
        return [misconfigured("visitors", wrong)]
    outbox = visiting.desk.book.outbox
    if not outbox.file.path.exists():
        return []
    try:
        await visiting.delivery.flush(FLUSH_SECONDS)
        lanes = await outbox.waiting()
    except OutboxError as problem:
        return [Check("visitors", "bad", str(problem), _FREE, 2)]
    return [_waiting(backend, lanes), *_aside(lanes), *_damaged(outbox.file.damaged())]


def _waiting(backend: Backend, lanes: tuple[Waiting, ...]) -> Check:
    if said := [_lane(one) for one in lanes if one.count]:
        return Check("visitors", "doubtful", "; ".join(said), "They are delivered as soon as that is possible.")
    told = visit_abilities_of(backend).arrivals is not None
    way = "the backend is told of them" if told else "they are kept here, for the backend has no call for them"
    return Check("visitors", "good", f"no arrival waits; {way}")


def _lane(one: Waiting) -> str:
    since = "" if one.since is None else f" since {one.since:%Y-%m-%d %H:%M} UTC"
    return f"{one.count} waiting ({one.lane.kind}){since} ({one.trouble.replace('_', ' ') or 'not tried yet'})"


def _aside(lanes: tuple[Waiting, ...]) -> list[Check]:
    """What was refused for good, or waited too long."""
    hint = "Look at it there; staff can send it again at the reception, behind the PIN."
    return [
        Check("refused arrivals", "doubtful", f"{one.aside} ({one.lane.kind}): {' '.join(one.reasons)}", hint)
        for one in lanes
        if one.aside
    ]


def _damaged(names: tuple[str, ...]) -> list[Check]:
    hint = "Look at the disk, then remove the file."
    return [Check("visitors' file", "doubtful", f"a damaged file was moved to {name}", hint) for name in names]
