"""Find a room as it is drawn and touched: from the list by a wish and a room to the answer."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from kiosk.acting.house import HouseLook
from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.clock import FixedClock
from kiosk.domain.agenda import Agenda, agenda_of
from kiosk.domain.booking import Booking
from kiosk.domain.finding import Wish, free_rooms
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.flows.find import FindFlow
from kiosk.flows.find_views import FindViews
from kiosk.flows.host import SETTLE_SECONDS, SheetHost
from kiosk.i18n import PSEUDO_LONG
from kiosk.phrases.acts import ActPhrases
from kiosk.phrases.find import FindPhrases
from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.wording import Words
from tests.qml import finger, geometry
from tests.qml.conftest import Panel, Show
from tests.qml.samples import SIZES
from tests.qml.test_sheets import TARGETS, named, opened, parts, size_name
from tests.sync.virtual import START

HERE = Room("here", "Victoria", "UTC", "House", "3", 8)
MAY_BE_CUT = ("Floor", "Etage", "Großer")
LEAST = 48


def house(count: int) -> HouseLook:
    """So many free rooms, each a little larger than the one before."""
    rooms = (
        Room(
            str(one),
            f"Großer Saal {one}",
            "UTC",
            "House",
            str(one % 4),
            2 + one,
            ("Screen", "Phone", "Stage")[: one % 4],
        )
        for one in range(count)
    )
    return HouseLook(HERE, tuple(known(one) for one in rooms), missing=1)


def known(room: Room) -> Agenda:
    return agenda_of(room, [], as_of=START, known_until=START + timedelta(hours=36))


def views(language: str = "en") -> FindViews:
    words = Words(language)
    return FindViews(SheetPhrases(words), FindPhrases(words), ActPhrases(words), Policy())


def sheets(language: str) -> dict[str, SheetView]:
    """Every sheet of the search, with as much on it as there may be."""
    says, look = views(language), house(14)
    found = free_rooms(look.agendas, START, Policy(), Wish(), HERE)
    booking = Booking("b", "1", START, START + timedelta(minutes=15))
    done, late = Outcome(Act.BOOK, "1", Ending.DONE, booking), Outcome(Act.BOOK, "1", Ending.OFFLINE)
    return {
        "looking": says.looking(),
        "blind": says.blind(),
        "rooms": says.rooms(look, found, Wish(seats=4), START, note="", can_book=True),
        "none": says.rooms(look, (), Wish(seats=12, floor="3"), START, note="", can_book=True),
        "acting": says.acting(),
        "done": says.ended(done, found[0].room, HERE, START),
        "late": says.ended(late, found[0].room, HERE, START),
    }


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a sheet looks like, in numbers: its texts that are cut, its least target, and how many rows are in sight."""

    cut: list[str]
    least: float
    rows: float


def drawn(show: Show, view: SheetView, size: tuple[int, int]) -> Drawn:
    panel = opened(show, view, size=size)
    inside = set(geometry.items(geometry.of_type(panel.window, "SheetBody")[0]))
    shown = [one for one in geometry.of_type(panel.window, "PlainText") if one in inside and one.property("text")]
    lines, lists = parts(panel, "SheetRow"), parts(panel, "SheetRows")
    return Drawn(
        [str(one.property("text")) for one in shown if one.property("truncated")],
        min(min(one.width(), one.height()) for one in parts(panel, *TARGETS)),
        lists[0].height() / lines[0].height() if lines else 0.0,
    )


@pytest.mark.parametrize("language", ["en", "de", PSEUDO_LONG])
@pytest.mark.parametrize("size", SIZES, ids=size_name)
def test_every_sheet_of_the_search_is_whole_and_large_enough(show: Show, size: tuple[int, int], language: str) -> None:
    for name, view in sheets(language).items():
        found = drawn(show, view, size)
        assert [text for text in found.cut if not text.lstrip("\u2068").startswith(MAY_BE_CUT)] == [], name
        assert found.least >= LEAST, name
        assert found.rows >= 1 or name != "rooms"


class HeldClock(FixedClock):
    """Stands still until a test moves it on."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds


@dataclass(slots=True)
class Rooms:
    """Answers at once."""

    known: HouseLook

    async def look(self) -> HouseLook:
        return self.known


@dataclass(slots=True)
class Desk:
    """Books when the test lets it."""

    go: asyncio.Event = field(default_factory=asyncio.Event)
    booked: list[str] = field(default_factory=list)

    async def book(self, room_id: str, start: datetime, end: datetime, title: str | None = None) -> Outcome:  # noqa: ARG002
        self.booked.append(room_id)
        await self.go.wait()
        return Outcome(Act.BOOK, room_id, Ending.DONE, Booking("b", room_id, start, end))

    async def check_in(self, room_id: str, held: Booking) -> Outcome:
        raise NotImplementedError

    async def extend(self, room_id: str, held: Booking, end: datetime) -> Outcome:
        raise NotImplementedError

    async def end(self, room_id: str, held: Booking) -> Outcome:
        raise NotImplementedError

    async def cancel(self, room_id: str, held: Booking) -> Outcome:
        raise NotImplementedError


async def until(condition: Callable[[], object]) -> None:
    while not condition():  # noqa: ASYNC110 - what is drawn tells no event
        await asyncio.sleep(0)


def rows(panel: Panel) -> list[str]:
    panel.window.grab()
    return [one.property("title") for one in parts(panel, "SheetRow")]


async def test_a_finger_finds_a_room_and_books_it_once(show: Show) -> None:
    panel = opened(show, SheetView())
    clock, desk, tasks = HeldClock(START), Desk(), set[asyncio.Task[None]]()
    host = SheetHost(panel.sheet, clock, lambda work: tasks.add(asyncio.ensure_future(work)))
    panel.sheet.chosen.connect(host.chosen)
    panel.sheet.dismissed.connect(host.dismiss)

    def tap(name: str) -> None:
        clock.seconds += 2 * SETTLE_SECONDS
        panel.window.grab()
        finger.tap(panel.window.window, named(panel, name))

    host.open(FindFlow(Rooms(house(3)), desk, clock, Policy(), views(), lambda: True))
    await until(lambda: rows(panel) == ["Großer Saal 0", "Großer Saal 1", "Großer Saal 2"])
    tap("4+ seats")
    assert rows(panel) == ["Großer Saal 2"]
    finger.tap(panel.window.window, parts(panel, "SheetRow")[0])
    tap("15\u00a0min, until 09:15")
    panel.window.grab()
    assert panel.sheet.property("tone") == "waiting"
    await until(lambda: desk.booked)
    desk.go.set()
    await until(lambda: panel.sheet.property("tone") == "good")
    assert desk.booked == ["2"]
    tap("Close")
    assert not host.busy
    for task in tasks:
        await task
