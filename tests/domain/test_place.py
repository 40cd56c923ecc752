from random import Random

from kiosk.domain.place import by_place
from kiosk.domain.room import Room


def floors(*names: str) -> list[Room]:
    return [Room(name, name, "UTC", "House", name) for name in names]


def test_numbers_are_in_their_order_and_what_is_below_ground_comes_first() -> None:
    rooms = floors("-2", "-1", "0", "2", "10", "Floor 2", "Floor 10", "Garden")
    mixed = Random(3).sample(rooms, len(rooms))

    assert sorted(mixed, key=by_place) == rooms


def test_a_building_goes_before_a_floor_and_a_floor_before_a_name() -> None:
    rooms = [
        Room("4", "Zoo", "UTC", "A", "1"),
        Room("3", "Attic", "UTC", "A", "2"),
        Room("2", "Attic", "UTC", "B", "1"),
        Room("1", "attic 2", "UTC", "B", "1"),
    ]

    mixed = Random(1).sample(rooms, len(rooms))

    assert sorted(mixed, key=by_place) == rooms


def test_a_room_without_a_place_has_one_in_the_order() -> None:
    assert by_place(Room("1", "A", "UTC")) < by_place(Room("1", "A", "UTC", "House"))
