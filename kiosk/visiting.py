"""Receiving visitors as the config describes it: the desk, its book, who is told, and what happens every night.

Loads nothing before the first frame; knows nothing of Qt.
"""

import secrets
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from random import Random

from kiosk.backends.base import Backend
from kiosk.clock import Clock
from kiosk.config import Config
from kiosk.domain.reception_steps import Habits
from kiosk.domain.visit import Visit
from kiosk.domain.visiting import Act, Opening
from kiosk.messages.open import HostMessages, open_messages
from kiosk.printing.badges import Printing, open_printing
from kiosk.roll_call import FILE
from kiosk.settings import Settings, data_dir, panel_zone
from kiosk.sync.delivery import Delivery
from kiosk.sync.delivery_lane import Deliverer
from kiosk.sync.outbox_item import Draft, Lane
from kiosk.visits.book import Book, open_outbox
from kiosk.visits.delivery import VisitDeliverer
from kiosk.visits.desk import DeskRules, VisitDesk
from kiosk.visits.nightly import Nightly
from kiosk.visits.record import WALK_IN
from kiosk.visits.walkin import CODE_LENGTH, LETTERS, New

AT_NIGHT = time(3, 0)


@dataclass(frozen=True, slots=True)
class Messengers:
    """Host messages and badges as the desk wants them: both follow an arrival, and nothing else."""

    messages: HostMessages
    printing: Printing

    def drafts(self, visit: Visit, act: Act, at: datetime, key: str) -> Iterable[Draft]:
        """What tells the host that the visitor is here, and what prints the badge."""
        if act is not Act.ARRIVE:
            return ()
        return (*self.told(visit, at, key), *self.printing.drafts(visit, at, key))

    def told(self, visit: Visit, at: datetime, key: str) -> Sequence[Draft]:
        """What tells the host; nothing where no way leads to them."""
        return self.messages.drafts(visit, at, key, announced=not visit.id.startswith(WALK_IN))

    @property
    def deliverers(self) -> Mapping[Lane, Deliverer]:
        """Who delivers all that."""
        return {**self.messages.deliverers, **self.printing.deliverers}


class Visiting:
    """`delivery.run` and `nightly.run` belong into the reception's task group; `hosts` says who is told of a visit."""

    def __init__(self, desk: VisitDesk, delivery: Delivery, nightly: Nightly, hosts: Messengers) -> None:
        self.desk = desk
        self.delivery = delivery
        self.nightly = nightly
        self.hosts = hosts


def open_visiting(settings: Settings, backend: Backend, clock: Clock, rng: Random) -> Visiting:
    """Nothing is opened on the disk yet. Raises ConfigError for what hosts cannot be told by, or badges printed on."""
    config = settings.config
    hosts = Messengers(open_messages(settings, clock), open_printing(settings, clock))
    book = Book(open_outbox(data_dir(settings), clock), house_of(settings), clock)
    rules = rules_of(config)
    desk = VisitDesk(backend, book, clock, rules, hosts, new)
    deliverer = VisitDeliverer(backend, book, rules.opening, hosts)
    ways: Mapping[Lane, Deliverer] = {desk.lane: Deliverer(deliverer.deliver), **hosts.deliverers}
    leave_at = config.reception.auto_check_out
    evening = time.fromisoformat(leave_at) if leave_at else None
    nightly = Nightly(desk, clock, rules.zone, evening, AT_NIGHT, data_dir(settings) / FILE)
    return Visiting(desk, Delivery(book.outbox, ways, clock, rng), nightly, hosts)


def house_of(settings: Settings) -> str:
    """Tells one backend's visits from another's; holds no address."""
    config = settings.config
    where = f"demo {config.server.seed}" if settings.demo else f"{config.backend.url} {config.server.data}"
    return sha256(f"{config.backend.kind} {where}".encode()).hexdigest()[:16]


def rules_of(config: Config) -> DeskRules:
    """Who is let in, and how long anything is kept."""
    own = config.reception
    opening = Opening(own.building, timedelta(minutes=own.opens_minutes))
    return DeskRules(opening, panel_zone(config), timedelta(days=own.retention_days))


def habits_of(config: Config, backend: Backend) -> Habits:
    """How the reception behaves; codes are asked about at their sixth letter where the backend's have six."""
    own, flags = config.reception, backend.capabilities
    return Habits(
        reset=timedelta(seconds=own.reset_seconds),
        idle=timedelta(seconds=own.idle_seconds),
        house_rules=bool(own.house_rules),
        walk_ins=own.walk_in,
        check_out=own.check_out,
        find_hosts=flags.hosts,
        code_length=None if config.backend.kind == "nexudus" else CODE_LENGTH,
    )


def new() -> New:
    """A code, a uid and a key that never repeat."""
    return New("".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)), str(uuid.uuid4()), secrets.token_hex(20))
