"""How the tags are, as a document and as a table's rows. Knows neither where records come from nor who reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.tags.battery import cell_of, is_low, percent_of
from kiosk.tags.codecs.opendisplay import doubts
from kiosk.tags.picture import Palette
from kiosk.tags.record import TagRecord

SILENT_AFTER = 3
_OFFLINE = "It is offline, and has yet to take its newest sign."
HEAD = ("tag", "room", "gateway", "panel", "sign", "since", "code", "battery", "online", "")


@dataclass(frozen=True, slots=True)
class TagStatus:
    """A tag's record beside what only the config knows: its gateway's kind, and the width of its panel's memory."""

    record: TagRecord
    kind: str = ""
    memory_width: int = 0

    @property
    def percent(self) -> int | None:
        """How full its battery is, told or guessed."""
        record = self.record
        return percent_of(record.battery_percent, record.battery_millivolts, cell_of(self.kind))

    @property
    def low(self) -> bool:
        """Whether its battery should be seen to."""
        return is_low(self.percent)

    @property
    def silent(self) -> bool:
        """Whether it missed so many check-ins that somebody should look at it."""
        return self.record.missed >= SILENT_AFTER

    @property
    def problem(self) -> str | None:
        """What stands in the way of its newest sign, in a sentence."""
        record = self.record
        waits = record.online is False and record.face is not None and record.face != record.shown
        return record.problem or (_OFFLINE if waits else None)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What its panel is known to do badly."""
        known = self.kind == "opendisplay" and self.record.palette in set(Palette)
        return doubts(Palette(self.record.palette), self.memory_width) if known else ()


def document(statuses: Iterable[TagStatus], zone: ZoneInfo) -> dict[str, object]:
    """For programs: every tag, and beside them those that somebody should see to."""
    every = tuple(statuses)
    return {
        "tags": [_tag(one, zone) for one in every],
        "low_batteries": [one.record.id for one in every if one.low],
        "silent": [one.record.id for one in every if one.silent],
        "warnings": [{"id": one.record.id, "warning": text} for one in every for text in one.warnings],
    }


def row(one: TagStatus, at: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    """One line of the table under `HEAD`."""
    record = one.record
    since = record.acknowledged_at if record.shown is not None and record.shown == record.face else record.pushed_at
    return (
        record.id,
        record.room,
        record.gateway,
        record.panel,
        _sign(record),
        "" if since is None else _moment(since, at, zone),
        _code(record),
        _battery(record) + (" low" if one.low else ""),
        {None: "", True: "yes", False: "no"}[record.online],
        _flags(one),
    )


def notes(statuses: Sequence[TagStatus]) -> tuple[str, ...]:
    """What stands under the table: a line for each thing that somebody should see to, or know."""
    low = [f"{one.record.id} ({_battery(one.record)})" for one in statuses if one.low]
    silent = [one.record.id for one in statuses if one.silent]
    return (
        *_together((one.problem, one.record.id) for one in statuses if one.problem),
        *([f"Low batteries: {', '.join(low)}"] if low else []),
        *([f"Missed {SILENT_AFTER} check-ins or more: {', '.join(silent)}"] if silent else []),
        *_together((text, one.record.id) for one in statuses for text in one.warnings),
        *_together((f"No code on it. {one.record.qr_reason}", one.record.id) for one in statuses if _lacks(one.record)),
    )


def _together(told: Iterable[tuple[str, str]]) -> list[str]:
    """Each text once, behind the tags that it is about."""
    about = dict[str, list[str]]()
    for text, tag in told:
        about.setdefault(text, []).append(tag)
    return [f"{', '.join(tags)}: {text}" for text, tags in about.items()]


def _tag(one: TagStatus, zone: ZoneInfo) -> dict[str, object]:
    record = one.record
    return {
        "id": record.id,
        "room": record.room,
        "gateway": record.gateway,
        "panel": record.panel,
        "width": record.width or None,
        "height": record.height or None,
        "palette": record.palette,
        "qr": record.qr,
        "qr_reason": record.qr_reason,
        "face": record.face,
        "shown": record.shown,
        "pushed_at": _iso(record.pushed_at, zone),
        "acknowledged_at": _iso(record.acknowledged_at, zone),
        "battery_percent": record.battery_percent,
        "battery_millivolts": record.battery_millivolts,
        "online": record.online,
        "problem": one.problem,
    }


def _iso(instant: datetime | None, zone: ZoneInfo) -> str | None:
    return None if instant is None else instant.astimezone(zone).isoformat(timespec="seconds")


def _moment(instant: datetime, at: datetime, zone: ZoneInfo) -> str:
    local = instant.astimezone(zone)
    return f"{local:%H:%M:%S}" if abs(at - instant) < timedelta(hours=20) else f"{local:%Y-%m-%d %H:%M}"


def _sign(record: TagRecord) -> str:
    if record.face is None:
        return "none yet"
    if record.shown == record.face:
        return "shown"
    return "not sent yet" if record.pushed_at is None else "on its way"


def _code(record: TagRecord) -> str:
    if record.qr:
        return "yes"
    return "" if record.face is None else "no"


def _lacks(record: TagRecord) -> bool:
    return record.face is not None and not record.qr and bool(record.qr_reason)


def _battery(record: TagRecord) -> str:
    if record.battery_percent is not None:
        return f"{record.battery_percent} %"
    return "" if record.battery_millivolts is None else f"{record.battery_millivolts / 1000:.2f} V"


def _flags(one: TagStatus) -> str:
    flags = (("problem", one.problem), ("silent", one.silent), ("warning", one.warnings))
    return ", ".join(name for name, set_ in flags if set_)
