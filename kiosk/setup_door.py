"""What a door offers to set its panel up: nothing, the set-up of a new one, or the settings of an old one."""

from collections.abc import Callable, Mapping
from functools import partial

from kiosk.flows.settings import SettingsFlow
from kiosk.flows.setup import SetupFlow
from kiosk.flows.stage import Flow
from kiosk.i18n import languages
from kiosk.phrases_setup import SetupPhrases
from kiosk.settings import NO_FILE
from kiosk.setup.device import Device
from kiosk.viewmodels.qr import qr_image
from kiosk.wording import Words

SET_UP, SETTINGS = "set_up", "settings"


def setup_flows(
    device: Device, room: Callable[[], str], restart: Callable[[], None]
) -> Mapping[str, Callable[[], Flow]]:
    """The flows by the keys of their actions: `set_up` where nothing was set up yet, else `settings`.

    `room` tells the name of the panel's room. `restart` ends the program so that it begins anew; it may be called when
    the sheet is gone already. Empty where the config says `[panel] settings = false`, and for a demo that was asked
    for. To be called once a run: the pauses after wrong PINs belong to the lock that is made here.
    """
    config = device.settings.config.panel
    phrases, tags = partial(_phrases, hour12=config.time_format == "12h"), languages()
    if device.is_new:
        return {SET_UP: partial(SetupFlow, device, phrases, tags, restart)}
    if not config.settings or device.settings.file == NO_FILE:
        return {}
    lock = device.lock()
    return {SETTINGS: partial(SettingsFlow, device, lock, phrases, tags, qr_image, restart, room)}


def _phrases(language: str, *, hour12: bool) -> SetupPhrases:
    return SetupPhrases(language, Words(language, hour12=hour12))
