"""What a reception shows, step by step: a union of frozen dataclasses, nothing else."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.domain.visit import Host, Visit
from kiosk.domain.visiting import Act, Form, Outcome, Receipt


@dataclass(frozen=True, slots=True)
class Idle:
    """Nobody is there."""


@dataclass(frozen=True, slots=True)
class EnteringCode:
    """A code is being typed, to arrive or to leave; `name` is whose it shall be, where that was typed before."""

    act: Act
    text: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """Somebody who leaves types their name; their code comes after it."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class LookingUp:
    """A code is being asked about; the answer comes with `ticket`."""

    act: Act
    code: str
    ticket: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Greeting:
    """The code matched: this is the visit. `act` is what one press will do, arriving or leaving.

    `certain` is false where the backend could not be asked, and a copy of the visit was judged.
    """

    act: Act
    visit: Visit
    code: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The house rules are to be accepted, by the visitor of `visit` or by whoever filled in `form`."""

    visit: Visit | None
    form: Form | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Recording:
    """It is being written to the disk. `visit` is None where only a code is taken down, and for a `form`."""

    act: Act
    ticket: int
    visit: Visit | None = None
    code: str = ""
    form: Form | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """It is on the disk: checked in, checked out, or taken down (`receipt.outcome`)."""

    receipt: Receipt
    since: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot be, for this reason; `visit` tells when and where, and is None for a miss.

    `act` is what was wanted: whoever leaves goes on leaving. `name` was typed before the code. `instead` is what a
    press does for whoever wants to leave and never came in.
    """

    outcome: Outcome
    visit: Visit | None
    since: datetime
    act: Act = Act.ARRIVE
    name: str = ""
    instead: Greeting | None = None


@dataclass(frozen=True, slots=True)
class NotKept:
    """The disk did not take it: the visitor is asked to go to somebody. A press tries `again`."""

    again: Recording


@dataclass(frozen=True, slots=True)
class Locked:
    """Too many codes were none: nobody may try until then."""

    until: datetime


class Page(StrEnum):
    """What somebody without an appointment is asked, in this order."""

    NAME = "name"
    COMPANY = "company"
    HOST = "host"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody without an appointment. `text` is what is in the page's field, `hosts` who was found for it."""

    page: Page
    form: Form = field(default_factory=Form)
    text: str = ""
    hosts: tuple[Host, ...] = ()
    ticket: int = 0


Step = (
    Idle
    | EnteringCode
    | Naming
    | LookingUp
    | Greeting
    | HouseRules
    | Recording
    | Done
    | Refused
    | NotKept
    | Locked
    | WalkIn
)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a reception behaves. `code_length` letters are asked about at once, without a press; None: never."""

    reset: timedelta = timedelta(seconds=10)
    idle: timedelta = timedelta(seconds=30)
    house_rules: bool = False
    walk_ins: bool = True
    check_out: bool = True
    find_hosts: bool = True
    code_length: int | None = 6


@dataclass(frozen=True, slots=True)
class Conversation:
    """One step, the language that was chosen for it (None: the building's), and when somebody was last there."""

    step: Step
    touched: datetime
    language: str | None = None
    tickets: int = 0
