"""Cancel a booking, where the building's rules let a door do so; asks once. Knows no words."""

from functools import partial

from kiosk.acting.outcome import Act
from kiosk.domain.booking import Booking
from kiosk.flows.room_flow import HeldFlow
from kiosk.viewmodels.sheet_view import Choice, SheetView


class CancelFlow(HeldFlow):
    """Cancels the booking that the door is about, or the one that it is given."""

    name = "cancel"

    def ask(self, held: Booking) -> SheetView:
        """Whether it is really meant."""
        says, state = self.door.says, self.door.known().state
        return SheetView(
            name="cancel",
            title=says.cancel_title(),
            line=says.held(held, state),
            choices=(Choice("yes", says.cancel_yes(), kind="danger"), Choice("no", says.end_no())),
            close=says.close(),
        )

    def take(self, held: Booking, key: str) -> None:
        """Cancel it, or leave it."""
        if key == "yes":
            self.act(partial(self.door.desk.cancel, held.room_id, held), Act.CANCEL)
        elif key == "no":
            self.stage.close()
