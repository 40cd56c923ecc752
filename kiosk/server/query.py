"""The parameters of a GET request, read strictly: what is not understood is refused with a sentence."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request

from kiosk.server.instants import from_ms, to_ms
from kiosk.server.refusal import bad_request

DEFAULT_ROWS = 50
MOST_ROWS = 5000
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2400, 1, 1, tzinfo=UTC)
_LOST_PLUS = re.compile(r" (?=\d{2}:?\d{2}$)")


@dataclass(frozen=True, slots=True)
class Page:
    """Page `number` (the first is 1) of `rows` rows."""

    number: int = 1
    rows: int = DEFAULT_ROWS

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.number - 1) * self.rows


class Query:
    """Reads one request; `now` in milliseconds is what the word `now` stands for. Methods raise `Refusal`."""

    def __init__(self, request: Request, now: int) -> None:
        self._params = request.query_params
        self._now = now

    def texts(self, name: str) -> list[str] | None:
        """The comma-separated values, None where the parameter is absent or empty."""
        parts = [part.strip() for value in self._params.getlist(name) for part in value.split(",")]
        return [part for part in parts if part] or None

    def ids(self, name: str) -> list[int] | None:
        """Integer ids; a word that is no id simply matches nothing."""
        texts = self.texts(name)
        return None if texts is None else [int(text) for text in texts if is_id(text)]

    def numbers(self, name: str, table: dict[str, int]) -> list[int] | None:
        """The numbers behind the names of a filter."""
        texts = self.texts(name)
        unknown = next((text for text in texts or () if text not in table), None)
        if unknown is not None:
            raise bad_request(f"{name}={unknown[:40]} is not known; known are {', '.join(table)}.")
        return None if texts is None else [table[text] for text in texts]

    def text(self, name: str) -> str | None:
        """The value as it is, None where absent or empty."""
        return self._params.get(name) or None

    def flag(self, name: str) -> bool:
        """A boolean, false where absent."""
        value = (self.text(name) or "false").lower()
        if value not in {"true", "false"}:
            raise bad_request(f"{name} must be true or false.")
        return value == "true"

    def whole(self, name: str) -> int | None:
        """A whole number that fits 32 bits, None where absent."""
        value = self.text(name)
        if value is None:
            return None
        if not re.fullmatch(r"-?\d{1,9}", value, re.ASCII):
            raise bad_request(f"{name} must be a whole number.")
        return int(value)

    def instant(self, name: str) -> int | None:
        """An instant in milliseconds: ISO 8601 with an offset, or the word `now`."""
        moment = self.moment(name)
        return None if moment is None else to_ms(moment)

    def moment(self, name: str) -> datetime | None:
        """The same instant with the offset that it came with; `now` is in UTC."""
        value = self.text(name)
        if value is None or value == "now":
            return None if value is None else from_ms(self._now)
        try:
            instant = datetime.fromisoformat(_LOST_PLUS.sub("+", value))
        except ValueError:
            instant = None
        if instant is None or instant.tzinfo is None:
            raise bad_request(f"{name} must be ISO 8601 with its offset (2015-01-01T08:00:00+08:00) or the word now.")
        return believable(instant, name)

    def page(self) -> Page:
        """The page that is asked for: the first where none is, 50 rows where nothing is said, at most 5,000."""
        number, rows = self.whole("page"), self.whole("row")
        if number is not None and number < 1:
            raise bad_request("page counts from 1.")
        if rows is not None and rows < 1:
            raise bad_request("row must be at least 1.")
        return Page(number or 1, min(rows or DEFAULT_ROWS, MOST_ROWS))


def believable(instant: datetime, name: str) -> datetime:
    """The same instant. Raises `Refusal` where no office has bookings: that far away no zone can be counted with."""
    if not EARLIEST <= instant < LATEST:
        raise bad_request(f"{name} must lie between the years {EARLIEST.year} and {LATEST.year}.")
    return instant


def is_id(text: str) -> bool:
    """Whether the text could be the id of a record."""
    return re.fullmatch(r"\d{1,15}", text, re.ASCII) is not None
