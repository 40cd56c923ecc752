"""Flows of set-up and settings at a stand, and panels for them."""

from pathlib import Path

from kiosk.flows.settings import SettingsFlow
from kiosk.flows.setup import SetupFlow
from kiosk.flows.setup_state import Scope
from kiosk.i18n import languages
from kiosk.phrases.setup import SetupPhrases
from kiosk.setup.device import Device
from kiosk.setup.draft import Draft
from kiosk.setup.pin import PinLock
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.wording import Words
from tests.flows.stand import Stand
from tests.setup.panels import TOKEN, config_at, device_at

PIN = "4711"
OWN = '# by hand\n[backend]\nkind = "offision"\nurl = "{url}"\ntoken_file = "{token}"\n[panel]\nroom = "1"\n'


def phrases(language: str) -> SetupPhrases:
    return SetupPhrases(language, Words(language))


class SetupDoor:
    """A set-up flow at a stand, and how often it asked to begin anew."""

    def __init__(self, device: Device, *, scope: Scope = Scope.ALL, code: Draft | None = None) -> None:
        self.stand = Stand()
        self.restarts = 0
        self.flow = SetupFlow(device, phrases, languages(), self._restart, scope=scope, code=code)
        self.flow.begin(self.stand)

    @property
    def view(self) -> SheetView:
        return self.stand.view

    def type(self, text: str) -> None:
        self.flow.typed(text)
        self.flow.entered()

    def _restart(self) -> None:
        self.restarts += 1


class SettingsDoor:
    """A settings flow at a stand; `code` is the last text that was drawn as a QR code."""

    def __init__(self, device: Device, lock: PinLock | None = None) -> None:
        self.stand = Stand()
        self.restarts = 0
        self.code = ""
        self.device = device
        self.lock = lock or device.lock()
        self.flow = SettingsFlow(
            device, self.lock, phrases, languages(), self._drawn, self._restart, lambda: "Victoria"
        )
        self.flow.begin(self.stand)

    @property
    def view(self) -> SheetView:
        return self.stand.view

    @property
    def items(self) -> set[str]:
        return {row.key for row in self.view.rows}

    async def type(self, text: str) -> None:
        self.flow.typed(text)
        self.flow.entered()
        await self.stand.settle()

    async def choose(self, key: str) -> None:
        self.flow.chosen(key)
        await self.stand.settle()

    def _drawn(self, text: str) -> tuple[str, int]:
        self.code = text
        return "data:image/png;base64,", 21

    def _restart(self) -> None:
        self.restarts += 1


async def connected(door: SetupDoor, url: str) -> None:
    door.flow.chosen("system:offision")
    door.type(url)
    door.type(TOKEN)
    await door.stand.settle()


def panel_of(tmp_path: Path, url: str) -> Device:
    """A panel that is set up already."""
    token = tmp_path / "token"
    token.write_text(TOKEN)
    token.chmod(0o600)
    return device_at(tmp_path, config=OWN.format(url=url, token=token))


def panel(tmp_path: Path, url: str, *, more: str = "", named: bool = False) -> Device:
    """A panel that is set up, with a PIN."""
    token = tmp_path / "token"
    token.write_text(TOKEN)
    token.chmod(0o600)
    text = (
        f'# by hand\n[backend]\nkind = "offision"\nurl = "{url}"\ntoken_file = "{token}"\n[panel]\nroom = "1"\n{more}'
    )
    device = device_at(tmp_path, config=text, named=config_at(tmp_path) if named else None)
    device.lock().choose(PIN)
    return device
