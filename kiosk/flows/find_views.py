"""What the search for another room shows at each of its steps. Pure; knows no words but by their phrases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.acting.house import HouseLook
from kiosk.acting.outcome import GOOD, Act, Outcome
from kiosk.domain.agenda import Agenda
from kiosk.domain.finding import Found, Wish, doubtful
from kiosk.domain.offers import Offer
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.flows.door import Answers
from kiosk.flows.endings import SECONDS_OF_OTHERS, tone_of
from kiosk.flows.find_wishes import chips
from kiosk.phrases.find import FindPhrases
from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.sheet_view import Choice, Row, SheetView

ROOM = "room "
AGAIN, ALL = "again", "all"
_LIST_SECONDS, _GOOD_SECONDS = 40.0, 15.0


@dataclass(frozen=True, slots=True)
class FindViews:
    """The sheets of the search, in the phrases of one language."""

    sheets: SheetPhrases
    says: FindPhrases
    answers: Answers
    policy: Policy

    def looking(self) -> SheetView:
        """Nothing is known yet."""
        return SheetView("find looking", self.sheets.waiting(), self.says.looking(), tone="waiting", close=self._close)

    def blind(self) -> SheetView:
        """Nothing is known, and nothing could be learned."""
        again = (self.sheets.again(taken=False),)
        return SheetView(
            "find blind", self.says.blind(), self.says.blind_line(), tone="bad", choices=again, close=self._close
        )

    def sees_nothing(self, look: HouseLook, at: datetime) -> bool:
        """Whether of no room anything is known, so that nothing can be said of any."""
        if not look.agendas:
            return look.trouble is not None or look.missing > 0
        return doubtful(look.agendas, at, self.policy) == len(look.agendas)

    def rooms(
        self, look: HouseLook, found: Sequence[Found], wish: Wish, at: datetime, *, note: str, can_book: bool
    ) -> SheetView:
        """The rooms that are free, best first; they can be pressed where `can_book`."""
        wished = wish != Wish()
        return SheetView(
            name="find",
            title=self.says.title(),
            line=self.says.hint() if can_book and found else "",
            note=note or self._note(look, at),
            chips=chips([one.room for one in look.agendas], wish, look.here, self.says),
            rows=tuple(self._row(one, look.here, can_book=can_book) for one in found),
            rows_empty="" if found else self.says.empty(wished=wished),
            choices=(Choice(ALL, self.says.show_all()),) if wished and not found else (),
            close=self._close,
            seconds=_LIST_SECONDS,
        )

    def lengths(self, found: Found, offered: Mapping[str, Offer]) -> SheetView:
        """For how long one of them."""
        room, zone = found.room, found.room.zone
        return SheetView(
            name=f"find {room.id}",
            title=self.sheets.book_title(room),
            line=self.sheets.from_now(found.state, found.state.at),
            choices=tuple(
                self.sheets.offer(key, one, zone, strong=number == 0)
                for number, (key, one) in enumerate(offered.items())
            ),
            back=self.sheets.back(),
            close=self._close,
        )

    def acting(self) -> SheetView:
        """The booking is on its way."""
        line = self.sheets.doing(Act.BOOK)
        return SheetView("find waiting", self.sheets.waiting(), line, tone="waiting", close=self._close, seconds=0)

    def ended(self, outcome: Outcome, room: Room, here: Room, at: datetime) -> SheetView:
        """How it ended; with the way to the room, or to the others."""
        good = outcome.ending in GOOD
        return SheetView(
            name=f"find {outcome.ending}",
            title=self.says.done_title(room) if good else self.sheets.ended(outcome),
            line=self._line(outcome, room, here, at),
            tone=tone_of(outcome.ending),
            choices=() if good else (Choice(AGAIN, self.says.other(), kind="primary"),),
            close=self._close,
            seconds=_GOOD_SECONDS if good else SECONDS_OF_OTHERS,
        )

    def taken(self, room: Room) -> str:
        """The note above the rooms, where one of them was let go."""
        return self.says.taken(room)

    @property
    def _close(self) -> str:
        return self.sheets.close()

    def _row(self, found: Found, here: Room, *, can_book: bool) -> Row:
        room = found.room
        return Row(
            key=f"{ROOM}{room.id}" if can_book else "",
            title=self.says.name(room),
            detail=self.says.detail(room, here),
            trailing=self.says.until(found),
            status=found.state.status.value,
        )

    def _line(self, outcome: Outcome, room: Room, here: Room, at: datetime) -> str:
        if outcome.ending in GOOD and outcome.booking is not None:
            return self.says.done_line(outcome.booking.end, at, room, here)
        return self.answers.sentence(outcome, at, room.zone)

    def _note(self, look: HouseLook, at: datetime) -> str:
        """What the list does not show: that it is old, or that of some rooms nobody knows."""
        as_of = oldest(look.agendas)
        if look.trouble is not None and as_of is not None:
            return self.says.old(as_of, at, look.agendas[0].room.zone)
        return self.says.doubt(look.missing + doubtful(look.agendas, at, self.policy))


def oldest(agendas: Sequence[Agenda]) -> datetime | None:
    """When the oldest of what is shown was true."""
    return min((one.as_of for one in agendas if one.as_of is not None), default=None)
