"""How the tags are, in the text format of Prometheus. Ids only: nothing that stands on a sign, and no name."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from kiosk.monitoring.prometheus import escaped
from kiosk.tags.status import TagStatus


class Family(NamedTuple):
    """One gauge: its name, what it is, its value for a tag, None where that is not known, and labels beside the id."""

    name: str
    about: str
    value: Callable[[TagStatus], float | None]
    labels: Callable[[TagStatus], str] = lambda _: ""


def exposition(statuses: Iterable[TagStatus]) -> str:
    """All that is known of the tags; what is not known of one has no line, nor has a second one of the same id."""
    every = {one.record.id: one for one in reversed(tuple(statuses))}
    named = [(f'tag="{escaped(tag)}"', every[tag]) for tag in reversed(every)]
    return "".join(line for family in FAMILIES for line in _lines(family, named))


def _lines(family: Family, named: list[tuple[str, TagStatus]]) -> Iterator[str]:
    name = f"room_kiosk_tag_{family.name}"
    yield f"# HELP {name} {family.about}\n# TYPE {name} gauge\n"
    for label, one in named:
        if (value := family.value(one)) is not None:
            yield f"{name}{{{label}{family.labels(one)}}} {value:.15g}\n"


def _place(one: TagStatus) -> str:
    record = one.record
    labels = (("room", record.room), ("gateway", record.gateway), ("panel", record.panel), ("palette", record.palette))
    return "".join(f',{name}="{escaped(text)}"' for name, text in labels)


def _up_to_date(one: TagStatus) -> float:
    return float(one.record.face is not None and one.record.face == one.record.shown)


def _volts(one: TagStatus) -> float | None:
    millivolts = one.record.battery_millivolts
    return None if millivolts is None else millivolts / 1000


def _ratio(one: TagStatus) -> float | None:
    percent = one.percent
    return None if percent is None else percent / 100


def _unix(instant: datetime | None) -> float | None:
    return None if instant is None else instant.timestamp()


FAMILIES = (
    Family("info", "What the tag is, always 1.", lambda _: 1.0, _place),
    Family("up_to_date", "1 where the tag shows its newest sign.", _up_to_date),
    Family("online", "1 where the gateway counts the tag as reachable.", lambda one: one.record.online),
    Family("missed_check_ins", "Check-ins in a row that the tag missed.", lambda one: one.record.missed),
    Family("battery_volts", "The battery's voltage.", _volts),
    Family(
        "battery_ratio",
        "How full the battery is, from 0 to 1; guessed by its voltage where the gateway does not tell.",
        _ratio,
    ),
    Family("problem", "1 where something stands in the way of the tag's sign.", lambda one: one.problem is not None),
    Family(
        "pushed_timestamp_seconds",
        "When the newest sign was handed to the gateway.",
        lambda one: _unix(one.record.pushed_at),
    ),
    Family(
        "acknowledged_timestamp_seconds",
        "When the tag last confirmed a sign.",
        lambda one: _unix(one.record.acknowledged_at),
    ),
)
