"""What a config says of the screen, as rules and as the light that can be set."""

from datetime import timedelta
from pathlib import Path

from kiosk.config.night import DisplayConfig
from kiosk.display.backlight import Backlight
from kiosk.domain.night import DisplayRules, NightHours


def display_rules(config: DisplayConfig) -> DisplayRules:
    """The rules, as the domain takes them."""
    minutes = config.dim_after_minutes
    return DisplayRules(
        day=config.brightness,
        night=config.night_brightness,
        hours=NightHours.parse(config.night_hours) if config.night_hours else None,
        dim_after=timedelta(minutes=minutes) if minutes else None,
        off_at_night=config.off_at_night,
    )


def open_backlight(config: DisplayConfig, place: Path | None = None) -> Backlight | None:
    """The config's command, else a backlight that may be set; None where neither is, or nothing is ever to change."""
    if display_rules(config).steady:
        return None
    if config.brightness_command:
        from kiosk.display.command import CommandBacklight  # noqa: PLC0415 - only where one is named

        return CommandBacklight(config.brightness_command)
    from kiosk.display.sysfs import PLACE, found_backlight  # noqa: PLC0415 - only where something is to change

    found = found_backlight(place or PLACE)
    return found if found is not None and found.allowed else None
