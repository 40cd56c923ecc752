"""What every tag is to show, from what is known of the rooms: only what may have changed is thought of again."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import blake2b

from kiosk.domain.agenda import Agenda, local_midnight
from kiosk.domain.freshness import Level, freshness
from kiosk.domain.policy import Policy
from kiosk.domain.state import RoomState, Status, derive, next_boundary
from kiosk.sync.model import FeedState
from kiosk.tags.bindings import Binding
from kiosk.tags.draw import Sketch, sketch
from kiosk.tags.face import Face, face_of
from kiosk.tags.schedule import Says, Wish
from kiosk.wording import Words

_INSTANT = timedelta(microseconds=1)
_DAY = timedelta(days=1)
_AT_ONCE = 100  # rooms: some 20 ms where each is thought of anew
_JUST_NOW = timedelta(minutes=1)
_FREE = frozenset({Status.FREE, Status.STARTING_SOON})
_ENDING = _FREE | {Status.OCCUPIED}


@dataclass(frozen=True, slots=True)
class Told:
    """What one tag is to show, as it will be drawn, and the wish that stands for it."""

    wish: Wish
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Turn:
    """The tags whose faces were thought of anew, and when to do so again, should nothing else happen.

    What `withheld` ones were to show is not known any more, and they are to show nothing else yet.
    """

    told: Mapping[str, Told]
    due: datetime
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Age:
    """How far what is known may be trusted: `expired` ones by what they are of; `beyond`: they ended before now."""

    expired: bool
    as_of: datetime | None
    beyond: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    """A room as its faces were made: they stay as they are from `at` and before `until`, while all of this is the same.

    `edges` are the instants of which it matters whether they lie within what is known; so many did.
    """

    agenda: Agenda
    link: str
    age: "_Age"
    at: datetime
    until: datetime
    edges: tuple[datetime, ...]
    within: int


class Faces:
    """The faces of these tags. `policy` is the building's; `announce_soon` as in `face_of`."""

    def __init__(
        self, bindings: Iterable[Binding], policy: Policy, *, hour12: bool = False, announce_soon: bool = False
    ) -> None:
        self._policy = policy
        self._announce_soon = announce_soon
        self._words = cache(lambda language: Words(language, hour12=hour12))
        self._seen: dict[str, _Seen] = {}
        self._tags: dict[str, list[Binding]] = {}
        for one in bindings:
            self._tags.setdefault(one.tag.room, []).append(one)

    def parts(self, state: FeedState, now: datetime, *, patient: bool = False) -> Iterator[Turn]:
        """Think of every room, some at a time, so that others can work between.

        While `patient`, rooms of which only too little is known say nothing yet, nor anything that they were to say.
        """
        links = {one.room_id: one.url for one in reversed(state.keys.keys)}
        for start in range(0, len(state.agendas), _AT_ONCE):
            yield self._part(state.agendas[start : start + _AT_ONCE], links, now, patient=patient)

    def _part(self, agendas: Sequence[Agenda], links: Mapping[str, str], now: datetime, *, patient: bool) -> Turn:
        told: dict[str, Told] = {}
        withheld: list[str] = []
        due = now + _DAY
        for agenda in agendas:
            age = self._age(agenda, now)
            if patient and age.expired:
                if self._seen.pop(agenda.room.id, None) is not None:
                    withheld += [one.tag.id for one in self._tags.get(agenda.room.id, ())]
                continue
            seen, link = self._seen.get(agenda.room.id), links.get(agenda.room.id, "")
            if seen is None or not _same(seen, agenda, link, age, now):
                seen = self._look(agenda, link, age, now, told)
            due = min(due, seen.until, *self._limits(agenda, now))
        return Turn(told, due, tuple(withheld))

    def _age(self, agenda: Agenda, now: datetime) -> _Age:
        expired = freshness(agenda.as_of, now, self._policy, adrift=agenda.adrift).level is Level.EXPIRED
        beyond = agenda.known_until is not None and agenda.known_until <= now
        return _Age(expired, agenda.as_of if expired else None, beyond)

    def _limits(self, agenda: Agenda, now: datetime) -> list[datetime]:
        limits = [agenda.known_until] if agenda.known_until is not None else []
        if agenda.as_of is not None:
            limits.append(agenda.as_of + self._policy.unknown_after + _INSTANT)
        return [one for one in limits if one > now]

    def _look(self, agenda: Agenda, link: str, age: _Age, now: datetime, told: dict[str, Told]) -> _Seen:
        state = _still(derive(agenda, now, self._policy), age)
        faces: dict[str, Face] = {}
        for one in self._tags.get(agenda.room.id, ()):
            language = one.tag.language
            if language not in faces:
                words = self._words(language)
                faces[language] = face_of(state, agenda, words, link, announce_soon=self._announce_soon)
            told[one.tag.id] = _told(state, faces[language], one)
        bare = _bare(agenda)
        zone = agenda.room.zone
        midnight = local_midnight(now.astimezone(zone).date() + _DAY, zone)
        passing = (next_boundary(bare, now, self._policy), state.until, state.free_from, midnight)
        until = min(one for one in passing if one is not None and one > now)
        edges = tuple(sorted((midnight, *(one.end for one in agenda.appointments))))
        seen = _Seen(bare, link, age, now, until, edges, _within(edges, agenda))
        self._seen[agenda.room.id] = seen
        return seen


def place_of(one: Binding) -> str:
    """What a sign is drawn for: another gateway, panel or way to hang needs another drawing of the same face."""
    panel, tag = one.panel, one.tag
    return f"{tag.gateway}/{panel.name}/{panel.width}x{panel.height}/{panel.palette}/{tag.rotation}"


def _told(state: RoomState, face: Face, one: Binding) -> Told:
    drawn = sketch(face, one.panel)
    meeting = face.meeting and (face.meeting.when, face.meeting.title, face.meeting.organizer)
    large = repr((face.room, face.status, face.word, face.line, meeting, face.link))
    face_hash, main_hash = _hashed(f"{drawn.key}/{place_of(one)}"), _hashed(large)
    until = state.until if state.status in _ENDING else None
    return Told(Wish(face_hash, _says(state.status), _soonest(state), main_hash, until), drawn)


def _hashed(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _still(state: RoomState, age: _Age) -> RoomState:
    """An unknown room of which one hears every few seconds does not say since when: that would never end to change."""
    if state.status is not Status.UNKNOWN or age.expired:
        return state
    return replace(state, freshness=replace(state.freshness, as_of=None))


def _says(status: Status) -> Says:
    if status is Status.UNKNOWN:
        return Says.UNKNOWN
    return Says.FREE if status in _FREE else Says.TAKEN


def _soonest(state: RoomState) -> datetime | None:
    """When the next meeting begins, or the one that has just begun: people come to that door now."""
    starts = [one.start for one in (state.current, state.next) if one is not None]
    return min((start for start in starts if start > state.at - _JUST_NOW), default=None)


def _same(seen: _Seen, agenda: Agenda, link: str, age: _Age, now: datetime) -> bool:
    if not seen.at <= now < seen.until or link != seen.link or age != seen.age:
        return False
    return seen.within == _within(seen.edges, agenda) and _bare(agenda) == seen.agenda


def _bare(agenda: Agenda) -> Agenda:
    return replace(agenda, as_of=None, known_until=None)


def _within(edges: tuple[datetime, ...], agenda: Agenda) -> int:
    return len(edges) if agenda.known_until is None else bisect_left(edges, agenda.known_until)
