"""Which colour a lamp at the door shows for a state. Knows no lamp."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, assert_never

from kiosk.domain.state import Status

DIMMED = 0.25


class RGB(NamedTuple):
    """A colour by its three parts, each 0 to 255."""

    red: int
    green: int
    blue: int


OFF = RGB(0, 0, 0)
WHITE = RGB(255, 255, 255)
GREEN = RGB(0, 255, 0)
AMBER = RGB(255, 120, 0)
RED = RGB(255, 0, 0)
PURPLE = RGB(150, 0, 255)


class ByNight(StrEnum):
    """What a lamp does at night."""

    DIM = "dim"
    OFF = "off"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class LightRules:
    """What a building wants of its lamps."""

    occupied_purple: bool = False
    unknown_white: bool = True
    by_night: ByNight = ByNight.DIM


@dataclass(frozen=True, slots=True)
class Light:
    """What a lamp shows for `status`; `brightness` is 0 to 1, and 0 for a lamp that is off."""

    status: Status
    colour: RGB
    brightness: float = 1.0
    blink: bool = False

    @property
    def on(self) -> bool:
        """Whether it shines at all."""
        return self.brightness > 0


def light(status: Status, rules: LightRules, *, night: bool) -> Light:
    """The light of a state. Only a free room is green; a blinking lamp wants something of people."""
    colour, blink = _colour(status, rules)
    if colour == OFF or (night and rules.by_night is ByNight.OFF):
        return Light(status, OFF, 0.0)
    return Light(status, colour, DIMMED if night and rules.by_night is ByNight.DIM else 1.0, blink)


def _colour(status: Status, rules: LightRules) -> tuple[RGB, bool]:
    match status:
        case Status.FREE:
            return GREEN, False
        case Status.STARTING_SOON:
            return AMBER, False
        case Status.WAITING_CHECK_IN:
            return AMBER, True
        case Status.OCCUPIED:
            return PURPLE if rules.occupied_purple else RED, False
        case Status.CLOSED:
            return OFF, False
        case Status.UNKNOWN:
            return WHITE if rules.unknown_white else OFF, True
    assert_never(status)
