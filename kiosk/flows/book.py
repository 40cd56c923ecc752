"""Book now: how long, and done. Knows no words; offers only what really fits."""

from collections.abc import Coroutine
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial

from kiosk.acting.outcome import Act, Outcome
from kiosk.domain.offers import Offer, end_offers, offers
from kiosk.flows.door import Door
from kiosk.flows.naming import KEY as NAME
from kiosk.flows.naming import Naming
from kiosk.flows.room_flow import RoomFlow
from kiosk.viewmodels.sheet_view import Choice, SheetView


class _Step(Enum):
    LENGTH = auto()
    TIME = auto()


class BookFlow(RoomFlow):
    """Books the room at this door from now on."""

    name = "book"

    def __init__(self, door: Door) -> None:
        super().__init__(door)
        self._step = _Step.LENGTH
        self._naming = Naming()

    def question(self) -> SheetView:
        """How long, until when, or under which name."""
        if self._naming.open:
            return self._naming.view(self.name, self.door.says)
        offered = self._offered()
        if not offered:
            return self._nothing()
        return self._lengths(offered) if self._step is _Step.LENGTH else self._times(offered)

    def answered(self, key: str) -> None:
        """Book, or go to a step of this sheet."""
        if self._naming.open:
            self.entered()
        elif key == NAME:
            self._naming = self._naming.begun()
            self.draw()
        elif key == "time" and self._step is _Step.LENGTH:
            self._step = _Step.TIME
            self.draw()
        elif offer := self._offered().get(key):
            self.act(partial(self._book, offer, self._naming.title), Act.BOOK)
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
        """From the name or the times to the lengths."""
        if self._naming.open:
            self._naming = self._naming.left()
        else:
            self._step = _Step.LENGTH
        self.draw()

    def again(self) -> None:
        """What fits now."""
        self._step = _Step.LENGTH
        self.draw()

    async def _book(self, offer: Offer, title: str | None) -> Outcome:
        """Book it, and check in whoever stands here; where that fails, the home screen offers it."""
        desk, room = self.door.desk, self.door.known().state.room
        outcome = await desk.book(room.id, offer.start, offer.end, title)
        held = outcome.booking
        if held is not None and held.waiting and "check_in_tap" in self.door.possible():
            self.stage.spawn(_heard(desk.check_in(room.id, held)))
        return outcome

    def _offered(self) -> dict[str, Offer]:
        """What may be booked now, by keys that stay the same while the minutes pass."""
        agenda, now = self.door.known().agenda, self._now()
        if self._step is _Step.TIME:
            return {f"end {one.end.isoformat()}": one for one in end_offers(agenda, now, self.door.policy)}
        return keyed(offers(agenda, now, self.door.policy))

    def _now(self) -> datetime:
        return self.door.clock.now()

    def _lengths(self, offered: dict[str, Offer]) -> SheetView:
        says, known = self.door.says, self.door.known()
        choices = length_choices(offered, self)
        if len(end_offers(known.agenda, self._now(), self.door.policy)) > 1:
            choices += (says.choice("time"),)
        return SheetView(
            name="book",
            title=says.book_title(known.state.room),
            line=says.from_now(known.state, self._now()),
            chips=(self._naming.chip(says),),
            choices=choices,
            close=says.close(),
        )

    def _times(self, offered: dict[str, Offer]) -> SheetView:
        says, zone = self.door.says, self.door.known().state.room.zone
        return SheetView(
            name="book time",
            title=says.time_title(),
            chips=(self._naming.chip(says),),
            choices=tuple(
                Choice(key, says.time(one.end, zone), says.length(one.length)) for key, one in offered.items()
            ),
            back=says.back(),
            close=says.close(),
        )

    def _nothing(self) -> SheetView:
        says, state = self.door.says, self.door.known().state
        return self.end_with(says.not_free(), says.state(state), self.elsewhere())


async def _heard(act: Coroutine[object, object, Outcome]) -> None:
    """Do it; how it ended is seen on the home screen."""
    await act


def keyed(offered: tuple[Offer, ...]) -> dict[str, Offer]:
    """Offers by what they are: so many minutes, or until what comes next."""
    return {"next" if one.until_next else f"minutes {one.length // timedelta(minutes=1)}": one for one in offered}


def length_choices(offered: dict[str, Offer], flow: RoomFlow) -> tuple[Choice, ...]:
    """The offers as buttons, the shortest first and strongest."""
    says, zone = flow.door.says, flow.door.known().state.room.zone
    return tuple(says.offer(key, one, zone, strong=number == 0) for number, (key, one) in enumerate(offered.items()))
