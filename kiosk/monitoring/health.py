"""How a program is, as a value, and as metrics. Room ids only: no state of a room, no meeting, no name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from kiosk import __version__
from kiosk.domain.connection import Connection
from kiosk.monitoring.prometheus import Sample, family
from kiosk.power import Power


@dataclass(frozen=True, slots=True)
class RoomHealth:
    """`age` is how old what is known of the room is, None: nothing ever was; `known`: it is still to be trusted."""

    id: str
    age: timedelta | None
    known: bool


@dataclass(frozen=True, slots=True)
class Health:
    """A program at one moment. `contact` is how long ago the server last gave a usable answer, None: never.

    `troubles` counts how often the talk with the server broke, `warnings` and `errors` the log's records, all since
    the start, which was `up` ago. `memory` is what the process takes in bytes, None where nobody tells.
    `theme_whole` is None without a theme file.
    """

    face: str
    up: timedelta
    connection: Connection = field(default_factory=Connection)
    contact: timedelta | None = None
    rooms: tuple[RoomHealth, ...] = ()
    clock_offset: timedelta = timedelta()
    troubles: int = 0
    warnings: int = 0
    errors: int = 0
    memory: int | None = None
    power: Power = field(default_factory=Power)
    theme_whole: bool | None = None


def exposition(health: Health) -> str:
    """All that is known; what is not known has no line."""
    return "".join((*itself(health), *backend(health), *_rooms(health), *machine(health)))


def itself(health: Health) -> Iterator[str]:
    """What runs, since when, and what its log counted."""
    labels = (("version", __version__), ("face", health.face))
    yield family("room_kiosk_info", "gauge", "What runs here, always 1.", [Sample(1, labels)])
    up = [Sample(health.up.total_seconds())]
    yield family("room_kiosk_up_seconds", "gauge", "How long it has been running.", up)
    told = [(level, count) for level, count in (("warning", health.warnings), ("error", health.errors))]
    whole = [] if health.theme_whole is None else [Sample(float(health.theme_whole))]
    yield family("room_kiosk_theme_whole", "gauge", "0 where something of the theme file is left out.", whole)
    counts = [Sample(count, (("level", level),)) for level, count in told]
    yield family("room_kiosk_log_messages_total", "counter", "Warnings and errors in the log.", counts)


def backend(health: Health) -> Iterator[str]:
    """How the talk with the server goes that it asks."""
    contact, trouble = health.contact, health.connection.trouble
    asked = contact is not None or trouble is not None
    answers = [Sample(float(trouble is None))] if asked else []
    yield family("room_kiosk_server_answers", "gauge", "1 where the last look at the server was answered.", answers)
    named = [] if trouble is None else [Sample(1, (("trouble", trouble.value),))]
    yield family("room_kiosk_server_trouble", "gauge", "What is wrong with the server now, 1.", named)
    ages = [] if contact is None else [Sample(contact.total_seconds())]
    yield family("room_kiosk_server_contact_age_seconds", "gauge", "Since the last usable answer.", ages)
    broken = [Sample(health.troubles)]
    yield family("room_kiosk_server_troubles_total", "counter", "How often the server stopped answering.", broken)
    offset = [Sample(health.clock_offset.total_seconds())]
    yield family("room_kiosk_clock_offset_seconds", "gauge", "The server's clock minus this machine's.", offset)


def _rooms(health: Health) -> Iterator[str]:
    labelled = [(one, (("room", one.id),)) for one in health.rooms]
    ages = [Sample(one.age.total_seconds(), labels) for one, labels in labelled if one.age is not None]
    yield family("room_kiosk_room_age_seconds", "gauge", "How old what is known of the room is.", ages)
    known = [Sample(float(one.known), labels) for one, labels in labelled]
    yield family("room_kiosk_room_known", "gauge", "0 where the room is shown as unknown.", known)


def machine(health: Health) -> Iterator[str]:
    """What it takes of the machine, and what feeds that."""
    memory = [] if health.memory is None else [Sample(health.memory)]
    yield family("room_kiosk_memory_bytes", "gauge", "What the process holds in memory.", memory)
    levels = [Sample(level, (("battery", name),)) for name, level in health.power.batteries]
    yield family("room_kiosk_battery_ratio", "gauge", "How full the machine's battery is, from 0 to 1.", levels)
    plugged = health.power.plugged
    outside = [] if plugged is None else [Sample(float(plugged))]
    yield family("room_kiosk_power_plugged", "gauge", "1 where the machine is fed from outside.", outside)
