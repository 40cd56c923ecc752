"""Every phrase that a person reads about a room, made from data. Holds no text: those are in the catalogue."""

from datetime import datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from kiosk.domain.agenda import local_midnight
from kiosk.domain.connection import Trouble
from kiosk.domain.freshness import Level
from kiosk.domain.state import RoomState, Status, Why
from kiosk.wording_times import Times, local_time, minutes_left, whole_minute

_REST_OF_DAY = timedelta(hours=6)
_LEFT_SAID = timedelta(hours=12)
_DAY = timedelta(days=1)


class Words(Times):
    """The phrases of one language. A text stays the same while only seconds pass."""

    @property
    def language(self) -> str:
        """The tag of the catalogue in use."""
        return self.catalogue.language

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.catalogue.right_to_left

    def status_word(self, status: Status) -> str:
        """The one big word."""
        return self.catalogue.text(f"status.{status.value}")

    def sentence(self, state: RoomState) -> str:
        """The state in one short sentence without its full stop ("Occupied until 14:00")."""
        key, at = _sentence_key(state), _instant(state)
        if at is None:
            return self.catalogue.text(f"sentence.{key}")
        return self.catalogue.text(f"sentence.{key}", time=self.moment(at, state.at, state.room.zone))

    def line(self, state: RoomState) -> str:
        """What stands under the big word ("until 14:30 · 18 min left"); goes on from the word, so in lower case."""
        key, at = LINES[_sentence_key(state)], _instant(state)
        if at is None:
            return self.catalogue.text(f"line.{key}")
        left = minutes_left(at, state.at)
        if key == "until_left" and left > _LEFT_SAID:
            key = "until"
        return self.catalogue.text(
            f"line.{key}", time=self.moment(at, state.at, state.room.zone), duration=self.duration(left)
        )

    def lasting_line(self, state: RoomState) -> str:
        """`line` without what each minute changes, for signs that are drawn only when a meeting changes."""
        key, at = LINES[_sentence_key(state)], _instant(state)
        if key in _PASSING:
            key = "until"
        time = "" if at is None else self.moment(at, state.at, state.room.zone)
        return self.catalogue.text(f"line.{key}", time=time)

    def trouble(self, trouble: Trouble) -> str:
        """Why there is no usable answer, without its full stop."""
        return self.catalogue.text(f"trouble.{trouble.value}")

    def note(self, last_contact: datetime | None, at: datetime, zone: ZoneInfo, trouble: Trouble | None = None) -> str:
        """How old the data are ("Last contact 13:41 · trying again"), or what stands in the way of newer ones."""
        then = self.trouble(trouble) if trouble is not None else self.catalogue.text("note.trying")
        if last_contact is None:
            return self.catalogue.text("note.no_contact", then=then)
        return self.catalogue.text("note.last_contact", time=self.moment(last_contact, at, zone), then=then)

    def overline(self, state: RoomState) -> str:
        """What the meeting shown is: the next one, the one now, or the last that was known of."""
        if state.status is Status.UNKNOWN and state.freshness.as_of is not None:
            return self.catalogue.text(
                "overline.as_of", time=self.moment(state.freshness.as_of, state.at, state.room.zone)
            )
        return self.catalogue.text("overline.next" if _ahead(state) else "overline.now")

    def spoken(self, state: RoomState, room: str, meeting: str) -> str:
        """The screen in one sentence for a screen reader; `room` and `meeting` are ready to be put into a line."""
        if not meeting:
            return self.catalogue.text("accessible.room", room=room, sentence=self.sentence(state))
        if state.status is Status.UNKNOWN:
            return self.catalogue.text("accessible.as_of", room=room, sentence=self.sentence(state), meeting=meeting)
        return self.catalogue.text(
            "accessible.next" if _ahead(state) else "accessible.now",
            room=room,
            sentence=self.sentence(state),
            meeting=meeting,
        )

    def dotted(self, *parts: str) -> str:
        """Parts of a line with a middle dot between them, empty ones left out."""
        kept = [part for part in parts if part]
        line = kept[0] if kept else ""
        for part in kept[1:]:
            line = self.catalogue.text("join.dot", first=line, rest=part)
        return line

    def floor(self, floor: str) -> str:
        """A floor by its number ("Floor 3"); one that has a name already keeps it."""
        return self.catalogue.text("room.floor", floor=floor) if floor.lstrip("-").isdigit() else floor

    def seats(self, count: int) -> str:
        """How many people fit in."""
        return self.catalogue.counted("room.seats", count)

    def temperature(self, degrees: float, *, fahrenheit: bool) -> str:
        """A temperature in whole degrees, so that a sensor's trembling is not seen."""
        return self.catalogue.text(
            "environment.fahrenheit" if fahrenheit else "environment.celsius", count=_whole(degrees, 1)
        )

    def co2(self, ppm: float) -> str:
        """Carbon dioxide, to the nearest ten parts per million: no sensor knows it better."""
        return self.catalogue.text("environment.co2", count=_whole(ppm, 10))

    def noise(self, decibels: float) -> str:
        """How loud it is, in whole decibels."""
        return self.catalogue.text("environment.noise", count=_whole(decibels, 1))

    def qr_caption(self, *, check_in: bool) -> str:
        """What scanning the code does."""
        return self.catalogue.text("qr.check_in" if check_in else "qr.book")

    def reserved(self) -> str:
        """In the place of a subject that is private, hidden or missing."""
        return self.catalogue.text("meeting.reserved")

    def preparation(self) -> str:
        """In the place of the subject of a preparation."""
        return self.catalogue.text("meeting.preparation")

    def all_day(self) -> str:
        """Beside an appointment that covers whole days."""
        return self.catalogue.text("meeting.all_day")

    def pending(self) -> str:
        """Beside a booking that takes the room but is not confirmed yet."""
        return self.catalogue.text("meeting.pending")

    def free(self) -> str:
        """The title of a gap in the day."""
        return self.catalogue.text("day.free")

    def rest_of_day(self) -> str:
        """The length of a gap that runs to the end of the day."""
        return self.catalogue.text("day.rest")

    def day_empty(self, *, known: bool) -> str:
        """In the place of a day without lines."""
        return self.catalogue.text("day.empty" if known else "day.unknown")


