"""What every conversation about the room at this door has in common: who acts, what is known, and what may be said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from kiosk.acting.outcome import Outcome
from kiosk.clock import Clock
from kiosk.domain.access import AccessKeys
from kiosk.domain.agenda import Agenda
from kiosk.domain.booking import Booking
from kiosk.domain.policy import Policy
from kiosk.domain.state import RoomState
from kiosk.flows.stage import Flow
from kiosk.phrases.sheets import SheetPhrases


class Desk(Protocol):
    """Acts on rooms; `RoomDesk` is the one there is."""

    async def book(self, room_id: str, start: datetime, end: datetime, title: str | None = None) -> Outcome:
        """Book the room over `[start, end)`."""
        ...

    async def check_in(self, room_id: str, held: Booking) -> Outcome:
        """Say that the meeting takes place."""
        ...

    async def extend(self, room_id: str, held: Booking, end: datetime) -> Outcome:
        """Keep the room until `end`."""
        ...

    async def end(self, room_id: str, held: Booking) -> Outcome:
        """Free the rest of the time."""
        ...

    async def cancel(self, room_id: str, held: Booking) -> Outcome:
        """Give the whole time back."""
        ...


class Answers(Protocol):
    """Says how an act ended; `ActPhrases` is the one there is."""

    def sentence(self, outcome: Outcome, at: datetime, zone: ZoneInfo) -> str:
        """The end of an act in a sentence or two."""
        ...


class Known(NamedTuple):
    """What is known of the room now; `online` is false while nothing can be asked of its backend."""

    state: RoomState
    agenda: Agenda
    online: bool = True
    keys: AccessKeys = AccessKeys()


@dataclass(frozen=True, slots=True)
class Door:
    """The dependencies of the flows of one door.

    `possible` are the acts and sheets that there are at this moment, by their keys; `other` makes the flow of one of
    them. `qr` draws a link as a picture and its width in modules.
    """

    desk: Desk
    clock: Clock
    policy: Policy
    known: Callable[[], Known]
    possible: Callable[[], frozenset[str]]
    other: Callable[[str], Flow]
    says: SheetPhrases
    answers: Answers
    qr: Callable[[str], tuple[str, int]]
