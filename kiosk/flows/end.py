"""Give the room back: end a meeting early, or cancel it; each asks once. Knows no words."""

from functools import partial

from kiosk.acting.outcome import Act
from kiosk.domain.booking import Booking
from kiosk.flows.room_flow import HeldFlow
from kiosk.viewmodels.sheet_view import Choice, SheetView


class EndFlow(HeldFlow):
    """Ends the meeting that runs."""

    name = "end"

    def ask(self, held: Booking) -> SheetView:
        """Whether it is really meant."""
        says, state = self.door.says, self.door.known().state
        return SheetView(
            name="end",
            title=says.end_title(),
            line=says.held(held, state),
            choices=(Choice("yes", says.end_yes(), kind="danger"), Choice("no", says.end_no())),
            close=says.close(),
        )

    def take(self, held: Booking, key: str) -> None:
        """End it, or leave it."""
        if key == "yes":
            self.act(partial(self.door.desk.end, held.room_id, held), Act.END)
        elif key == "no":
            self.stage.close()
