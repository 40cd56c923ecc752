"""What `kiosk doctor` says of a door's screen and of the lamp beside it."""

import shutil
from pathlib import Path

from kiosk.checks.check import Check, misconfigured
from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.display.open import display_rules
from kiosk.display.sysfs import PLACE, UDEV_RULE, found_backlight
from kiosk.domain.light import LightRules, light
from kiosk.domain.state import Status
from kiosk.lights.bar import LightFailed
from kiosk.lights.open import open_light_bar
from kiosk.settings import Settings


async def night_checks(settings: Settings, place: Path = PLACE) -> list[Check]:
    """The screen's brightness; the lamp, where there is one, which is told the light of a state that is not known."""
    lamp = [await _lamp(settings)] if settings.config.lightbar.kind else []
    return [_brightness(settings, place), *lamp]


def _brightness(settings: Settings, place: Path) -> Check:
    display = settings.config.display
    if display_rules(display).steady:
        return Check("brightness", "skipped", "never changed, as [display] has it")
    if display.brightness_command:
        return _program(display.brightness_command[0])
    backlight = found_backlight(place)
    if backlight is None:
        return Check("brightness", "good", "no backlight that can be set, so the picture itself is darkened")
    if not backlight.allowed:
        says = f"the backlight {backlight.name} may not be set, so the picture itself is darkened"
        do = f"Add this udev rule, be in the group video, and restart: {UDEV_RULE}"
        return Check("brightness", "doubtful", says, do)
    return Check("brightness", "good", f"the backlight {backlight.name}, {backlight.greatest} steps")


def _program(name: str) -> Check:
    """Whether it is there; it is not run, for it would change what a running panel has set."""
    if shutil.which(name) is None:
        return Check("brightness", "doubtful", f"no program {name}", "Install it, or correct brightness_command.")
    return Check("brightness", "good", f"by the program {name}, which was found")


async def _lamp(settings: Settings) -> Check:
    try:
        bar = open_light_bar(settings.config.lightbar, Clock(), settings.file)
    except ConfigError as wrong:
        return misconfigured("light bar", wrong)
    if bar is None:
        return Check("light bar", "skipped", "none")
    try:
        await bar.show(light(Status.UNKNOWN, LightRules(), night=False))
    except LightFailed as failure:
        return Check("light bar", "doubtful", str(failure), "The panel does its work without it, and tries again.")
    finally:
        await bar.aclose()
    seconds = settings.config.lightbar.repeat_seconds
    return Check("light bar", "good", f"it took white; a running panel sets its own light within {seconds:g} s")
