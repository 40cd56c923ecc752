"""JSON to records, one by one, so that a bad record hides only itself. Knows no operation and no meaning."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from kiosk.backends.http.records import Wire

Record = TypeVar("Record", bound=Wire)
_WHERE = re.compile(r" - at `\$(.*)`$", re.DOTALL)
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_BROKEN = (ValueError, RecursionError, msgspec.MsgspecError)


class Unreadable(Exception):
    """A text that is no JSON, or a record of which a vital field cannot be read."""


@dataclass(frozen=True, slots=True)
class BadRecord:
    """What could still be read of a bad record: of which appointment and which room it speaks, None if unknown."""

    id: str | None = None
    room_id: str | None = None


@dataclass(frozen=True, slots=True)
class Decoded(Generic[Record]):
    """A list's good records and its bad ones; `repaired` counts fields that were dropped from good ones."""

    items: tuple[Record, ...] = ()
    bad: tuple[BadRecord, ...] = ()
    repaired: int = 0


def parse(body: bytes) -> object:
    """Any JSON as plain Python values, also where texts hold half a character. Raises `Unreadable`."""
    try:
        return msgspec.json.decode(body)
    except _BROKEN:
        pass
    try:
        return _mended(json.loads(body.decode("utf-8", "replace"), parse_constant=lambda _: None))
    except _BROKEN:
        raise Unreadable from None


def split(body: bytes) -> list[object]:
    """The items of a bare JSON array, undecoded where possible. Raises `Unreadable` where it is none."""
    try:
        return list(msgspec.json.decode(body, type=list[msgspec.Raw]))
    except _BROKEN:
        items = parse(body)
    if not isinstance(items, list):
        raise Unreadable
    return items


def decode_all(kind: type[Record], items: Iterable[object]) -> Decoded[Record]:
    """Each item as a `kind`, or as a bad record. Where all are good, they are read at once, which is far cheaper."""
    items = list(items)
    if (whole := _at_once(kind, items)) is not None:
        return Decoded(tuple(whole))
    good: list[Record] = []
    bad: list[BadRecord] = []
    repaired = 0
    for item in items:
        try:
            record, dropped = read(kind, item)
        except Unreadable:
            bad.append(_bad(item))
        else:
            good.append(record)
            repaired += dropped
    return Decoded(tuple(good), tuple(bad), repaired)


def _at_once(kind: type[Record], items: list[object]) -> list[Record] | None:
    """All of the items, None where one of them is bad, or is no undecoded JSON."""
    try:
        return msgspec.json.decode(b"[" + b",".join(items) + b"]", type=list[kind])  # type: ignore[arg-type,valid-type]
    except (TypeError, *_BROKEN):
        return None


def read(kind: type[Record], item: object) -> tuple[Record, int]:
    """One record, from undecoded JSON or from plain values, and how many of its fields had to be dropped.

    Raises `Unreadable` where a vital field is missing or of the wrong type.
    """
    try:
        if isinstance(item, msgspec.Raw):
            return msgspec.json.decode(item, type=kind), 0
        return msgspec.convert(item, kind), 0
    except _BROKEN:
        return _salvaged(kind, parse(bytes(item)) if isinstance(item, msgspec.Raw) else item)


def _salvaged(kind: type[Record], value: object) -> tuple[Record, int]:
    dropped = 0
    while True:
        try:
            return msgspec.convert(value, kind), dropped
        except msgspec.ValidationError as error:
            match = _WHERE.search(str(error))
            steps = [name or int(index) for name, index in _STEP.findall(match[1])] if match else []
        except _BROKEN:
            raise Unreadable from None
        if not steps or ".".join(step for step in steps if isinstance(step, str)) in kind.vital:
            raise Unreadable
        value = _without(value, steps)
        dropped += 1


def _without(value: object, steps: list[str | int]) -> object:
    """A copy of `value` in which what lies at the end of `steps` is left out."""
    step, rest = steps[0], steps[1:]
    if isinstance(value, dict) and step in value:
        kept = {key: item for key, item in value.items() if key != step}
        return kept | {step: _without(value[step], rest)} if rest else kept
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return [*value[:step], *([_without(value[step], rest)] if rest else []), *value[step + 1 :]]
    raise Unreadable


def _bad(item: object) -> BadRecord:
    try:
        value = parse(bytes(item)) if isinstance(item, msgspec.Raw) else item
    except Unreadable:
        return BadRecord()
    resource = value.get("bookableResource") if isinstance(value, dict) else None
    return BadRecord(_id(value), _id(resource))


def _id(value: object) -> str | None:
    found = value.get("id") if isinstance(value, dict) else None
    return str(found) if isinstance(found, int | str) and not isinstance(found, bool) and found != "" else None


def _mended(value: object) -> object:
    """The same values with half characters replaced, so that any text can be written anywhere."""
    match value:
        case str():
            return _text(value)
        case list():
            return [_mended(item) for item in value]
        case dict():
            return {_text(key): _mended(item) for key, item in value.items()}
        case _:
            return value


def _text(value: str) -> str:
    return value.encode("utf-8", "replace").decode()
