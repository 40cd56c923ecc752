"""What the screen in the lobby says beyond the words of a door. Holds no text: those are in the catalogue."""

from datetime import datetime, timedelta
from typing import assert_never

from kiosk.domain.state import RoomState, Status, Why
from kiosk.domain.visitors import VisitorCount
from kiosk.i18n import catalogue
from kiosk.wording import Words
from kiosk.wording_times import local_time, whole_minute

_REST_OF_DAY = timedelta(hours=6)


class LobbyPhrases:
    """The phrases of one language; texts stay the same while only seconds pass."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._catalogue = catalogue(words.language, "lobby")

    def title(self) -> str:
        """Above rooms of several buildings."""
        return self._catalogue.text("title.rooms")

    def empty(self) -> str:
        """In the place of rooms, where the building has none."""
        return self._catalogue.text("empty.rooms")

    def word(self, status: Status) -> str:
        """The state in a word; a guest need not check in, so a booking that waits for it says "expected"."""
        if status is Status.WAITING_CHECK_IN:
            return self._catalogue.text("word.expected")
        return self.words.status_word(status)

    def until(self, state: RoomState) -> str:
        """What goes on from the word, shorter than at the door ("until 14:30"); empty where nothing is to be said."""
        key, instant = _until(state)
        if instant is None:
            return self._catalogue.text(f"until.{key}") if key else ""
        return self._catalogue.text(f"until.{key}", time=self.words.moment(instant, state.at, state.room.zone))

    def elsewhere(self, state: RoomState) -> str:
        """What time it is at a room in another zone."""
        return self._catalogue.text("elsewhere", time=self.words.time(state.at, state.room.zone))

    def visitors(self, count: VisitorCount | None) -> str:
        """Today's visitors, and how many of them are in; empty where nobody is to come."""
        if count is None or not count.all:
            return ""
        here = self._catalogue.counted("visitors.here", count.here) if count.here else ""
        return self.words.dotted(self._catalogue.counted("visitors.today", count.all), here)


def _until(state: RoomState) -> tuple[str, datetime | None]:
    """The key of the phrase, empty for none, and the instant in it."""
    match state.status:
        case Status.FREE:
            return ("rest", None) if _for_rest_of_day(state) else ("until", state.until)
        case Status.STARTING_SOON:
            return _named("from", state.until)
        case Status.WAITING_CHECK_IN:
            return _named("until", None if state.current is None else state.current.end)
        case Status.OCCUPIED:
            return ("open", None) if state.until is None else ("until", state.until)
        case Status.CLOSED:
            return _named("until", state.until)
        case Status.UNKNOWN:
            since = state.freshness.as_of if state.why is Why.EXPIRED else None
            return _named("since", None if since is None or since > state.at else since)
    assert_never(state.status)


def _named(key: str, instant: datetime | None) -> tuple[str, datetime | None]:
    return ("", None) if instant is None else (key, instant)


def _for_rest_of_day(state: RoomState) -> bool:
    """Whether what comes next is so far away that its time would say less than "for the rest of the day"."""
    if state.until is None:
        return True
    zone, at = state.room.zone, whole_minute(state.at)
    return local_time(state.until, zone).date() > local_time(at, zone).date() and state.until - at > _REST_OF_DAY
