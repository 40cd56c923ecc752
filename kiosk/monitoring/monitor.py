"""Watches a screen for whoever collects metrics; loaded only where the config names an address for them."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial

from kiosk.clock import Clock
from kiosk.domain.state import RoomState, Status
from kiosk.monitoring.health import Health, RoomHealth, exposition
from kiosk.monitoring.metrics_route import MetricsRoute, aside
from kiosk.monitoring.process import LogCount, counted, resident
from kiosk.power import Power, read_power
from kiosk.server.listening import Background, listen
from kiosk.server.place import place_of
from kiosk.server.refusal import ServerFault
from kiosk.sync.model import FeedState

_log = logging.getLogger(__name__)


class Monitor:
    """Remembers what a ticker hands on; `health` may be asked for from any thread."""

    def __init__(self, face: str, clock: Clock, power: Callable[[], Power]) -> None:
        self.log = LogCount()
        self.theme_whole: bool | None = None
        self._face = face
        self._clock = clock
        self._power = power
        self._since = clock.monotonic()
        self._known: tuple[tuple[RoomState, ...], FeedState] = (), FeedState()
        self._troubles = 0

    def show(self, states: tuple[RoomState, ...], state: FeedState) -> None:
        """Take what the screen shows now."""
        before = self._known[1].connection.trouble
        self._troubles += before is None and state.connection.trouble is not None
        self._known = states, state

    def health(self) -> Health:
        """How all is at this moment."""
        (states, state), now = self._known, self._clock.now()
        known = {one.room.id: one.status is not Status.UNKNOWN for one in states}
        rooms = [(one.room.id, one.as_of) for one in state.agendas]
        contact = state.connection.last_contact
        return Health(
            face=self._face,
            up=timedelta(seconds=self._clock.monotonic() - self._since),
            connection=state.connection,
            contact=None if contact is None else now - contact,
            rooms=tuple(
                RoomHealth(room, None if as_of is None else now - as_of, known.get(room, False))
                for room, as_of in rooms
            ),
            clock_offset=state.clock_offset,
            troubles=self._troubles,
            warnings=self.log.warnings,
            errors=self.log.errors,
            memory=resident(),
            power=self._power(),
            theme_whole=self.theme_whole,
        )


def open_monitor(
    stack: ExitStack, listen_at: str, face: str, clock: Clock, *, theme_whole: bool | None = None
) -> Monitor:
    """A monitor whose metrics are served at HOST:PORT until `stack` ends; where that cannot be, the log says so.

    `theme_whole` says whether the theme file is worn as it is, None where there is none.
    """
    monitor = Monitor(face, clock, read_power)
    monitor.theme_whole = theme_whole
    stack.enter_context(counted(monitor.log))
    route = MetricsRoute(aside(monitor.health, exposition))
    server = Background("room-kiosk-metrics", partial(listen, route, *place_of(listen_at)))
    try:
        server.start()
    except ServerFault as fault:
        _log.warning("Metrics cannot be collected here: %s", fault)
        return monitor
    stack.callback(server.stop)
    return monitor
