"""How the screens look, as QML reads it: fixed for as long as the program runs. Decides on every colour."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Property, QObject, QUrl, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.theme.dress import OURS, Dress, Typeface
from kiosk.theme.palette import STATUSES, palette

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1


class Theme(NamedTuple):
    """One look: `style` is bold, calm or contrast, `mode` is light or dark."""

    style: str
    mode: str


THEMES = {f"{style}-{mode}": Theme(style, mode) for style in ("bold", "calm", "contrast") for mode in ("light", "dark")}


def plain_theme(name: str, dress: Dress | None = None) -> Theme:
    """The look of one of the six names, that which `dress` starts from, or the usual one where a file is named."""
    return THEMES[dress.base] if dress is not None else THEMES.get(name, THEMES["bold-dark"])


@QmlElement
@QmlUncreatable("The program makes it.")
class ThemeViewModel(QObject):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """The look that was chosen; `dress` is what the building's own theme file makes of it, where there is one."""

    def __init__(
        self,
        theme: Theme,
        *,
        occupied_purple: bool = False,
        reduced_motion: bool = False,
        dress: Dress | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = theme.style
        self._reduced_motion = reduced_motion
        self._dress = dress
        own = None if dress is None else dress.colours
        self._colours = palette(theme.style, theme.mode, purple=occupied_purple, own=own)

    @property
    def typeface(self) -> Typeface:
        """The letters."""
        return OURS if self._dress is None else self._dress.typeface

    @property
    def whole(self) -> bool | None:
        """Whether the building's own theme file was taken as it is; None where there is none."""
        return None if self._dress is None else self._dress.whole

    @Property(str, constant=True)
    def style(self) -> str:
        """Bold, calm or contrast, by those names."""
        return self._style

    @Property(bool, constant=True)
    def reducedMotion(self) -> bool:  # noqa: N802 - QML's name
        """Whether nothing may move."""
        return self._reduced_motion

    @Property(str, constant=True)
    def logo(self) -> str:
        """The address of the building's own sign, empty where it has none."""
        return "" if self._dress is None or self._dress.logo is None else _address(self._dress.logo)

    @Property(str, constant=True)
    def displayFont(self) -> str:  # noqa: N802 - QML's name
        """The family of the largest words."""
        return self.typeface.display

    @Slot(str, result=str)
    def colour(self, name: str) -> str:
        """A colour by its name in the palette, as `#RRGGBB` or `#AARRGGBB`."""
        return self._colours[name]

    @Slot(str, str, result=str)
    def ofState(self, status: str, part: str) -> str:  # noqa: N802 - QML's name
        """A state's colour by its status: its `mark`, `word` or `field`, or with no part its deepest."""
        state = STATUSES.get(status, status)
        state = state if state in self._colours else "unknown"
        return self._colours[f"{state}_{part}" if part else state]


def _address(file: Path) -> str:
    return QUrl.fromLocalFile(str(file)).toString(QUrl.ComponentFormattingOption.FullyEncoded)
