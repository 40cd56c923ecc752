"""A room state as the JSON of the command line contract. Knows nothing of where states come from."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain.appointment import Appointment
from kiosk.domain.freshness import Freshness
from kiosk.domain.state import RoomState


def state_document(state: RoomState, wording: str) -> dict[str, Any]:
    """One entry of `rooms` in `kiosk status --json`; every instant carries the room's own offset."""
    zone = state.room.zone
    return {
        "id": state.room.id,
        "name": state.room.name,
        "state": state.status.value,
        "until": _instant(state.until, zone),
        "wording": wording,
        "time_zone": state.room.time_zone,
        "free_from": _instant(state.free_from, zone),
        "current": _appointment(state.current, zone),
        "next": _appointment(state.next, zone),
        "upcoming": [_appointment(one, zone) for one in state.upcoming],
        "freshness": _freshness(state.freshness, zone),
    }


def _appointment(one: Appointment | None, zone: ZoneInfo) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "id": one.id,
        "subject": one.subject,
        "start": _instant(one.start, zone),
        "end": _instant(one.end, zone),
        "organizer": one.organizer,
        "private": one.private,
        "all_day": one.all_day,
        "preparation": one.preparation,
    }


def _freshness(fresh: Freshness, zone: ZoneInfo) -> dict[str, Any]:
    age = None if fresh.age is None else round(fresh.age.total_seconds(), 3)
    return {"as_of": _instant(fresh.as_of, zone), "age_seconds": age, "level": fresh.level.value}


def _instant(instant: datetime | None, zone: ZoneInfo) -> str | None:
    return None if instant is None else instant.astimezone(zone).isoformat()
