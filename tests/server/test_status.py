"""What a room's status says, and what it keeps to itself."""

import httpx
import pytest

from tests.server.conftest import SteppedClock
from tests.server.office_file import APPOINTMENTS, STATUS, book

Json = dict[str, object]


def status(client: httpx.Client, room: int) -> Json:
    (one,) = client.get(STATUS, params={"id": room}).json()
    assert isinstance(one, dict)
    return one


def test_a_private_meeting_is_named_in_the_list_and_nameless_at_the_door(demo: httpx.Client) -> None:
    listed = demo.get(APPOINTMENTS, params={"bookableResourceId": "1", "from": "now"}).json()["data"]
    upcoming = demo.get(STATUS, params={"id": "1"}).json()[0]["upcomingAppointments"]

    private = next(one for one in listed if one["appearanceType"] == 1)
    shown = next(one for one in upcoming if one["id"] == private["id"])
    assert private["subject"]
    assert (shown["subject"], shown["organizerDisplayName"]) == (None, None)
    assert shown["period"] == private["period"]


def test_the_latest_started_is_current_and_the_words_reach_to_the_end_of_all(office: httpx.Client) -> None:
    book(office, "14:00", "15:00", subject="Outer")
    book(office, "15:00", "15:30", subject="Next")
    one = status(office, 1)

    assert one["statusWording"] == "In use until 15:30"
    assert isinstance(one["currentAppointment"], dict)
    assert one["currentAppointment"]["subject"] == "Outer"
    assert isinstance(one["nextAppointment"], dict)
    assert one["nextAppointment"]["subject"] == "Next"
    assert one["upcomingAppointments"] == [one["nextAppointment"]]


def test_a_meeting_ends_at_its_very_instant(office: httpx.Client, clock: SteppedClock) -> None:
    book(office, "14:30", "15:00")
    words = []
    for minutes in (17.99, 0.01, 29.99, 0.01):
        clock.step(minutes=minutes)
        words.append(status(office, 1)["statusWording"])

    assert words == ["Available until 14:30", "In use until 15:00", "In use until 15:00", "Available"]


def test_number_and_colour_differ_between_free_taken_and_shut(office: httpx.Client) -> None:
    book(office, "14:00", "15:00", "1")
    taken, free, shut = (status(office, room) for room in (1, 3, 4))

    assert len({one["status"] for one in (taken, free, shut)}) == 3
    assert len({one["suggestColor"] for one in (taken, free, shut)}) == 3


def test_upcoming_ends_with_the_next_local_day(demo: httpx.Client) -> None:
    starts = [one["period"]["start"] for one in demo.get(STATUS, params={"id": "5"}).json()[0]["upcomingAppointments"]]

    assert starts[0] == "2026-11-20T14:20:00+01:00"
    assert starts[-1] == "2026-11-21T23:40:00+01:00"


@pytest.mark.parametrize(("room", "wording"), [(15, "Unknown"), (16, "Not in use any more"), (4, "Available")])
def test_the_odd_rooms_say_what_they_are(demo: httpx.Client, room: int, wording: str) -> None:
    assert status(demo, room)["statusWording"] == wording
