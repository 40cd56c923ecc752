"""The two wrappers of every answer: pages of records, and the outcome of a write. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from kiosk.backends.http.decode import Unreadable, parse, read
from kiosk.backends.http.records import Wire

Kind = TypeVar("Kind", bound=Wire)


@dataclass(frozen=True, slots=True)
class Rows(Generic[Kind]):
    """A list's records, each beside its plain values, and the plain values of those that cannot be read."""

    good: tuple[tuple[Kind, object], ...] = ()
    bad: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The records of one page, undecoded; `more` is None where the server does not say whether another follows."""

    records: tuple[bytes, ...]
    more: bool | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a write went. `fields` names the properties that were refused; the server's sentence may name people."""

    done: bool
    id: int | str | None = None
    fields: tuple[str, ...] = ()


class _Frame(msgspec.Struct, rename="pascal"):
    records: list[msgspec.Raw]
    has_next_page: object = None


def read_page(body: bytes) -> Page:
    """One page out of `{Records, HasNextPage, …}` [K]. Raises `Unreadable` where there is no list of records."""
    try:
        frame = msgspec.json.decode(body, type=_Frame)
        records, more = tuple(bytes(one) for one in frame.records), frame.has_next_page
    except (ValueError, RecursionError):
        value = parse(body)
        if not isinstance(value, dict) or not isinstance(found := value.get("Records"), list):
            raise Unreadable from None
        records, more = tuple(msgspec.json.encode(one) for one in found), value.get("HasNextPage")
    return Page(records, more if isinstance(more, bool) else None)


def read_rows(kind: type[Kind], records: Iterable[bytes]) -> Rows[Kind]:
    """Each record as a `kind`, or as a bad one that hides nothing but itself."""
    good: list[tuple[Kind, object]] = []
    bad: list[object] = []
    for record in records:
        try:
            value = parse(record)
        except Unreadable:
            bad.append(None)
            continue
        try:
            good.append((read(kind, value)[0], value))
        except Unreadable:
            bad.append(value)
    return Rows(tuple(good), tuple(bad))


def read_outcome(body: bytes) -> Outcome:
    """How a write went: `WasSuccessful` alone decides, whatever the HTTP status [K]. Raises `Unreadable`."""
    value = parse(body)
    if not isinstance(value, dict) or not isinstance(done := value.get("WasSuccessful"), bool):
        raise Unreadable
    errors = value.get("Errors")
    names = (one.get("PropertyName") for one in errors if isinstance(one, dict)) if isinstance(errors, list) else ()
    return Outcome(done, _id(value.get("Value")), tuple(name for name in names if isinstance(name, str) and name))


def _id(value: object) -> int | str | None:
    """The id in the whole object, or in `{Id}` [K]; older answers may give it alone [?]."""
    found = value.get("Id") if isinstance(value, dict) else value
    return found if isinstance(found, int | str) and not isinstance(found, bool) and found != "" else None
