"""A door's sheets for pictures: the same flows over a desk that is not connected, so that nothing can be done."""

from collections.abc import Callable, Coroutine
from datetime import datetime

from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.clock import FixedClock
from kiosk.config import Config
from kiosk.domain.booking import Booking
from kiosk.domain.problem import Report
from kiosk.doorway import Doorway
from kiosk.flows.report import ReportFlow
from kiosk.flows.stage import Flow
from kiosk.phrases.report import ReportPhrases
from kiosk.screen import HomeScreen
from kiosk.settings import policy_of
from kiosk.sync.reports import Fate, Noted
from kiosk.window.sheets import tie

SHEETS = ("book", "later", "day", "check_in", "extend", "end", "cancel", "meeting", "report", "more")


class NoSuchSheet(Exception):
    """The sheet is not offered by this backend, or in this state of the room."""


class Unplugged:
    """Implements `Desk`: there is no way to the backend."""

    async def book(self, room_id: str, start: datetime, end: datetime, title: str | None = None) -> Outcome:  # noqa: ARG002
        """Nothing is done."""
        return Outcome(Act.BOOK, room_id, Ending.OFFLINE)

    async def check_in(self, room_id: str, held: Booking) -> Outcome:  # noqa: ARG002
        """Nothing is done."""
        return Outcome(Act.CHECK_IN, room_id, Ending.OFFLINE)

    async def extend(self, room_id: str, held: Booking, end: datetime) -> Outcome:  # noqa: ARG002
        """Nothing is done."""
        return Outcome(Act.EXTEND, room_id, Ending.OFFLINE)

    async def end(self, room_id: str, held: Booking) -> Outcome:  # noqa: ARG002
        """Nothing is done."""
        return Outcome(Act.END, room_id, Ending.OFFLINE)

    async def cancel(self, room_id: str, held: Booking) -> Outcome:  # noqa: ARG002
        """Nothing is done."""
        return Outcome(Act.CANCEL, room_id, Ending.OFFLINE)


class Unheard:
    """Implements `Reports`: nobody is told."""

    async def note(self, report: Report) -> Noted:  # noqa: ARG002
        """Nothing is kept."""
        return Noted("")

    async def fate(self, noted: Noted, seconds: float) -> Fate:  # noqa: ARG002
        """It stays where it is."""
        return Fate.WAITING


def furnished(screen: HomeScreen, config: Config, acts: frozenset[str], at: datetime) -> Doorway:
    """A doorway of `screen`, which offers `acts` as at the instant `at`. What a search finds it cannot show."""
    clock, policy, more = FixedClock(at), policy_of(config), dict[str, Callable[[], Flow]](find=_no_picture)
    says = ReportPhrases(config.panel.language)
    if "report" in acts:
        more["report"] = lambda: ReportFlow(doorway.known().state.room, Unheard(), clock, says)
    doorway = Doorway(screen.sheet, Unplugged(), clock, policy, screen.words, lambda: acts - {"find"}, _left, more)
    tie(screen.home, screen.sheet, doorway)
    screen.offer(doorway.offered)
    return doorway


def open_sheet(doorway: Doorway, screen: HomeScreen, name: str) -> None:
    """Open a sheet by its name, of `SHEETS`. Raises NoSuchSheet."""
    kind = {"later": "gap", "meeting": "meeting"}.get(name)
    key = name if kind is None else next((key for key in screen.day_keys() if key.startswith(f"{kind} ")), "")
    if name in SHEETS and key in {*screen.day_keys(), *doorway.possible(), "more"}:
        doorway.press(key)
    if not doorway.host.busy and name in SHEETS:
        raise NoSuchSheet(f'this door does not offer "{name}" at this moment; try another --at or --room')
    if not doorway.host.busy:
        raise NoSuchSheet(f'there is no sheet "{name}"; sheets are {", ".join(SHEETS)}')


def _no_picture() -> Flow:
    raise NoSuchSheet("what a search finds changes too fast to be drawn")


def _left(work: Coroutine[object, object, None]) -> None:
    """What was begun is not gone on with: the picture shows that it is on its way."""
    work.close()
