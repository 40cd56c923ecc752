"""Go on longer: by what is free, and no more. Knows no words."""

from functools import partial

from kiosk.acting.outcome import Act
from kiosk.domain.booking import Booking
from kiosk.domain.offers import Offer, extensions
from kiosk.flows.book import keyed, length_choices
from kiosk.flows.room_flow import HeldFlow
from kiosk.viewmodels.sheet_view import SheetView


class ExtendFlow(HeldFlow):
    """Extends the meeting that runs."""

    name = "extend"

    def ask(self, held: Booking) -> SheetView:
        """By how much."""
        says, state = self.door.says, self.door.known().state
        offered = self._offered(held)
        return SheetView(
            name="extend",
            title=says.extend_title() if offered else says.extend_none(),
            line=says.held(held, state) if offered else says.extend_none_line(),
            choices=length_choices(offered, self) or self.elsewhere(),
            close=says.close(),
        )

    def take(self, held: Booking, key: str) -> None:
        """Extend, where it still fits."""
        if offer := self._offered(held).get(key):
            self.act(partial(self.door.desk.extend, held.room_id, held, offer.end), Act.EXTEND)

    def _offered(self, held: Booking) -> dict[str, Offer]:
        return keyed(extensions(self.door.known().agenda, held, self.door.clock.now(), self.door.policy))
