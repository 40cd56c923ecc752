"""The settings of the visitors' screen and of what is kept of visits."""

# ruff: noqa: RUF009 - `doc` makes a field, not a value

import re
from dataclasses import dataclass

from kiosk.config.check import check_camera, check_theme
from kiosk.config.field import doc

_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def check_time(text: str) -> None:
    """A time of day."""
    if text and not _TIME.fullmatch(text):
        raise ValueError("a time of day such as 20:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionConfig:
    """The visitors' screen."""

    building: str = doc("The id of the building whose visitors are received; empty: of any.", "")
    reset_seconds: float = doc("How long a finished step stays on the screen.", 10.0, least=1, most=600)
    idle_seconds: float = doc("After so long without a touch everything is wiped.", 30.0, least=5, most=600)
    opens_minutes: float = doc("How long before a visit begins its visitor is let in.", 120.0, least=0, most=1440)
    walk_in: bool = doc("Receive people without an appointment.", default=True)
    check_out: bool = doc("Let visitors check out with their code.", default=True)
    auto_check_out: str = doc(
        "When everybody who is still in is checked out, every day; empty: never.", "20:00", check=check_time
    )
    retention_days: float = doc("How long anything of a visit is kept after it.", 30.0, least=1, most=3650)
    house_rules: dict[str, str] = doc("What visitors are asked to accept, by language tag; none: nothing.", {})
    directions: str = doc("The way from here, as Take the lift to floor 3; empty: nothing is said.", "")
    wifi_name: str = doc("The name of the visitors' Wi-Fi; empty: nothing is said of it.", "")
    wifi_password: str = doc("Its password, which visitors are shown.", "", secret=True)
    title: str = doc("What stands at the top, such as the building's name; empty: what its system calls it.", "")
    theme: str = doc(
        "Its look, as for a panel; visitors read dark letters on white most easily.", "calm-light", check=check_theme
    )
    scanner: bool = doc(
        "Say that codes can be held in front of a scanner; one that types is heard anyway.", default=False
    )
    camera: bool | str = doc(
        "Let a code be held before a camera, where the extra camera is installed; or that camera's name.",
        default=True,
        check=check_camera,
    )
