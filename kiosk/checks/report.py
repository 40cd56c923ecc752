"""What doctor says of problem reports: how many wait, since when and why, and what nobody takes."""

from random import Random

from kiosk.backends.base import Backend
from kiosk.checks.check import Check, misconfigured
from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.reporting import Reporting, open_reporting
from kiosk.settings import Settings
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.outbox_item import Waiting

FLUSH_SECONDS = 2.0


async def reports(settings: Settings, backend: Backend, clock: Clock) -> list[Check]:
    """Try to deliver what waits, then say what is left."""
    try:
        reporting = open_reporting(settings, backend, clock, Random())  # noqa: S311 - spreads requests, guards nothing
    except ConfigError as wrong:
        return [misconfigured("reports", wrong)]
    try:
        await reporting.delivery.flush(FLUSH_SECONDS)
        waiting = await reporting.outbox.waiting()
    except OutboxError as problem:
        return [Check("reports", "doubtful", str(problem), "Free the disk, or name another [panel] data_dir.")]
    return [_waiting(reporting, waiting), *_aside(waiting), *_damaged(reporting)]


def _waiting(reporting: Reporting, lanes: tuple[Waiting, ...]) -> Check:
    said = [_lane(one) for one in lanes if one.count]
    if said:
        return Check(
            "reports", "doubtful", "; ".join(said), "They are sent as soon as whoever gets them can be reached."
        )
    if not reporting.possible:
        return Check("reports", "skipped", "nobody gets any: no local server, no [report] webhook_url, no command")
    ways = ", ".join(lane.kind.removeprefix("report.") for lane in reporting.desk.lanes)
    return Check("reports", "good", f"none waits; they go to: {ways}")


def _lane(one: Waiting) -> str:
    since = "" if one.since is None else f" since {one.since:%Y-%m-%d %H:%M} UTC"
    why = one.trouble.replace("_", " ") or "not tried yet"
    return f"{one.count} waiting for {one.lane.kind.removeprefix('report.')}{since} ({why})"


def _aside(lanes: tuple[Waiting, ...]) -> list[Check]:
    """What was refused for good, or waited too long."""
    return [
        Check(
            "refused reports",
            "doubtful",
            f"{one.aside} for {one.lane.kind.removeprefix('report.')}: {' '.join(one.reasons)}",
            "Put that right, then `kiosk problems --send-again`.",
        )
        for one in lanes
        if one.aside
    ]


def _damaged(reporting: Reporting) -> list[Check]:
    return [
        Check(
            "outbox",
            "doubtful",
            f"a damaged file was moved to {name}; what could not be read in it is not sent",
            "Look at the disk, then remove the file.",
        )
        for name in reporting.outbox.file.damaged()
    ]
