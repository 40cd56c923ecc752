"""How the screens look, as QML reads it: fixed for as long as the program runs. Knows no colours; those are QML's."""

from typing import NamedTuple

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1


class Theme(NamedTuple):
    """One look: `style` is bold, calm or contrast, `mode` is light or dark."""

    style: str
    mode: str


THEMES = {f"{style}-{mode}": Theme(style, mode) for style in ("bold", "calm", "contrast") for mode in ("light", "dark")}


def parse_theme(name: str) -> Theme:
    """The theme of a name such as `bold-dark`. Raises ValueError with a sentence that lists the names there are."""
    theme = THEMES.get(name)
    if theme is None:
        message = f"{name!r} is no theme; themes are {', '.join(THEMES)}"
        raise ValueError(message)
    return theme


@QmlElement
@QmlUncreatable("The program makes it.")
class ThemeViewModel(QObject):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """The look that was chosen."""

    def __init__(
        self,
        theme: Theme,
        *,
        occupied_purple: bool = False,
        reduced_motion: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._occupied_purple = occupied_purple
        self._reduced_motion = reduced_motion

    @Property(str, constant=True)
    def style(self) -> str:
        """Bold, calm or contrast, by those names."""
        return self._theme.style

    @Property(str, constant=True)
    def mode(self) -> str:
        """Light or dark, by those names."""
        return self._theme.mode

    @Property(bool, constant=True)
    def occupiedPurple(self) -> bool:  # noqa: N802 - QML's name
        """Whether an occupied room is purple, for those who tell red and green apart badly."""
        return self._occupied_purple

    @Property(bool, constant=True)
    def reducedMotion(self) -> bool:  # noqa: N802 - QML's name
        """Whether nothing may move."""
        return self._reduced_motion
