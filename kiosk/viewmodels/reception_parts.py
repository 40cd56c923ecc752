"""What the steps of the reception's screen have in common: what the config says, and how a visit is told. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from kiosk.domain.visit import Visit
from kiosk.phrases.reception import ReceptionPhrases
from kiosk.viewmodels.reception_view import Fact

Badge = Literal["none", "printing", "printed", "failed"]


@dataclass(frozen=True, slots=True)
class ReceptionOptions:
    """What the config says. `zone` is the building's, `opens` how long before a visit one may check in.

    `house_rules` are by language; where the visitor's has none, the first is shown. `directions` is the way from here.
    """

    zone: ZoneInfo
    building: str = ""
    languages: tuple[str, ...] = ()
    house_rules: Mapping[str, str] = field(default_factory=dict)
    directions: str = ""
    wifi_name: str = ""
    wifi_password: str = ""
    scanner: bool = False
    opens: timedelta = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Aside:
    """What is so beside the conversation: how the badge fares, and whether the host is being told.

    `stuck`: the last press led nowhere, so that the visitor needs a hint. `searching`: an answer is awaited.
    """

    badge: Badge = "none"
    telling: bool = False
    stuck: bool = False
    searching: bool = False


def facts_of(visit: Visit, says: ReceptionPhrases, *, at: datetime | None = None) -> tuple[Fact, ...]:
    """Whom, when (where `at` is given) and where, as far as it is known."""
    told = (
        ("host", says.host(visit.host)),
        ("time", "" if at is None or visit.start >= visit.end else says.span(visit, at)),
        ("place", says.place(visit)),
    )
    return tuple(Fact(key, says.say(f"fact.{key}"), text) for key, text in told if text)
