"""Whatever is pressed, typed and scanned, a panel is never written with a server or a room that was not tried."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.connection import Trouble
from kiosk.domain.room import Room
from kiosk.flows import setup_steps as steps
from kiosk.flows.setup_state import Asking, Scope, Step, back
from kiosk.setup.code import PREFIX
from kiosk.setup.draft import Draft
from kiosk.setup.trial import Trial

ROOMS = (Room("1", "Victoria", "UTC", "Spreehaus", "3"), Room("2", "Ada", "UTC", "Spreehaus", "1"))
BEFORE = Draft(kind="offision", url="https://old.example", room="1", language="en", theme="bold-dark")
KEYS = (
    *("system:offision", "system:nexudus", "system:local", "system:x", "language:de", "look:calm-dark", "look:pink"),
    *(
        "next",
        "keep",
        "room:1",
        "room:2",
        "room:9",
        "building:Spreehaus",
        "again",
        "address",
        "secret",
        "start",
        "demo",
    ),
)
TEXTS = (
    *("", "rooms.example.com", "http://rooms.example.com", "127.0.0.1:8750", "token-one", "panel@example.com", "Ada"),
    *(f"{PREFIX}kind=local&url=127.0.0.1:8750&room=2", f"{PREFIX}kind=offision&url=https://new.example&token=t"),
    *(
        f"{PREFIX}url=http://evil.example",
        f"{PREFIX}room=9",
        f"{PREFIX}kind=nexudus&username=u",
        "{}",
        f"{PREFIX}theme=x",
    ),
)
ON = {
    Step.SYSTEM: ("press", "system:offision"),
    Step.ADDRESS: ("type", "rooms.example.com"),
    Step.USER: ("type", "panel@example.com"),
    Step.SECRET: ("type", "t"),
    Step.TESTING: ("works", ""),
    Step.ROOMS: ("press", "room:2"),
    Step.LANGUAGE: ("press", "language:de"),
    Step.LOOK: ("press", "look:calm-dark"),
    Step.REVIEW: ("press", "start"),
    Step.FAILED: ("press", "again"),
}
MOVES = st.lists(
    st.one_of(
        st.just(("on", "")),
        st.just(("on", "")),
        st.tuples(st.just("press"), st.sampled_from(KEYS)),
        st.tuples(st.just("type"), st.sampled_from(TEXTS)),
        st.tuples(st.sampled_from(["back", "works", "fails", "late"]), st.just("")),
    ),
    max_size=40,
)


def moved(now: Asking, move: str, value: str) -> Asking:
    if move == "on":
        move, value = ON.get(now.step, ("late", ""))
    match move:
        case "press":
            return steps.chosen(now, value)
        case "type":
            return steps.entered(steps.typed(now, value))
        case "back":
            return back(now) or now
        case "works":
            return steps.tried(now, Trial(ROOMS), now.attempt)
        case "late":
            return steps.tried(now, Trial(ROOMS), now.attempt - 1)
        case _:
            return steps.tried(now, Trial(problem=Trouble.NOT_ALLOWED), now.attempt)


@settings(max_examples=400)
@given(scope=st.sampled_from(Scope), new=st.booleans(), moves=MOVES)
def test_what_is_written_was_tried_and_a_secret_stays_where_it_belongs(
    scope: Scope, moves: list[tuple[str, str]], *, new: bool
) -> None:
    now = steps.begun(scope, Draft(language="en", theme="bold-dark") if new else BEFORE)
    tried: Draft | None = None
    for move, value in moves:
        then = moved(now, move, value)
        if now.step is Step.TESTING and then.rooms:
            tried = replace(now.draft, room="", language="", theme="")
        if then.draft.place != now.draft.place and then.draft.secret:
            assert then.draft.secret == "t"  # it came with the new place
        now = then
        if now.step is Step.WRITING:
            assert replace(now.draft, room="", language="", theme="") == tried
            assert now.draft.room in {room.id for room in ROOMS}
            assert now.draft.secret or now.may_keep
            return


@given(moves=MOVES)
def test_a_test_that_came_too_late_moves_nothing(moves: list[tuple[str, str]]) -> None:
    now = steps.begun(Scope.ALL, Draft())
    for move, value in moves:
        now = moved(now, move, value)
        assert moved(now, "late", "") == now


@given(moves=MOVES)
def test_there_is_always_a_way_back_to_the_beginning(moves: list[tuple[str, str]]) -> None:
    now = steps.begun(Scope.ALL, Draft())
    for move, value in moves:
        now = moved(now, move, value)
    seen = 0
    while now.step is not Step.WRITING and (earlier := back(now)) is not None:
        now, seen = earlier, seen + 1
        assert seen < len(Step)
    assert now.step in (Step.SYSTEM, Step.WRITING)


def test_the_walks_do_reach_the_end() -> None:
    now = steps.begun(Scope.ALL, Draft())
    for _ in ON:
        now = moved(now, "on", "")

    assert now.step is Step.WRITING
