"""The camera of a screen as plain data: what is shown of it, and what is said. Knows nothing of Qt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CameraView:
    """What is shown of it. `offered`: its button is there; `looking`: it is on, and its picture in place of the keys.

    `source` is the address of the newest picture, empty before the first. `failed`: it could not be used just now.
    """

    offered: bool = False
    looking: bool = False
    failed: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class CameraWords:
    """What is said of it, in the language of whoever stands there."""

    look: str = ""
    leave: str = ""
    hold: str = ""
    kept: str = ""
    sees: str = ""
    failed: str = ""
