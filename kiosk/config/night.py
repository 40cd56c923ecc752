"""The settings of what a door shines with: its screen's brightness, and a lamp beside it."""

# ruff: noqa: RUF009 - `doc` makes a field, not a value

from dataclasses import dataclass
from typing import Literal

from kiosk.config.check import check_lamp, check_night, check_template
from kiosk.config.field import doc


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayConfig:
    """How bright the screen is, and when."""

    brightness: float = doc("By day, as a share of the screen's greatest.", 1.0, least=0.05, most=1.0)
    night_brightness: float = doc("At night, and while nobody is near.", 0.3, least=0.05, most=1.0)
    night_hours: str = doc('When it is night at the room, as "20:00-06:00"; empty: never.', "", check=check_night)
    dim_after_minutes: float = doc(
        "By day, dim after so long without a touch, a movement or a meeting; 0: never.", 0.0, least=0, most=1440
    )
    off_at_night: bool = doc("Black at night until somebody is near or a meeting comes.", default=False)
    pixel_shift: bool = doc("Move the picture by a pixel every few minutes, so that nothing burns in.", default=True)
    brightness_command: tuple[str, ...] = doc(
        "A program that sets the brightness, {percent} in its arguments; empty: the system's backlight.", ()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LightbarConfig:
    """A lamp at the door that shows the state's colour."""

    kind: Literal["", "http", "command"] = doc("How it is told; empty: there is none.", "")
    url: str = doc(
        "Its address; here, in headers, body and command, {red} and the like are filled in.", "", check=check_lamp
    )
    method: Literal["GET", "POST", "PUT"] = doc("The method of HTTP.", "POST")
    headers: dict[str, str] = doc("Headers by their names; {token} stands for the token.", {})
    body: str = doc("What is sent; not with GET.", "", check=check_template)
    token_file: str = doc("A file that holds its token.", "")
    allow_plain_http: bool = doc(
        "Send the token over plain http to another machine. Anyone in between can read it.", default=False
    )
    command: tuple[str, ...] = doc("A program and its arguments, run at each change.", ())
    repeat_seconds: float = doc("How often it is told again, for lamps forget.", 300.0, least=5, most=86400)
    night: Literal["dim", "off", "same"] = doc("What it does in [display] night_hours.", "dim")
    unknown: Literal["white", "off"] = doc("What it shows while the state is unknown.", "white")
