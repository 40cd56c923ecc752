"""Check in: one tap where the backend takes it, else the room's code for a phone, large. Knows no words."""

from functools import partial

from kiosk.acting.outcome import Act
from kiosk.domain.booking import Booking
from kiosk.flows.room_flow import HeldFlow
from kiosk.flows.stage import Stage
from kiosk.viewmodels.sheet_view import SheetView


class CheckInFlow(HeldFlow):
    """Checks the booking in that waits for it; `by_code` where only a phone can."""

    name = "check_in"

    def begin(self, stage: Stage) -> None:
        """Do it at once: the tap that brought us here has said so."""
        super().begin(stage)
        held = self._held
        if held is not None and not self._by_code() and self.door.known().online:
            self.act(partial(self.door.desk.check_in, held.room_id, held), Act.CHECK_IN)

    def ask(self, held: Booking) -> SheetView:
        """The code; or, after an act that failed, the same question again."""
        says, state = self.door.says, self.door.known().state
        if not self._by_code():
            return SheetView(
                name="check_in",
                title=says.check_in_title(),
                line=says.held(held, state),
                choices=(says.choice("check_in"),),
                close=says.close(),
            )
        key = self.door.known().keys.of(state.room.id)
        source, modules = self.door.qr(key.url) if key is not None else ("", 0)
        if not source:
            return self.end_with(says.check_in_none(), says.check_in_none_line())
        return SheetView(
            name="check_in code",
            title=says.check_in_title(),
            line=says.check_in_code(),
            qr_source=source,
            qr_modules=modules,
            close=says.close(),
            seconds=60.0,
        )

    def take(self, held: Booking, key: str) -> None:
        """Check in again."""
        if key == "check_in" and not self._by_code():
            self.act(partial(self.door.desk.check_in, held.room_id, held), Act.CHECK_IN)

    def _by_code(self) -> bool:
        return "check_in_tap" not in self.door.possible()
