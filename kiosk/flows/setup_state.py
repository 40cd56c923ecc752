"""Where the setting up of a panel stands, and the order of its steps. Knows no words, no file, no server."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from kiosk.domain.room import Room
from kiosk.setup.draft import Draft
from kiosk.setup.trial import Problem


class Step(StrEnum):
    """What the sheet asks, in the order in which it is asked; then what it says."""

    SYSTEM = "system"
    ADDRESS = "address"
    USER = "user"
    SECRET = "secret"  # noqa: S105 - the name of a step
    TESTING = "testing"
    ROOMS = "rooms"
    LANGUAGE = "language"
    LOOK = "look"
    REVIEW = "review"
    WRITING = "writing"
    FAILED = "failed"
    NOT_WRITTEN = "not_written"


class Scope(StrEnum):
    """How much of a panel is set up: all of a new one, its way to the server, or its room alone."""

    ALL = "all"
    CONNECTION = "connection"
    ROOM = "room"


ASKED = (
    Step.SYSTEM,
    Step.ADDRESS,
    Step.USER,
    Step.SECRET,
    Step.TESTING,
    Step.ROOMS,
    Step.LANGUAGE,
    Step.LOOK,
    Step.REVIEW,
)
_LATER = frozenset({Step.LANGUAGE, Step.LOOK, Step.REVIEW})
FROM_THE_START = {
    Scope.ALL: frozenset[Step](),
    Scope.CONNECTION: _LATER,
    Scope.ROOM: _LATER | {Step.SYSTEM, Step.ADDRESS, Step.USER, Step.SECRET},
}


@dataclass(frozen=True, slots=True)
class Asking:
    """Where the conversation stands.

    `before` is what the panel was: a secret of the same place may be kept. `answered` are the steps that are not asked
    again, `attempt` tells the running trial from one that was given up, `building` is the filter of the rooms.
    """

    scope: Scope
    before: Draft
    draft: Draft
    step: Step = Step.SYSTEM
    answered: frozenset[Step] = frozenset()
    typed: str = ""
    wrong_code: bool = False
    problem: Problem | None = None
    rooms: tuple[Room, ...] = ()
    building: str = ""
    attempt: int = 0

    @property
    def may_keep(self) -> bool:
        """Whether the secret that the panel has already is one for this place."""
        return self.before.kind is not None and self.draft.place == self.before.place

    @property
    def shown(self) -> tuple[Room, ...]:
        """The rooms that fit what is typed and the building that is chosen."""
        wanted = self.typed.casefold().split()
        return tuple(room for room in self.rooms if self.building in ("", room.building) and _fits(room, wanted))


def forward(now: Asking) -> Asking:
    """On to the first step that is still open; when none is, everything is written."""
    step = next((one for one in ASKED if _open(now, one)), Step.WRITING)
    return at(now, step)


def at(now: Asking, step: Step) -> Asking:
    """The same conversation at a step, which is open again."""
    typed = {Step.ADDRESS: now.draft.url, Step.USER: now.draft.username}.get(step, "")
    return replace(
        now,
        step=step,
        typed=typed,
        wrong_code=False,
        problem=None,
        answered=now.answered - {step},
        attempt=now.attempt + 1,
        building="",
    )


def back(now: Asking) -> Asking | None:
    """The step before, None where there is none."""
    own = ASKED if now.scope is not Scope.ROOM else (Step.TESTING, Step.ROOMS)
    match now.step:
        case Step.FAILED | Step.TESTING:
            earlier = Step.SECRET
        case Step.NOT_WRITTEN:
            earlier = Step.REVIEW if now.scope is Scope.ALL else Step.ROOMS
        case Step.WRITING:
            return now
        case _:
            earlier = _before(now)
    if earlier not in own or now.step is Step.SYSTEM:
        return None
    return at(untested(now) if earlier is Step.SECRET else now, earlier)


def _before(now: Asking) -> Step:
    """The step above this one that a person is asked; testing is none."""
    above = [one for one in ASKED[: ASKED.index(now.step)] if one is not Step.TESTING]
    if now.draft.kind != "nexudus":
        above = [one for one in above if one is not Step.USER]
    return above[-1] if above else Step.SYSTEM


def untested(now: Asking) -> Asking:
    """The same, but what the server said before counts no more."""
    return replace(now, rooms=())


def _open(now: Asking, step: Step) -> bool:
    """Whether a step has still to be asked."""
    draft = now.draft
    match step:
        case Step.SYSTEM:
            return step not in now.answered or (draft.kind is None)
        case Step.ADDRESS:
            return step not in now.answered
        case Step.USER:
            return draft.kind == "nexudus" and (step not in now.answered or not draft.username)
        case Step.SECRET:
            return step not in now.answered or not (draft.secret or now.may_keep)
        case Step.TESTING:
            return not now.rooms
        case Step.ROOMS:
            return step not in now.answered or draft.room not in {room.id for room in now.rooms}
        case Step.LANGUAGE | Step.LOOK | Step.REVIEW:
            return step not in now.answered
        case Step.WRITING | Step.FAILED | Step.NOT_WRITTEN:
            return False
    assert_never(step)


def _fits(room: Room, wanted: list[str]) -> bool:
    told = " ".join((room.name, room.building or "", room.floor or "")).casefold()
    return all(word in told for word in wanted)
