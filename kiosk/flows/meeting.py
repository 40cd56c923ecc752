"""One meeting of the day: who, when, and what may be done with it here. Knows no words, and shows nothing private."""

from kiosk.domain.appointment import Appointment
from kiosk.domain.booking import booking_behind
from kiosk.flows.cancel import CancelFlow
from kiosk.flows.door import Door
from kiosk.flows.room_flow import RoomFlow
from kiosk.viewmodels.sheet_view import Choice, SheetView


class MeetingFlow(RoomFlow):
    """Shows the appointment with this id, for as long as it is there."""

    name = "meeting"
    needs_connection = False

    def __init__(self, door: Door, appointment_id: str) -> None:
        super().__init__(door)
        self._id = appointment_id

    def question(self) -> SheetView:
        """What it is."""
        says, state = self.door.says, self.door.known().state
        one = self._one()
        if one is None or one.end <= self.door.clock.now():
            return self.end_with(says.changed(), says.state(state))
        return SheetView(
            name="meeting",
            title=says.meeting(one),
            line=says.meeting_line(one, state),
            choices=self._choices(one),
            close=says.close(),
        )

    def answered(self, key: str) -> None:
        """Do something with it, in a flow of its own."""
        one = self._one()
        if one is None or key not in {choice.key for choice in self._choices(one)}:
            return
        held = booking_behind(one, self.door.known().state.room.id)
        if key == "cancel":
            self.stage.open(CancelFlow(self.door, held))
        else:
            self.go(key)

    def _choices(self, one: Appointment) -> tuple[Choice, ...]:
        known = self.door.known()
        if one.booking_id is None or one.preparation or not known.online:
            return ()
        current = known.state.current is not None and known.state.current.id == one.id
        keys = ("check_in", "extend", "end", "cancel") if current else ("cancel",)
        return tuple(self.door.says.choice(key) for key in keys if key in self.door.possible())

    def _one(self) -> Appointment | None:
        return next((one for one in self.door.known().agenda.appointments if one.id == self._id), None)
