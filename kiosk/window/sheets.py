"""Ties the screen to its doorway: what is pressed goes to the flows. Knows no flow and no words."""

from kiosk.doorway import Doorway
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.sheet import SheetViewModel


def tie(home: HomeViewModel, sheet: SheetViewModel, doorway: Doorway) -> None:
    """From here on every touch of the screen reaches the doorway."""
    host = doorway.host
    sheet.name_keys(doorway.says.key_names())
    home.pressed.connect(doorway.press)
    sheet.chosen.connect(host.chosen)
    sheet.typed.connect(host.typed)
    sheet.entered.connect(host.entered)
    sheet.went_back.connect(host.back)
    sheet.dismissed.connect(host.left)
    sheet.acted.connect(host.touched)
