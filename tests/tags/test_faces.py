"""Faces are thought of anew only when they may have changed, and always as if they had been."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.hours import OpeningHours
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status
from kiosk.tags.faces import Faces, Told, place_of
from kiosk.tags.schedule import Says
from tests.tags.service.site import agenda, binding, meeting, state, turned

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
POLICY = Policy(check_in_closes=timedelta(minutes=10))
ROOMS = ("1", "2", "3")
BINDINGS = [
    binding("T1", "1"),
    binding("T2", "2", panel="7.5-bwr"),
    binding("T3", "3", panel="10.85-bwry", language="de"),
    binding("T4", "3", panel="1.54-bw", language="ja"),
]


def appointments(room: str, rng: Random) -> list[Appointment]:
    found, start = [], MORNING + timedelta(minutes=rng.randrange(0, 240, 5))
    for _ in range(rng.randrange(5)):
        check_in = rng.choice((CheckIn.NOT_NEEDED, CheckIn.WAITING))
        found.append(meeting(room, start, rng.choice((15, 30, 60, 600)), rng.choice("abc"), check_in=check_in))
        start = found[-1].end + timedelta(minutes=rng.choice((0, 5, 60)))
    return found


def known(room: str, rng: Random, now: datetime) -> Agenda:
    zone = {"1": "UTC", "2": "Europe/Berlin", "3": "Asia/Tokyo"}[room]
    made = agenda(room, appointments(room, rng), now, zone)
    hours = OpeningHours.parse("07:00-19:00") if room == "2" else None
    return replace(
        made, room=replace(made.room, hours=hours), known_until=now + timedelta(hours=rng.choice((4, 24, 60)))
    )


@pytest.mark.parametrize("seed", range(12))
def test_at_every_instant_the_faces_are_those_that_would_be_made_anew(seed: int) -> None:
    rng = Random(seed)
    kept, now = Faces(BINDINGS, POLICY), MORNING
    agendas = [known(room, rng, now) for room in ROOMS]
    shown, due = dict[str, Told](), now
    for _ in range(150):
        now = min(due, now + timedelta(seconds=rng.choice((1, 20, 600, 4000))))
        match rng.randrange(6):
            case 0:
                changed = rng.randrange(len(ROOMS))
                agendas[changed] = known(ROOMS[changed], rng, now)
            case 1:
                now -= timedelta(minutes=rng.choice((0, 5, 300)))
            case 2 | 3:
                more = timedelta(seconds=rng.randrange(900))
                agendas = [replace(one, as_of=now, known_until=(one.known_until or now) + more) for one in agendas]
            case _:
                pass
        looked = state(agendas, now)
        turn = turned(kept, looked, now)
        shown |= turn.told
        due = turn.due
        assert due > now
        fresh = turned(Faces(BINDINGS, POLICY), looked, now).told
        assert {tag: shown[tag].wish.face for tag in fresh} == {tag: told.wish.face for tag, told in fresh.items()}


def test_another_look_with_the_same_answer_makes_nothing_anew() -> None:
    faces = Faces(BINDINGS, POLICY)
    rooms = [agenda(room, [meeting(room, MORNING + timedelta(hours=3), 30)], MORNING) for room in ROOMS]
    assert len(turned(faces, state(rooms, MORNING), MORNING).told) == 4
    for step in range(1, 200):
        now = MORNING + timedelta(seconds=15 * step)
        again = [replace(one, as_of=now, known_until=now + timedelta(days=2)) for one in rooms]
        assert turned(faces, state(again, now), now).told == {}


def test_one_rooms_news_makes_only_its_own_tags_anew() -> None:
    faces = Faces(BINDINGS, POLICY)
    rooms = [agenda(room, [], MORNING) for room in ROOMS]
    turned(faces, state(rooms, MORNING), MORNING)
    rooms[2] = agenda("3", [meeting("3", MORNING, 30)], MORNING)
    assert set(turned(faces, state(rooms, MORNING), MORNING).told) == {"T3", "T4"}


def test_a_new_link_is_a_new_face_and_an_old_one_stays_while_the_server_is_away() -> None:
    faces = Faces(BINDINGS[:2], POLICY)
    first = state([agenda("1", [], MORNING), agenda("2", [], MORNING)], MORNING)
    turned(faces, first, MORNING)
    later = MORNING + timedelta(minutes=5)
    assert turned(faces, replace(first, keys_until=MORNING), later).told == {}
    keys = replace(first.keys, keys=tuple(replace(one, url=f"{one.url}X") for one in first.keys.keys))
    assert set(turned(faces, replace(first, keys=keys), later).told) == {"T1", "T2"}


def test_while_patient_a_room_of_which_too_little_is_known_by_now_is_withheld_once() -> None:
    faces, known = Faces([binding("T1", "1")], POLICY), state([agenda("1", [], MORNING)], MORNING)
    later = MORNING + POLICY.unknown_after + timedelta(seconds=1)
    assert turned(faces, known, MORNING, patient=True).withheld == ()
    assert turned(faces, known, later, patient=True).withheld == ("T1",)
    assert turned(faces, known, later, patient=True).withheld == ()
    assert set(turned(faces, state([agenda("1", [], later)], later), later, patient=True).told) == {"T1"}


def test_while_patient_a_room_of_which_too_little_is_known_says_nothing() -> None:
    faces = Faces(BINDINGS[:2], POLICY)
    old, new = agenda("1", [], MORNING - timedelta(hours=2)), agenda("2", [], MORNING)
    assert set(turned(faces, state([old, new], MORNING), MORNING, patient=True).told) == {"T2"}
    told = turned(faces, state([old, new], MORNING), MORNING).told
    assert (told["T1"].wish.says, told["T1"].sketch.face.status) == (Says.UNKNOWN, Status.UNKNOWN)


def test_a_sign_is_another_one_on_another_panel_or_hung_another_way() -> None:
    one = binding("T", "1", panel="2.9-bw")
    places = {place_of(one), place_of(binding("T", "1", panel="2.9-bwr")), place_of(binding("T", "1", gateway="b"))}
    places.add(place_of(replace(one, tag=replace(one.tag, rotation=180))))
    assert len(places) == 4


def test_the_soonest_meeting_is_the_next_one_or_the_one_that_begins_just_now() -> None:
    later = meeting("1", MORNING + timedelta(hours=1), 30)
    for now_running, expected in (
        ([later], later.start),
        ([meeting("1", MORNING, 30), later], MORNING),
        ([meeting("1", MORNING - timedelta(minutes=10), 30), later], later.start),
        ([], None),
    ):
        told = turned(Faces(BINDINGS[:1], POLICY), state([agenda("1", now_running, MORNING)], MORNING), MORNING).told
        assert told["T1"].wish.soonest == expected
