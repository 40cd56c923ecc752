"""The times of a record, to instants in UTC. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.backends.http.moments import Span, read_span
from kiosk.backends.http.records import Period
from kiosk.backends.nexudus.records import Booking, Closure

_UTC = ZoneInfo("UTC")


def span_of(start: str, end: str, zone: ZoneInfo, twins: tuple[str | None, str | None] = (None, None)) -> Span | None:
    """The span of two texts, None where one cannot be read.

    They carry a Z [I, strong]. Where one does not, the local twins tell whether it is UTC or the room's own time; where
    they do not either, it is read in the room's `zone`, and the span is `guessed`.
    """
    span = read_span(Period(start, end), zone)
    if span is None or not span.guessed or twins[0] is None or twins[1] is None:
        return span
    local, spans = read_span(Period(twins[0], twins[1]), zone), (span, read_span(Period(start, end), _UTC))
    told = next((one for one in spans if one and local and (one.start, one.end) == (local.start, local.end)), None)
    return span if told is None else Span(told.start, told.end)


def span_in(record: Booking | Closure, zone: ZoneInfo) -> Span | None:
    """The span of a record."""
    return span_of(record.from_time or "", record.to_time or "", zone, (record.from_time_local, record.to_time_local))


def same_instant(one: object, other: object) -> bool:
    """Whether two texts of one property stand for the same time, however many digits and whatever zone they carry."""
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    try:
        first, second = (datetime.fromisoformat(text.strip().upper()) for text in (one, other))
    except ValueError:
        return False
    return (first.tzinfo is None) == (second.tzinfo is None) and first == second


def written(moment: datetime) -> str:
    """An instant as the server takes it: UTC with Z, to the second. A time with an offset it does not take."""
    return moment.astimezone(_UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
