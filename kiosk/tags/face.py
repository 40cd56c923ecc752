"""What a tag says of a room, as texts and spans of minutes. No clock: it stays the same until a meeting changes."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any, NamedTuple

from kiosk.domain.agenda import Agenda, local_midnight
from kiosk.domain.appointment import Appointment
from kiosk.domain.day import Busy, Gap, day_lines
from kiosk.domain.freshness import Level
from kiosk.domain.room import Room
from kiosk.domain.state import RoomState, Status, Why
from kiosk.tags.phrases import TagPhrases
from kiosk.wording import Words
from kiosk.wording_outside import clean
from kiosk.wording_times import MINUTE, local_time, whole_minute

LAYOUT = 3
MOST_AHEAD = 6
_DAY = timedelta(days=1)
_NO_CODE = frozenset({Status.CLOSED, Status.UNKNOWN})
Spans = tuple[tuple[int, int], ...]


class Meeting(NamedTuple):
    """A meeting as it may be told: its span, its start where that is to come, its title, who called it if known."""

    when: str
    start: str
    title: str
    organizer: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """One room in one language. `busy` and `shut` are minutes of its local day; `link` is a key and is never shown.

    `word` is the status as the panel says it, `short` the same for where that is too long, as
    `brief` is of `line`; `overline` says what
    `meeting` is; `layout` changes when the drawing does, so that every tag is drawn again.
    """

    room: str
    room_id: str
    language: str
    status: Status
    word: str
    short: str
    line: str
    brief: str
    detail: str = ""
    overline: str = ""
    meeting: Meeting | None = None
    ahead: tuple[Meeting, ...] = ()
    busy: Spans = ()
    shut: Spans = ()
    day_known: bool = False
    link: str = field(default="", repr=False)
    caption: str = ""
    right_to_left: bool = False
    layout: int = LAYOUT

    def digest(self, *, ahead: int | None = None, day: bool = True, link: bool = True) -> str:
        """16 hex digits that are the same for equal faces, on every machine; of as much as a layout has room for."""
        meetings = self.ahead if ahead is None else self.ahead[:ahead]
        texts = [self.room, self.room_id, self.language, self.status, self.word, self.short, self.line, self.brief]
        texts += (self.detail, self.overline, *(() if self.meeting is None else self.meeting), str(len(meetings)))
        for one in meetings:
            texts += one
        if day and self.day_known:
            texts += (str(self.busy), str(self.shut))
        if link:
            texts += (self.link, self.caption)
        texts.append(f"{self.right_to_left}{self.layout}")
        return blake2b("\x1f".join(texts).encode(), digest_size=8).hexdigest()


def face_of(state: RoomState, agenda: Agenda, words: Words, link: str = "", *, announce_soon: bool = False) -> Face:
    """The face of the room of `state`; `agenda` is the one that the state was derived from.

    A free room stays free until its meeting starts, as "until 14:30" says it all and each drawing costs battery;
    with `announce_soon` a meeting is announced as on a panel.
    """
    status = state.status
    if status is Status.STARTING_SOON and not announce_soon:
        status = Status.FREE
    phrases, known = TagPhrases(words.language), state.status is not Status.UNKNOWN
    meeting, ahead = _meetings(state, words) if known else (None, ())
    busy, shut = _day(agenda, state.at) if known and _whole(agenda, state.at) else ((), ())
    checks_in = status is Status.WAITING_CHECK_IN
    announced = _from(state, status, words, phrases)
    return Face(
        room=clean(state.room.name) or clean(state.room.id),
        room_id=clean(state.room.id),
        language=words.language,
        status=status,
        word=words.status_word(status),
        short=phrases.short(status),
        line=announced or words.lasting_line(state),
        brief=announced or _brief(state, words, phrases),
        detail=_detail(state.room, words),
        overline=words.overline(state) if meeting else "",
        meeting=meeting,
        ahead=ahead,
        busy=busy,
        shut=shut,
        day_known=known and _whole(agenda, state.at),
        link="" if status in _NO_CODE or state.freshness.level is Level.EXPIRED else link,
        caption=phrases.caption(check_in=checks_in),
        right_to_left=words.right_to_left,
    )


def _from(state: RoomState, status: Status, words: Words, phrases: TagPhrases) -> str:
    """When the meeting that is announced begins; empty where none is."""
    if status is not Status.STARTING_SOON or state.next is None or state.next.start != state.until:
        return ""
    return phrases.starts(words.moment(state.next.start, state.at, state.room.zone))


def _brief(state: RoomState, words: Words, phrases: TagPhrases) -> str:
    if state.status is Status.WAITING_CHECK_IN and state.until is not None and state.until > whole_minute(state.at):
        return phrases.by(words.moment(state.until, state.at, state.room.zone))
    if state.status is Status.UNKNOWN and state.freshness.as_of is not None:
        return phrases.since(words.moment(state.freshness.as_of, state.at, state.room.zone))
    if state.why is Why.GONE:
        return phrases.gone()
    line = words.lasting_line(state)
    return phrases.today() if line == words.catalogue.text("line.rest") else line


def trimmed(face: Face, *, ahead: int, day: bool, link: bool) -> Face:
    """The face without what a layout has no room for, so that nothing is drawn for what nobody sees."""
    unseen: dict[str, Any] = {"ahead": face.ahead[:ahead]} if len(face.ahead) > ahead else {}
    if not day and face.day_known:
        unseen |= {"busy": (), "shut": (), "day_known": False}
    if not link and face.caption:
        unseen |= {"link": "", "caption": ""}
    return replace(face, **unseen) if unseen else face


def _meetings(state: RoomState, words: Words) -> tuple[Meeting | None, tuple[Meeting, ...]]:
    """The meeting that the status is about, or else the next; and those of today after it."""
    if state.status is Status.CLOSED:
        return (Meeting("", "", clean(state.reason)) if state.reason else None), ()
    first = state.current if state.status in (Status.OCCUPIED, Status.WAITING_CHECK_IN) else state.next
    zone = state.room.zone
    today = local_time(state.at, zone).date()
    rest = [one for one in state.upcoming if one is not first and local_time(one.start, zone).date() == today]
    told = tuple(_meeting(one, state, words) for one in rest[:MOST_AHEAD])
    return (None if first is None else _meeting(first, state, words)), told


def _meeting(one: Appointment, state: RoomState, words: Words) -> Meeting:
    title = words.preparation() if one.preparation else words.reserved()
    if not (one.private or one.preparation):
        title = clean(one.subject or "") or title
    organizer = "" if one.private or one.preparation else clean(one.organizer or "")
    doubt = words.pending() if one.pending else ""
    return Meeting(_when(one, state, words), _start(one, state, words), title, words.dotted(organizer, doubt))


def _when(one: Appointment, state: RoomState, words: Words) -> str:
    if one.end <= one.start:
        return ""
    if one.all_day and one.covers(state.at):
        return words.all_day()
    return words.span(one.start, one.end, state.at, state.room.zone)


def _start(one: Appointment, state: RoomState, words: Words) -> str:
    """When a meeting that has yet to begin does."""
    return words.moment(one.start, state.at, state.room.zone) if one.start > state.at else ""


def _detail(room: Room, words: Words) -> str:
    parts = [words.floor(floor)] if (floor := clean(room.floor or "")) else []
    if room.capacity is not None and room.capacity > 0:
        parts.append(words.seats(room.capacity))
    return words.dotted(*parts)


def _bounds(agenda: Agenda, at: datetime) -> tuple[datetime, datetime]:
    zone = agenda.room.zone
    today = local_time(at, zone).date()
    return local_midnight(today, zone), local_midnight(today + _DAY, zone)


def _whole(agenda: Agenda, at: datetime) -> bool:
    """Whether the rest of the day is known: a part that is not must not look free."""
    doubtful = agenda.as_of is None or agenda.unreadable or agenda.open_ended is not None or agenda.room.gone
    return not doubtful and (agenda.known_until is None or agenda.known_until >= _bounds(agenda, at)[1])


def _day(agenda: Agenda, at: datetime) -> tuple[Spans, Spans]:
    """What takes the room today and is not over, and when it is shut, in minutes from local midnight."""
    first, last = _bounds(agenda, at)
    lines = day_lines(agenda, first)
    busy = [line.appointment for line in lines if isinstance(line, Busy) and line.appointment.end > at]
    gaps = [(line.start, line.end) for line in lines if isinstance(line, Gap)]
    taken = _merged([(max(one.start, first), min(one.end, last)) for one in busy], first)
    covered = [(one.appointment.start, one.appointment.end) for one in lines if isinstance(one, Busy)]
    return taken, _merged(_between(sorted([*gaps, *covered]), first, last), first)


def _between(
    spans: list[tuple[datetime, datetime]], first: datetime, last: datetime
) -> list[tuple[datetime, datetime]]:
    """What no span covers; stretches shorter than a gap may be are not worth a mark."""
    found, edge = [], first
    for start, end in [*spans, (last, last)]:
        if start - edge >= 5 * MINUTE:
            found.append((edge, start))
        edge = max(edge, end)
    return found


def _merged(spans: list[tuple[datetime, datetime]], first: datetime) -> Spans:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        low, high = (start - first) // MINUTE, -((first - end) // MINUTE)
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)
