"""A stage on which a flow plays without a screen: what it showed, and what it left to be done."""

from collections.abc import Coroutine

from kiosk.flows.stage import Flow
from kiosk.viewmodels.sheet_view import SheetView


class Stand:
    """Keeps what is shown; what is spawned runs when the test says so."""

    def __init__(self) -> None:
        self.shown: list[SheetView] = []
        self.opened: list[Flow] = []
        self.closed = False
        self._work: list[Coroutine[object, object, None]] = []

    @property
    def view(self) -> SheetView:
        """What is on the sheet now."""
        return self.shown[-1]

    @property
    def working(self) -> bool:
        """Whether something is under way."""
        return bool(self._work)

    def show(self, view: SheetView) -> None:
        self.shown.append(view)

    def open(self, flow: Flow) -> None:
        self.opened.append(flow)
        flow.begin(self)

    def close(self) -> None:
        self.closed = True

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        self._work.append(work)

    async def settle(self) -> None:
        """Let everything that was begun come to its end."""
        while self._work:
            await self._work.pop(0)

    def drop(self) -> None:
        """Forget what was begun, as where the program ends first."""
        while self._work:
            self._work.pop().close()
