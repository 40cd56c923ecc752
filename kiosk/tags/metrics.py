"""How the tags are, in the text format of Prometheus. Ids only: nothing that stands on a sign, and no name."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from kiosk.tags.record import TagRecord
from kiosk.tags.status import TagStatus

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Labels = tuple[tuple[str, str], ...]


class Family(NamedTuple):
    """One gauge: its name, what it is, and its value by tag."""

    name: str
    about: str
    samples: Sequence[tuple[Labels, float]]


def exposition(statuses: Iterable[TagStatus]) -> str:
    """All that is known of the tags; what is not known of one has no line, nor has a second one of the same id."""
    every = {one.record.id: one for one in reversed(tuple(statuses))}
    return "".join(line for family in _families(tuple(reversed(every.values()))) for line in _lines(family))


def _families(every: Sequence[TagStatus]) -> Iterator[Family]:
    about = "What the tag is, always 1."
    yield Family("info", about, [(_whole(one.record), 1.0) for one in every])
    about = "1 where the tag shows its newest sign."
    yield Family("up_to_date", about, [(_id(one.record), float(_up_to_date(one.record))) for one in every])
    about = "1 where the gateway counts the tag as reachable."
    yield Family("online", about, _known((one.record, one.record.online) for one in every))
    about = "Check-ins in a row that the tag missed."
    yield Family("missed_check_ins", about, [(_id(one.record), float(one.record.missed)) for one in every])
    about = "The battery's voltage."
    volts = ((one.record, _thousandth(one.record.battery_millivolts)) for one in every)
    yield Family("battery_volts", about, _known(volts))
    about = "How full the battery is, from 0 to 1; guessed by its voltage where the gateway does not tell."
    yield Family("battery_ratio", about, _known((one.record, _hundredth(one.percent)) for one in every))
    about = "1 where something stands in the way of the tag's sign."
    yield Family("problem", about, [(_id(one.record), float(one.problem is not None)) for one in every])
    about = "When the newest sign was handed to the gateway."
    yield Family("pushed_timestamp_seconds", about, _known((one.record, _unix(one.record.pushed_at)) for one in every))
    about = "When the tag last confirmed a sign."
    acknowledged = ((one.record, _unix(one.record.acknowledged_at)) for one in every)
    yield Family("acknowledged_timestamp_seconds", about, _known(acknowledged))


def _lines(family: Family) -> Iterator[str]:
    name = f"room_kiosk_tag_{family.name}"
    yield f"# HELP {name} {family.about}\n"
    yield f"# TYPE {name} gauge\n"
    for labels, value in family.samples:
        inner = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels)
        yield f"{name}{{{inner}}} {value:.15g}\n"


def _known(pairs: Iterable[tuple[TagRecord, float | None]]) -> list[tuple[Labels, float]]:
    return [(_id(record), float(value)) for record, value in pairs if value is not None]


def _id(record: TagRecord) -> Labels:
    return (("tag", record.id),)


def _whole(record: TagRecord) -> Labels:
    more = (("room", record.room), ("gateway", record.gateway), ("panel", record.panel), ("palette", record.palette))
    return (*_id(record), *more)


def _up_to_date(record: TagRecord) -> bool:
    return record.face is not None and record.face == record.shown


def _thousandth(value: int | None) -> float | None:
    return None if value is None else value / 1000


def _hundredth(value: int | None) -> float | None:
    return None if value is None else value / 100


def _unix(instant: datetime | None) -> float | None:
    return None if instant is None else instant.timestamp()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
