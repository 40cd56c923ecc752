"""Which rooms are offered to somebody who looks for one: only such as are known to be free."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment
from kiosk.domain.finding import LONG_ENOUGH, SHORTEST, Wish, doubtful, free_rooms, in_building
from kiosk.domain.freshness import Level
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.domain.state import Status, derive
from tests.domain import strategies as some
from tests.domain.builders import POLICY, agenda, meeting, utc

HERE = Room("here", "Here", "UTC", "House", "1", 8)
NOW = utc("10:00")
ANY = Wish()


def room(name: str, floor: str = "1", seats: int | None = 8, building: str = "House", *amenities: str) -> Room:
    return Room(name, name, "UTC", building, floor, seats, tuple(amenities))


def day(one: Room, *appointments: Appointment) -> Agenda:
    return agenda(*appointments, room=one, as_of=NOW)


def names(agendas: list[Agenda], wish: Wish = ANY, now: datetime = NOW) -> list[str]:
    return [one.room.name for one in free_rooms(agendas, now, POLICY, wish, HERE)]


_places = st.builds(
    lambda one, floor, seats, amenities: replace(one, floor=floor, capacity=seats, amenities=tuple(sorted(amenities))),
    some.any_rooms,
    st.sampled_from((None, "1", "2")),
    st.none() | st.integers(0, 20),
    st.sets(st.sampled_from(("Screen", "Phone"))),
)
houses = st.lists(st.builds(lambda known, place: replace(known, room=place), some.agendas, _places), max_size=4)
wishes = st.builds(
    Wish,
    st.sampled_from((0, 2, 4, 8, 12)),
    st.sampled_from((None, "1", "2")),
    st.frozensets(st.sampled_from(("Screen", "Phone"))),
)


@given(houses, some.instants, some.policies, wishes)
def test_nothing_is_offered_but_what_is_known_to_be_free(
    house: list[Agenda], now: datetime, policy: Policy, wish: Wish
) -> None:
    for found in free_rooms(house, now, policy, wish, HERE):
        state = derive(found.agenda, now, policy)
        assert state.status in {Status.FREE, Status.STARTING_SOON}
        assert state.freshness.level is not Level.EXPIRED
        assert not found.room.gone
        assert not found.agenda.unreadable
        assert found.free_for is None or found.free_for >= SHORTEST
        end = now + (found.free_for or SHORTEST)
        assert not [one for one in found.agenda.appointments if one.start < end and one.end > now]
        assert not [one for one in found.agenda.closures if one.start < end and one.end > now]
        assert found.agenda.known_until is None or end <= found.agenda.known_until


@given(houses, some.instants, some.policies, wishes)
def test_every_wish_is_granted_and_no_room_that_grants_it_is_left_out(
    house: list[Agenda], now: datetime, policy: Policy, wish: Wish
) -> None:
    found = [one.agenda for one in free_rooms(house, now, policy, wish, HERE)]
    whole = [one.agenda for one in free_rooms(house, now, policy, ANY, HERE)]

    assert found == [one for one in whole if wish.granted_by(one.room)]
    for one in found:
        assert (one.room.capacity or 0) >= wish.seats
        assert wish.floor in (None, one.room.floor)
        assert wish.amenities <= set(one.room.amenities)


@given(houses, some.instants, some.policies, st.integers(0, 99))
def test_their_order_does_not_depend_on_that_of_the_answers(
    house: list[Agenda], now: datetime, policy: Policy, seed: int
) -> None:
    named = [replace(one, room=replace(one.room, id=str(number))) for number, one in enumerate(house)]
    mixed = Random(seed).sample(named, len(named))

    assert free_rooms(named, now, policy, ANY, HERE) == free_rooms(mixed, now, policy, ANY, HERE)


def test_a_room_that_is_free_long_enough_goes_before_one_that_is_nearer_and_smaller() -> None:
    briefly = day(room("briefly", "1", 4), meeting("10:20", "11:00"))
    long = day(room("long", "2", 20), meeting("10:30", "11:00"))

    assert names([briefly, long]) == ["long", "briefly"]
    assert timedelta(minutes=30) == LONG_ENOUGH


def test_then_the_same_floor_then_the_fewest_seats_then_the_name() -> None:
    far = day(room("far", "2", 2))
    uncounted = day(room("uncounted", "1", None))
    small, large, other = day(room("small", "1", 4)), day(room("large", "1", 12)), day(room("also small", "1", 4))

    assert names([far, uncounted, large, small, other]) == ["also small", "small", "large", "uncounted", "far"]


def test_a_room_that_is_taken_within_minutes_is_not_offered() -> None:
    assert names([day(room("a"), meeting("10:04", "11:00")), day(room("b"), meeting("10:05", "11:00"))]) == ["b"]


def test_rooms_of_which_nobody_knows_are_counted_and_not_offered() -> None:
    dark, broken = Agenda(room("dark"), None), replace(day(room("broken")), unreadable=True)

    assert names([dark, broken, day(room("lit"))]) == ["lit"]
    assert doubtful([dark, broken, day(room("lit"))], NOW, POLICY) == 2


def test_the_room_at_the_door_other_buildings_and_rooms_that_are_gone_are_not_searched() -> None:
    away, gone, near = room("away", building="Annex"), replace(room("gone"), gone=True), room("near")

    assert in_building([HERE, away, gone, near], HERE) == (near,)
    assert in_building([HERE, away, gone, near], replace(HERE, building=None)) == (away, near)
