"""Agendas and facts as rows, and back. A row that cannot be read with certainty is no row."""

import zlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from kiosk.domain.agenda import Agenda

FORMAT = 1
SELECT_AGENDAS = "SELECT room_id, as_of, known_until, format, body, checksum FROM agenda WHERE identity = ?"
SELECT_FACT = "SELECT body, checksum FROM fact WHERE identity = ? AND name = ?"
_PUT_AGENDA = "INSERT OR REPLACE INTO agenda VALUES (?, ?, ?, ?, ?, ?, ?)"
_PUT_FACT = "INSERT OR REPLACE INTO fact VALUES (?, ?, ?, ?)"
_DROP_AGENDA = "DELETE FROM agenda WHERE identity = ? AND room_id = ?"
Change = tuple[str, tuple[object, ...]]
T = TypeVar("T")


def same_but_age(one: Agenda, other: Agenda) -> bool:
    """Whether two looks found the same, so that only the instants of looking differ."""
    return replace(one, as_of=other.as_of, known_until=other.known_until) == other


def put_agenda(identity: str, agenda: Agenda) -> Change:
    """The change that keeps an agenda; its `as_of` must not be None."""
    as_of, known_until = _text(agenda.as_of), _text(agenda.known_until)
    body = msgspec.json.encode(replace(agenda, as_of=None, known_until=None))
    checksum = _checksum(identity, agenda.room.id, as_of, known_until, body)
    return _PUT_AGENDA, (identity, agenda.room.id, as_of, known_until, FORMAT, body, checksum)


def drop_agenda(identity: str, room_id: str) -> Change:
    """The change that forgets an agenda."""
    return _DROP_AGENDA, (identity, room_id)


def put_fact(identity: str, name: str, value: object) -> Change:
    """The change that keeps anything that msgspec writes as JSON, under a name."""
    body = msgspec.json.encode(value)
    return _PUT_FACT, (identity, name, body, _checksum(identity, name, body))


def agenda_of_row(identity: str, row: tuple[Any, ...]) -> Agenda | None:
    """The agenda in a row of `SELECT_AGENDAS`, None where it is damaged, of another format, or of no known zone."""
    try:
        room_id, as_of, known_until, version, body, checksum = row
        if version != FORMAT or _checksum(identity, room_id, as_of, known_until, body) != checksum:
            return None
        agenda = msgspec.json.decode(body, type=Agenda)
        _ = agenda.room.zone
        return replace(agenda, as_of=_instant(as_of), known_until=_instant(known_until))
    except (msgspec.MsgspecError, ValueError, TypeError, KeyError):
        return None


def fact_of_row(identity: str, name: str, row: tuple[Any, ...], kind: type[T]) -> T | None:
    """The fact in a row of `SELECT_FACT`, None where it cannot be read."""
    try:
        body, checksum = row
        return msgspec.json.decode(body, type=kind) if _checksum(identity, name, body) == checksum else None
    except (msgspec.MsgspecError, ValueError, TypeError):
        return None


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(UTC).isoformat()


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _checksum(*parts: str | bytes | None) -> int:
    total = 0
    for part in parts:
        data = part.encode() if isinstance(part, str) else part or b"\0"
        total = zlib.crc32(len(data).to_bytes(8, "big") + data, total)
    return total
