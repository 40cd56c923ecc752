"""The visit of somebody whom nobody had announced, made of what they say. Knows no clock and no chance."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.agenda import local_midnight
from kiosk.domain.visit import BadgeState, Visit
from kiosk.domain.visiting import Form
from kiosk.visits.record import WALK_IN

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 6
_SHORTEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class New:
    """What never repeats: a code of letters that nobody confuses, a badge's uid, a key."""

    code: str
    uid: str
    key: str


def visit_of(form: Form, new: New, at: datetime, zone: str, building: str | None) -> Visit:
    """A visit that has begun, and lasts until midnight in the building."""
    tomorrow = at.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return Visit(
        WALK_IN + new.uid,
        new.code,
        at,
        max(local_midnight(tomorrow, ZoneInfo(zone)), at + _SHORTEST),
        zone,
        BadgeState.IN,
        uid=new.uid,
        visitor=form.name or None,
        email=form.email or None,
        company=form.company or None,
        building_id=building,
        host=form.host,
        arrived=at,
    )
