"""What a door shines with, put together as the config says: brightness, veil and place of its picture, and a lamp."""

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from random import Random
from typing import Any

from kiosk.clock import Clock
from kiosk.config import Config
from kiosk.display.dimmer import Dimmer, Paint
from kiosk.display.open import display_rules, open_backlight
from kiosk.domain.light import ByNight, LightRules, light
from kiosk.domain.state import RoomState
from kiosk.lights.keeper import LightKeeper
from kiosk.lights.open import open_light_bar
from kiosk.settings import Settings

Task = Callable[[], Coroutine[Any, Any, None]]


class Night:
    """One panel's brightness and lamp. Raises ConfigError for a lamp that cannot be used.

    `paint` gets how much of the picture a black veil takes (0 to 1) and the picture's shift in pixels; `place` is
    where the system shows its backlights, unless it is the usual one. All methods: the loop's thread.
    """

    def __init__(self, settings: Settings, clock: Clock, rng: Random, paint: Paint, place: Path | None = None) -> None:
        config = settings.config
        self._clock = clock
        self._rules = display_rules(config.display)
        self._light_rules = light_rules(config)
        backlight = open_backlight(config.display, place)
        self._dimmer = Dimmer(self._rules, clock, backlight, paint, shifting=config.display.pixel_shift)
        bar = open_light_bar(config.lightbar, clock, settings.file)
        self._keeper = None if bar is None else LightKeeper(bar, clock, rng, config.lightbar.repeat_seconds)

    @property
    def dark(self) -> bool:
        """Whether the screen is black, so that a touch is to do nothing but wake it."""
        return self._dimmer.dark

    def tasks(self) -> list[Task]:
        """What is to run until it is cancelled."""
        return [self._dimmer.run] if self._keeper is None else [self._dimmer.run, self._keeper.run]

    def show(self, states: Sequence[RoomState]) -> None:
        """Take the states for an instant, the door's own first; to be called at least once a minute.

        The lamp is the first room's; where several are shown, any of them keeps the screen awake.
        """
        self._dimmer.show(states)
        if self._keeper is not None and states:
            hours, first = self._rules.hours, states[0]
            night = hours is not None and hours.covers(self._clock.now(), first.room.zone)
            self._keeper.show(light(first.status, self._light_rules, night=night))

    def touched(self) -> None:
        """Somebody touched the screen."""
        self._dimmer.touched()

    def sensed(self, source: str, *, motion: bool) -> None:
        """A source of presence says that somebody is near, or not any more."""
        self._dimmer.sensed(source, motion=motion)


def light_rules(config: Config) -> LightRules:
    """What the building wants of its lamps."""
    return LightRules(
        occupied_purple=config.panel.occupied_purple,
        unknown_white=config.lightbar.unknown == "white",
        by_night=ByNight(config.lightbar.night),
    )
