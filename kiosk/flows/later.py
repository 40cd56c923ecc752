"""Book later: when in a gap of the day, how long, and done. Knows no words; offers only what really fits."""

from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from kiosk.acting.outcome import Act
from kiosk.domain.day import Gap, day_lines
from kiosk.domain.offers import Offer, later_offers, starts
from kiosk.flows.book import keyed, length_choices
from kiosk.flows.door import Door
from kiosk.flows.naming import KEY as NAME
from kiosk.flows.naming import Naming
from kiosk.flows.room_flow import RoomFlow
from kiosk.viewmodels.sheet_view import Choice, SheetView
from kiosk.wording_times import whole_minute

_MOST_STARTS = 12
_STEPS = (timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2))


class LaterFlow(RoomFlow):
    """Books a part of the gap that ends at `end`, a UTC instant as the day column's key has it."""

    name = "later"

    def __init__(self, door: Door, end: str) -> None:
        super().__init__(door)
        self._ends = end
        self._start: datetime | None = None
        self._first: datetime | None = None
        self._step = _STEPS[0]
        self._naming = Naming()

    def question(self) -> SheetView:
        """From when, how long, or under which name."""
        if self._naming.open:
            return self._naming.view(self.name, self.door.says)
        found = self._starts()
        if self._start is not None and self._offered():
            return self._lengths(self._start, found)
        self._start = None
        return self._times(found) if found or self._now_is_free() else self._nothing()

    def answered(self, key: str) -> None:
        """Take a start, a length, or go to the name."""
        found = {_key(one): one for one in self._starts()}
        if self._naming.open:
            self.entered()
        elif key == NAME:
            self._naming = self._naming.begun()
            self.draw()
        elif key in found:
            self._first = self._first if self._start is not None else found[key]
            self._start = found[key]
            self.draw()
        elif offer := self._offered().get(key):
            room = self.door.known().state.room
            self.act(partial(self.door.desk.book, room.id, offer.start, offer.end, self._naming.title), Act.BOOK)
        else:
            self.go(key)

    def typed(self, text: str) -> None:
        """The name so far."""
        self._naming = self._naming.typed(text)
        if self._naming.open:
            self.draw()

    def entered(self) -> None:
        """The name is finished."""
        if self._naming.open:
            self._naming = self._naming.kept()
            self.draw()

    def back(self) -> None:
        """From the name to the lengths, from the lengths to the starts."""
        if self._naming.open:
            self._naming = self._naming.left()
        else:
            self._start = None
        self.draw()

    def again(self) -> None:
        """What fits now."""
        self._start = None
        self.draw()

    def _gap(self) -> Gap | None:
        now = whole_minute(self.door.clock.now())
        gaps = (line for line in day_lines(self.door.known().agenda, now) if isinstance(line, Gap))
        return next((gap for gap in gaps if gap.end.astimezone(UTC).isoformat() == self._ends), None)

    def _starts(self) -> tuple[datetime, ...]:
        gap = self._gap()
        if gap is None:
            return ()
        return starts(self.door.known().agenda, (gap.start, gap.end), self.door.clock.now(), self.door.policy)

    def _offered(self) -> dict[str, Offer]:
        if self._start is None:
            return {}
        return keyed(later_offers(self.door.known().agenda, self._start, self.door.clock.now(), self.door.policy))

    def _now_is_free(self) -> bool:
        gap = self._gap()
        return gap is not None and gap.start <= self.door.clock.now() and "book" in self.door.possible()

    def _times(self, found: tuple[datetime, ...]) -> SheetView:
        says, room = self.door.says, self.door.known().state.room
        self._step, shown = thinned(found, room.zone)
        now = (says.choice("book"),) if self._now_is_free() else ()
        return SheetView(
            name="later",
            title=says.later_title(room),
            choices=now + tuple(Choice(_key(one), says.time(one, room.zone)) for one in shown),
            close=says.close(),
        )

    def _lengths(self, start: datetime, found: tuple[datetime, ...]) -> SheetView:
        says, state = self.door.says, self.door.known().state
        first = self._first or start
        near = tuple(one for one in found if first <= one < first + self._step)
        chips = tuple(Choice(_key(one), says.time(one, state.room.zone), chosen=one == start) for one in near)
        return SheetView(
            name="later length",
            title=says.book_title(state.room),
            line=says.from_then(start, state),
            chips=(*(chips if len(chips) > 1 else ()), self._naming.chip(says)),
            choices=length_choices(self._offered(), self),
            back=says.back(),
            close=says.close(),
        )

    def _nothing(self) -> SheetView:
        says, state = self.door.says, self.door.known().state
        return self.end_with(says.not_free_then(), says.state(state), self.elsewhere())


def thinned(found: tuple[datetime, ...], zone: ZoneInfo) -> tuple[timedelta, tuple[datetime, ...]]:
    """The starts that fit on a sheet, with the step between them: local quarters of an hour, else halves, or hours."""
    for step in _STEPS:
        shown = tuple(one for one in found if one == found[0] or not _into_day(one, zone) % step)
        if len(shown) <= _MOST_STARTS:
            return step, shown
    return _STEPS[-1], found[:_MOST_STARTS]


def _into_day(one: datetime, zone: ZoneInfo) -> timedelta:
    local = one.astimezone(zone)
    return timedelta(hours=local.hour, minutes=local.minute)


def _key(start: datetime) -> str:
    return f"start {start.astimezone(UTC).isoformat()}"
