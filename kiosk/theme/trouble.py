"""What is wrong with a theme file, as values and as sentences."""

from dataclasses import dataclass
from typing import Literal

from kiosk.config.file import ConfigError

Part = Literal["file", "colors", "logo", "fonts"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing: in which part of the file, at which key, what was found, what to do instead.

    One that is not `bad` is only worth knowing; `gone` says that a file is not there, or cannot be read any more.
    """

    part: Part
    key: str
    found: str
    instead: str
    bad: bool = True
    gone: bool = False

    def __str__(self) -> str:
        return f"{self.key}: {self.found}; {self.instead}"


class ThemeError(ConfigError):
    """A theme file that cannot be used as it is, with everything that is wrong with it, a line each."""

    def __init__(self, file: str, troubles: tuple[Trouble, ...]) -> None:
        first = troubles[0]
        super().__init__(file, first.key, first.found, first.instead)
        self.troubles = troubles

    def __str__(self) -> str:
        return "\n".join(f"{self.file}: {one}" for one in self.troubles)
