"""Ties a screen to its flows: what is pressed goes to them. Knows no flow and no words."""

from typing import TYPE_CHECKING

from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.key_names import KeyNames
from kiosk.viewmodels.sheet import SheetViewModel

if TYPE_CHECKING:
    from kiosk.doorway import Doorway
    from kiosk.flows.host import SheetHost


def tie(home: HomeViewModel, sheet: SheetViewModel, doorway: "Doorway") -> None:
    """From here on every touch of a door's screen reaches the doorway."""
    home.pressed.connect(doorway.press)
    tie_sheet(sheet, doorway.host, doorway.says.key_names())


def tie_sheet(sheet: SheetViewModel, host: "SheetHost", keys: KeyNames) -> None:
    """From here on every touch of the sheet reaches the flow that is on; the keys on the screen are called so."""
    sheet.name_keys(keys)
    sheet.chosen.connect(host.chosen)
    sheet.typed.connect(host.typed)
    sheet.entered.connect(host.entered)
    sheet.went_back.connect(host.back)
    sheet.dismissed.connect(host.left)
    sheet.acted.connect(host.touched)
