"""The two sides of a sheet: the flow that decides what it says, and the stage on which it is shown."""

from collections.abc import Coroutine
from typing import Protocol

from kiosk.domain.agenda import Agenda
from kiosk.domain.state import RoomState
from kiosk.viewmodels.sheet_view import SheetView


class Stage(Protocol):
    """Where a flow appears. All calls come from the loop's thread."""

    def show(self, view: SheetView) -> None:
        """Show this in the place of what was shown."""
        ...

    def open(self, flow: "Flow") -> None:
        """Put another flow in the place of this one."""
        ...

    def close(self) -> None:
        """Take the sheet away; the flow's `closed` is called."""
        ...

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        """Run this beside; it goes on when the sheet is closed, for an act that was begun is not broken off."""
        ...


class Flow(Protocol):
    """One conversation. It begins with `begin`, which shows something at once."""

    def begin(self, stage: Stage) -> None:
        """Appear."""
        ...

    def changed(self, state: RoomState, agenda: Agenda) -> None:
        """The room at this door is in another state, or a minute passed: what is offered may have to follow."""
        ...

    def chosen(self, key: str) -> None:
        """A choice, a chip or a row was pressed."""
        ...

    def typed(self, text: str) -> None:
        """The entry holds this text now."""
        ...

    def entered(self) -> None:
        """The entry is finished (Enter, a scanner's end of line)."""
        ...

    def back(self) -> None:
        """One step back."""
        ...

    def closed(self) -> None:
        """The sheet is gone: by its button, by itself, or because the flow asked for it."""
        ...
