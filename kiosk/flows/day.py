"""What is left of the day, as a list within reach: the gaps and meetings that a line of the home screen opens too."""

from kiosk.flows.room_flow import RoomFlow
from kiosk.viewmodels.home_actions import pressable
from kiosk.viewmodels.home_view import DayRow
from kiosk.viewmodels.sheet_view import Row, SheetView


class DayFlow(RoomFlow):
    """Shows each line that may be pressed, also those for which the home screen has no place."""

    name = "day"

    def question(self) -> SheetView:
        """Which of them."""
        door, known = self.door, self.door.known()
        lines = door.says.day(known.state, known.agenda)
        rows = tuple(_row(one) for one in lines if pressable(one, door.possible(), online=known.online))
        return SheetView(
            name=self.name,
            title=door.says.day_title(),
            rows=rows,
            rows_empty="" if rows else door.says.day_none(),
            close=door.says.close(),
        )

    def answered(self, key: str) -> None:
        """Go where the line leads."""
        self.stage.open(self.door.other(key))


def _row(line: DayRow) -> Row:
    return Row(line.key, line.title, line.detail, "\u2009–\u2009".join(filter(None, (line.begin, line.finish))))
