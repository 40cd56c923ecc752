"""Whoever subscribes is called when rooms change, until the subscription ends."""

import httpx
import pytest

from tests.server.conftest import Receiver, SteppedClock
from tests.server.office_file import book, code

PATHS = ("booking/v1/subscribe", "bookableResourceStatus/v1/subscribe")


def subscribe(client: httpx.Client, url: str, path: str = PATHS[0], ids: str = "1,2", minutes: int = 5) -> None:
    body = {"ids": ids, "callbackUrl": url, "expireTime": minutes}
    assert client.post(f"/api/external/{path}", json=body).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_each_write_calls_back_with_the_room(office: httpx.Client, receiver: Receiver, path: str) -> None:
    subscribe(office, receiver.address, path)

    key = book(office, "14:00", "15:00", "2")
    assert receiver.next() == frozenset({"2"})
    for action, body in (("check-in", {}), ("extend", {"minutes": 5}), ("end", {})):
        office.post(f"/api/kiosk/v1/bookings/{key}/{action}", json=body)
        assert receiver.next() == frozenset({"2"})


def test_only_the_rooms_subscribed_to_are_told_of(office: httpx.Client, receiver: Receiver) -> None:
    subscribe(office, receiver.address, ids="1")

    book(office, "14:00", "15:00", "2")
    book(office, "14:00", "15:00", "3", "1")
    assert receiver.next() == frozenset({"1"})


def test_two_subscriptions_of_one_address_make_one_call(office: httpx.Client, receiver: Receiver) -> None:
    for path in PATHS:
        subscribe(office, receiver.address, path)
        subscribe(office, receiver.address, path, ids="1")
        subscribe(office, receiver.address, path, ids="1")

    book(office, "14:00", "15:00", "1", "2")
    assert receiver.next() == frozenset({"1", "2"})
    book(office, "15:00", "16:00", "2")
    assert receiver.next() == frozenset({"2"})
    assert receiver.idle


def test_an_ended_subscription_is_silent(office: httpx.Client, receiver: Receiver, clock: SteppedClock) -> None:
    subscribe(office, receiver.address, ids="1", minutes=5)
    subscribe(office, receiver.address, ids="2", minutes=10)
    clock.step(minutes=5)

    book(office, "14:30", "15:00", "1")
    book(office, "14:30", "15:00", "2")
    assert receiver.next() == frozenset({"2"})


def test_a_refused_booking_is_no_change(office: httpx.Client, receiver: Receiver) -> None:
    book(office, "14:00", "15:00", "1")
    subscribe(office, receiver.address)

    with pytest.raises(AssertionError):
        book(office, "14:00", "15:00", "1")
    book(office, "14:00", "15:00", "2")
    assert receiver.next() == frozenset({"2"})


def test_a_dead_address_keeps_nobody_waiting(office: httpx.Client, receiver: Receiver) -> None:
    subscribe(office, "http://127.0.0.1:9/gone")
    subscribe(office, "http://nobody.invalid/gone")
    subscribe(office, receiver.address)

    book(office, "14:00", "15:00")
    assert receiver.next() == frozenset({"1"})


@pytest.mark.parametrize(
    "change",
    [
        {"ids": ""},
        {"ids": "a"},
        {"ids": "1;2"},
        {"ids": "99"},
        {"ids": None},
        {"callbackUrl": ""},
        {"callbackUrl": "ftp://127.0.0.1/"},
        {"callbackUrl": "http://"},
        {"callbackUrl": "http://127.0.0.1:99999/"},
        {"callbackUrl": "http://127.0.0.1/\r\nX: y"},
        {"expireTime": 0},
        {"expireTime": 1441},
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(office: httpx.Client, change: dict[str, object]) -> None:
    body = {"ids": "1", "callbackUrl": "http://127.0.0.1:9/", "expireTime": 60} | change

    assert code(office.post("/api/external/booking/v1/subscribe", json=body)) == (400, "bad_request")


def test_minutes_default_to_an_hour(office: httpx.Client, receiver: Receiver, clock: SteppedClock) -> None:
    office.post(f"/api/external/{PATHS[0]}", json={"ids": "1", "callbackUrl": receiver.address})
    clock.step(minutes=59)

    book(office, "15:30", "16:00")
    assert receiver.next() == frozenset({"1"})