# What follows the big word, by the key of the sentence that says the same alone.
LINES = {
    "free_until": "until",
    "free_rest": "rest",
    "next_meeting": "next_meeting",
    "soon_until": "free_left",
    "check_in_by": "check_in_by",
    "check_in_now": "check_in_now",
    "occupied_until": "until_left",
    "occupied_rest": "rest",
    "occupied_open": "open",
    "preparing_until": "until_left",
    "closed_until": "until",
    "closed": "open",
    "gone": "gone",
    "unknown_since": "no_contact",
    "unknown_nothing": "nothing",
    "unknown_unreadable": "unreadable",
    "unknown_clock": "clock",
    "unknown_unset": "unset",
}


def _sentence_key(state: RoomState) -> str:
    match state.status:
        case Status.FREE:
            return "free_rest" if _for_rest_of_day(state) else "free_until"
        case Status.STARTING_SOON:
            return _soon_key(state)
        case Status.WAITING_CHECK_IN:
            over = state.until is None or state.until <= whole_minute(state.at)
            return "check_in_now" if over else "check_in_by"
        case Status.OCCUPIED:
            return _occupied_key(state)
        case Status.CLOSED:
            closed = "closed" if state.until is None else "closed_until"
            return "gone" if state.why is Why.GONE else closed
        case Status.UNKNOWN:
            return _unknown_key(state)
    assert_never(state.status)


def _for_rest_of_day(state: RoomState) -> bool:
    if state.until is None:
        return True
    zone, at = state.room.zone, whole_minute(state.at)
    later_day = local_time(state.until, zone).date() > local_time(at, zone).date()
    return later_day and state.until - at > _REST_OF_DAY


def _soon_key(state: RoomState) -> str:
    if state.until is None:
        return "free_rest"
    meeting = state.next is not None and state.next.start == state.until
    return "next_meeting" if meeting else "soon_until"


def _occupied_key(state: RoomState) -> str:
    if state.until is None:
        return "occupied_open"
    if state.current is not None and state.current.preparation:
        return "preparing_until"
    tomorrow = state.at.astimezone(state.room.zone).date() + _DAY
    return "occupied_rest" if state.until == local_midnight(tomorrow, state.room.zone) else "occupied_until"


def _unknown_key(state: RoomState) -> str:
    if state.why is Why.UNREADABLE:
        return "unknown_unreadable"
    if state.why is Why.NO_DATA or state.freshness.as_of is None:
        return "unknown_nothing"
    if state.why is Why.CLOCK:
        return "unknown_unset"
    ahead = state.freshness.level is Level.EXPIRED and state.freshness.as_of > state.at
    return "unknown_clock" if ahead else "unknown_since"


def _instant(state: RoomState) -> datetime | None:
    """The instant that the sentence names, None where it names none."""
    if state.status is Status.UNKNOWN:
        return state.freshness.as_of if _unknown_key(state) == "unknown_since" else None
    return None if _sentence_key(state) in _TIMELESS else state.until


_PASSING = frozenset({"until_left", "free_left", "next_meeting"})
_TIMELESS = frozenset({"free_rest", "occupied_rest", "check_in_now", "gone"})


def _whole(value: float, step: int) -> str:
    """The nearest multiple of `step`, with a minus sign that is as wide as a plus."""
    return str(round(value / step) * step).replace("-", "\u2212")


def _ahead(state: RoomState) -> bool:
    """Whether the meeting that is shown has yet to begin; what the server calls current has, whatever its period is."""
    if state.why is Why.OPEN_ENDED:
        return False
    return state.current is None or state.current.start > state.at
