"""What came of a visitor's code, as one kind sentence, from the catalogue's part "visit". Holds no text."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.visit import BadgeState, Visit
from kiosk.domain.visiting import Outcome, short_name
from kiosk.i18n import catalogue
from kiosk.wording import Words
from kiosk.wording_outside import clean
from kiosk.wording_times import MINUTE, whole_minute

_NAMED = frozenset({Outcome.FOUND, Outcome.CHECKED_IN, Outcome.CHECKED_OUT, Outcome.ALREADY_IN, Outcome.ALREADY_OUT})
_LONGEST_NAME = 80


class VisitPhrases:
    """The sentences of one language, each complete with its full stop."""

    def __init__(self, words: Words, opens: timedelta) -> None:
        """`opens` is how long before a visit its visitor is let in."""
        self._words = words
        self._opens = opens
        self._text = catalogue(words.language, "visit").text

    def sentence(
        self, outcome: Outcome, visit: Visit | None, at: datetime, zone: ZoneInfo, until: datetime | None = None
    ) -> str:
        """What came of it at `at`, times in `zone`; names only in their short form. `until` is the end of a lock."""
        key = outcome.value
        if outcome in _NAMED:
            name = clean(short_name(None if visit is None else visit.visitor) or "", _LONGEST_NAME)
            return self._text(key, name=name) if name else self._text(f"{key}.nobody")
        match outcome:
            case Outcome.TOO_EARLY if visit is not None:
                return self._text(key, time=self._from(visit.start - self._opens, at, zone))
            case Outcome.OTHER_BUILDING:
                building = clean((visit.building if visit is not None else None) or "")
                return self._text(key, building=building) if building else self._text(f"{key}.unnamed")
            case Outcome.LOCKED:
                return self._text(key, time=self._from(until or at, at, zone))
            case _:
                return self._text(key)

    def not_kept(self) -> str:
        """The disk did not take it."""
        return self._text("not_kept")

    def column(self, name: str) -> str:
        """The head of a column: code, visitor, company, host, when, where, state."""
        return self._text(f"column.{name}")

    def state(self, state: BadgeState) -> str:
        """Where a visitor is."""
        return self._text(f"state.{state.value}")

    def _from(self, instant: datetime, at: datetime, zone: ZoneInfo) -> str:
        """The first whole minute that is not before an instant."""
        return self._words.moment(whole_minute(instant + MINUTE - timedelta(microseconds=1)), at, zone)
