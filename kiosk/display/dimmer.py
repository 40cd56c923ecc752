"""Keeps a door's screen as bright as its rules want it. Knows neither what lights it nor what it shows."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta

from kiosk.clock import Clock
from kiosk.display.backlight import Backlight, BacklightFailed
from kiosk.domain.night import (
    Company,
    DisplayRules,
    Glow,
    brightness,
    changes_in,
    glow,
    is_busy,
    shift,
    veil,
)
from kiosk.domain.state import RoomState
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)
_LONG_AGO = timedelta(days=1000)
Paint = Callable[[float, tuple[int, int]], None]


class Dimmer:
    """Tells `backlight` how bright to shine and `paint` how much of the picture a black veil takes, and its shift.

    The veil is for when it is dark, and for screens whose light cannot be set. All methods: the loop's thread. The
    schedule is looked at whenever a state is shown, which is each minute, and by the clock in between.
    """

    def __init__(
        self, rules: DisplayRules, clock: Clock, backlight: Backlight | None, paint: Paint, *, shifting: bool
    ) -> None:
        self._rules = rules
        self._clock = clock
        self._backlight = backlight
        self._paint = paint
        self._shifting = shifting
        self._news = asyncio.Event()
        self._states: tuple[RoomState, ...] = ()
        self._moving: set[str] = set()
        self._near_at: float | None = None
        self._quiet_since = clock.monotonic()
        self._busy = False
        self._glow = Glow.BRIGHT
        self._set: float | None = None
        self._failed = False

    @property
    def dark(self) -> bool:
        """Whether nothing is to be seen, so that a touch is to do nothing but wake."""
        return self._glow is Glow.DARK

    def show(self, states: Sequence[RoomState]) -> None:
        """Take the states of the rooms that are shown, and with them the time; it is night where the first one is.

        Where there are none, those before still count.
        """
        self._states = tuple(states) or self._states
        self._look()

    def touched(self) -> None:
        """Somebody touched the screen; it is bright when this returns, as far as the veil goes."""
        self._near_at = self._clock.monotonic()
        self._look()

    def sensed(self, source: str, *, motion: bool) -> None:
        """A source says that somebody is near, or (`motion` false) not any more."""
        if motion:
            self._moving.add(source)
        elif source in self._moving:
            self._moving.discard(source)
            self._near_at = self._clock.monotonic()
        else:
            return
        self._look()

    async def run(self) -> None:
        """Keep it so until cancelled, and leave it bright."""
        try:
            while True:
                self._news.clear()
                self._see()
                await self._light()
                await pause(self._clock, self._due, self._news)
        finally:
            await self._leave()

    def _look(self) -> None:
        self._see()
        self._news.set()

    def _see(self) -> None:
        if not self._states:
            return
        busy, now, zone = any(map(is_busy, self._states)), self._clock.now(), self._states[0].room.zone
        if busy or self._busy or self._moving:
            self._quiet_since = self._clock.monotonic()
        self._busy = busy
        night = self._rules.hours is not None and self._rules.hours.covers(now, zone)
        self._glow = glow(self._rules, self._company, night=night, busy=busy)
        self._paint(self._veil, shift(now) if self._shifting else (0, 0))

    @property
    def _company(self) -> Company:
        """Who was near, by a clock that nobody sets."""
        now = self._clock.monotonic()
        if self._moving:
            return Company(timedelta(), timedelta())
        near = _LONG_AGO if self._near_at is None else timedelta(seconds=now - self._near_at)
        return Company(near, min(near, timedelta(seconds=now - self._quiet_since)))

    @property
    def _veil(self) -> float:
        lit = self._backlight is not None and not self._failed
        return 0.0 if lit and not self.dark else veil(brightness(self._rules, self._glow))

    @property
    def _due(self) -> float:
        """When there may be something to do, should nothing be heard."""
        waits = [] if self._moving else [changes_in(self._rules, self._company)]
        if self._states and self._rules.hours is not None:
            now = self._clock.now()
            waits.append(self._rules.hours.next_change(now, self._states[0].room.zone) - now)
        return self._clock.monotonic() + min((one.total_seconds() for one in waits if one), default=float("inf"))

    async def _light(self) -> None:
        """Set the backlight where it is not as it should be; where it cannot be, the veil does it meanwhile."""
        share = brightness(self._rules, self._glow)
        if self._backlight is None or not self._states or share == self._set:
            return
        self._set = None
        try:
            await self._backlight.shine(share)
        except BacklightFailed as failure:
            if not self._failed:
                _log.warning("Brightness: %s; the picture is darkened instead.", failure)
            self._failed = True
        else:
            self._set, self._failed = share, False
        self._see()

    async def _leave(self) -> None:
        if self._backlight is None or not self._states or self._failed:
            return
        if self._set != self._rules.day:
            with suppress(BacklightFailed):
                await self._backlight.shine(self._rules.day)
