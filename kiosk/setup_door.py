"""What a door offers to set its panel up: nothing, the set-up of a new one, or the settings of an old one."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.settings import NO_FILE, Settings
from kiosk.setup.device import Device
from kiosk.setup.pin import PinLock

if TYPE_CHECKING:
    from kiosk.flows.stage import Flow
    from kiosk.phrases.setup import SetupPhrases

SET_UP, SETTINGS, CLOCK = "set_up", "settings", "clock"


def setup_flows(
    settings: Settings, clock: Clock, room: Callable[[], str], restart: Callable[[], None]
) -> "Mapping[str, Callable[[], Flow]]":
    """The flows by the keys of their actions: `set_up` where nothing was set up yet, else `settings`.

    `clock` is the same by a long press on the clock, but not where whoever starts the program decides what it is.
    `room` tells the name of the panel's room. `restart` ends the program so that it begins anew; it may be called when
    the sheet is gone already. Empty where the config says `[panel] settings = false`, and for a demo that was asked
    for. To be called once a run: the pauses after wrong PINs belong to the lock that is made here. The flows
    themselves are loaded when somebody opens them.
    """
    device = Device(settings, clock)
    if device.is_new:
        begin = partial(_set_up, device, restart)
        return {SET_UP: begin, CLOCK: begin}
    if not settings.config.panel.settings or settings.file == NO_FILE:
        return {}
    change = partial(_settings, device, device.lock(), room, restart)
    return {SETTINGS: change} if settings.managed else {SETTINGS: change, CLOCK: change}


def _set_up(device: Device, restart: Callable[[], None]) -> "Flow":
    from kiosk.flows.setup import SetupFlow  # noqa: PLC0415 - most panels are set up once
    from kiosk.i18n import languages  # noqa: PLC0415

    return SetupFlow(device, _phrases_of(device), languages(), restart)


def _settings(device: Device, lock: PinLock, room: Callable[[], str], restart: Callable[[], None]) -> "Flow":
    from kiosk.flows.settings import SettingsFlow  # noqa: PLC0415 - and rarely changed
    from kiosk.i18n import languages  # noqa: PLC0415
    from kiosk.viewmodels.qr import qr_image  # noqa: PLC0415

    return SettingsFlow(device, lock, _phrases_of(device), languages(), qr_image, restart, room)


def _phrases_of(device: Device) -> "Callable[[str], SetupPhrases]":
    from kiosk.phrases.setup import SetupPhrases  # noqa: PLC0415
    from kiosk.wording import Words  # noqa: PLC0415

    hour12 = device.settings.config.panel.time_format == "12h"
    return lambda language: SetupPhrases(language, Words(language, hour12=hour12))
