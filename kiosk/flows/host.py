"""The one place for a sheet: holds the flow that is on, hands it what people do, and closes what nobody touches.

Knows nothing of what flows are about, and nothing of Qt.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Protocol

from kiosk.clock import Clock
from kiosk.domain.agenda import Agenda
from kiosk.domain.state import RoomState
from kiosk.flows.stage import Flow
from kiosk.sync.waiting import pause
from kiosk.viewmodels.sheet_view import SheetView

SETTLE_SECONDS = 0.35
"""For so long after a new question nothing is chosen: the second of two quick taps was not meant for it."""

Spawn = Callable[[Coroutine[object, object, None]], object]


class Surface(Protocol):
    """Where a sheet is drawn."""

    def show(self, view: SheetView) -> None:
        """Show this; without a name, nothing."""
        ...


class SheetHost:
    """Shows one flow at a time on `surface`. What flows `spawn` goes on when they are closed.

    All methods belong to the loop's thread.
    """

    def __init__(self, surface: Surface, clock: Clock, spawn: Spawn) -> None:
        self._surface = surface
        self._clock = clock
        self._spawn = spawn
        self._flow: Flow | None = None
        self._place: _Place | None = None
        self._view = SheetView()
        self._asked = float("-inf")
        self._touched = float("-inf")
        self._news = asyncio.Event()

    @property
    def busy(self) -> bool:
        """Whether a sheet is open."""
        return self._flow is not None

    def open(self, flow: Flow) -> None:
        """Begin this flow, in the place of the one that is on."""
        self._leave()
        self._flow = flow
        self._place = _Place(self, self._spawn)
        flow.begin(self._place)

    def changed(self, state: RoomState, agenda: Agenda) -> None:
        """The room at this door is in another state, or a minute passed."""
        if self._flow is not None:
            self._flow.changed(state, agenda)

    def chosen(self, key: str) -> None:
        """A choice, a chip or a line was pressed; too soon after it appeared, it was not meant."""
        if self._flow is not None and self._settled:
            self._flow.chosen(key)

    def typed(self, text: str) -> None:
        """The entry holds this text now."""
        if self._flow is not None:
            self._flow.typed(text)

    def entered(self) -> None:
        """The entry is finished."""
        if self._flow is not None:
            self._flow.entered()

    def back(self) -> None:
        """One step back."""
        if self._flow is not None:
            self._flow.back()

    def left(self) -> None:
        """Somebody wants the sheet gone; too soon after a new question, the touch was not meant for it."""
        if self._settled:
            self.dismiss()

    def dismiss(self) -> None:
        """Take the sheet away."""
        self._leave()
        self._draw(SheetView())

    def touched(self) -> None:
        """Somebody is there: the time until the sheet closes by itself begins anew."""
        self._touched = self._clock.monotonic()
        self._news.set()

    async def run(self) -> None:
        """Close what was not touched for as long as its view says, until cancelled."""
        while True:
            self._news.clear()
            if not self._view.name or self._view.seconds <= 0:
                await self._news.wait()
            elif (due := self._touched + self._view.seconds) > self._clock.monotonic():
                await pause(self._clock, due, self._news)
            else:
                self.dismiss()

    def show_from(self, place: "_Place", view: SheetView) -> None:
        """Show what the flow at `place` says, unless another has taken its place."""
        if place is self._place:
            self._draw(view)

    def open_from(self, place: "_Place", flow: Flow) -> None:
        """Open another flow for the one at `place`, unless it is gone."""
        if place is self._place:
            self.open(flow)

    def close_from(self, place: "_Place") -> None:
        """Close the flow at `place`, unless it is gone."""
        if place is self._place:
            self.dismiss()

    @property
    def _settled(self) -> bool:
        return self._clock.monotonic() - self._asked >= SETTLE_SECONDS

    def _leave(self) -> None:
        flow, self._flow, self._place = self._flow, None, None
        if flow is not None:
            flow.closed()

    def _draw(self, view: SheetView) -> None:
        if view.name != self._view.name:
            self._asked = self._clock.monotonic()
            self.touched()
        self._view = view
        self._news.set()
        self._surface.show(view)


class _Place:
    """One flow's stage: what it shows after it was closed is seen by nobody. Implements `Stage`."""

    def __init__(self, host: SheetHost, spawn: Spawn) -> None:
        self._host = host
        self._spawn = spawn

    def show(self, view: SheetView) -> None:
        self._host.show_from(self, view)

    def open(self, flow: Flow) -> None:
        self._host.open_from(self, flow)

    def close(self) -> None:
        self._host.close_from(self)

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        self._spawn(work)
