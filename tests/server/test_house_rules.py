"""Motion checks a booking in, and a booking to which nobody comes is released: by rule, and by the server itself."""

from pathlib import Path

import httpx
import pytest

from kiosk.server.rules import HouseRules
from kiosk.server.run import EmbeddedServer
from tests.server.conftest import FRIDAY, TOKEN, Receiver, Start, SteppedClock, WakingClock, written
from tests.server.office_file import APPOINTMENTS, STATUS, book
from tests.server.office_things import THINGS_SQL
from tests.server.test_subscriptions import subscribe

IN_AND_OUT = HouseRules(auto_check_in=True, release_after_minutes=10)
ONLY_OUT = HouseRules(release_after_minutes=10)
ONLY_IN = HouseRules(auto_check_in=True)
STATES = {0: "booked", 1: "using", 2: "waitingCheckIn", 5: "noShow"}


@pytest.fixture
def path(office_path: Path) -> Path:
    """Room two must be checked in to, and has the sensor OCC2."""
    return written(office_path, THINGS_SQL)


@pytest.fixture
def ticking() -> WakingClock:
    return WakingClock(FRIDAY)


def state(client: httpx.Client, key: int) -> str:
    (row,) = client.get(APPOINTMENTS, params={"bookingId": key}).json()["data"]
    return STATES[row["booking"]["bookingState"]]


def motion(client: httpx.Client, *, at: str | None = None, sensor: str = "OCC2", seen: bool = True) -> None:
    timestamp = None if at is None else f"2026-11-20T{at}:00+01:00"
    body = {"accessId": sensor, "timestamp": timestamp, "hasMotion": seen}
    assert client.post("/api/external/occupancySensor/v1/data", json=body).status_code == 200


def test_motion_checks_the_running_booking_in(start: Start, path: Path, clock: SteppedClock) -> None:
    client = start(path, demo=False, clock=clock, rules=ONLY_IN)
    key = book(client, "14:00", "15:00", "2")
    motion(client, seen=False)
    assert state(client, key) == "waitingCheckIn"
    motion(client)
    assert state(client, key) == "using"


def test_motion_before_the_start_is_that_of_those_who_were_there_before(
    start: Start, path: Path, clock: SteppedClock
) -> None:
    client = start(path, demo=False, clock=clock, rules=ONLY_IN)
    key = book(client, "14:15", "15:00", "2")
    motion(client)
    clock.step(minutes=4)
    assert state(client, key) == "waitingCheckIn"
    motion(client, at="14:14")
    assert state(client, key) == "waitingCheckIn"
    motion(client, at="14:15")
    assert state(client, key) == "using"


@pytest.mark.parametrize("sensor", ["OCC1", "SPARE"])
def test_motion_elsewhere_checks_nobody_in(start: Start, path: Path, clock: SteppedClock, sensor: str) -> None:
    client = start(path, demo=False, clock=clock, rules=IN_AND_OUT)
    key = book(client, "14:00", "15:00", "2")
    motion(client, sensor=sensor)
    assert state(client, key) == "waitingCheckIn"


def test_without_a_rule_motion_changes_nothing_and_nothing_is_released(furnished: httpx.Client) -> None:
    key = book(furnished, "14:00", "15:00", "2")
    motion(furnished)
    assert state(furnished, key) == "waitingCheckIn"


def test_a_booking_that_nobody_checks_in_to_is_released_at_its_very_instant(
    start: Start, path: Path, clock: SteppedClock
) -> None:
    client = start(path, demo=False, clock=clock, rules=ONLY_OUT)
    key = book(client, "14:15", "15:00", "2")
    clock.step(minutes=12.999)
    assert state(client, key) == "waitingCheckIn"
    clock.step(minutes=0.001)
    assert state(client, key) == "noShow"
    assert client.get(STATUS, params={"id": "2"}).json()[0]["statusWording"] == "Available"
    book(client, "14:25", "15:00", "2")


def test_a_booking_made_after_its_start_gets_the_whole_time(start: Start, path: Path, clock: SteppedClock) -> None:
    client = start(path, demo=False, clock=clock, rules=ONLY_OUT)
    key = book(client, "14:00", "15:00", "2")
    clock.step(minutes=9)
    assert state(client, key) == "waitingCheckIn"
    clock.step(minutes=1)
    assert state(client, key) == "noShow"


def test_what_is_checked_in_or_needs_none_is_never_released(start: Start, path: Path, clock: SteppedClock) -> None:
    client = start(path, demo=False, clock=clock, rules=ONLY_OUT)
    waiting, plain = book(client, "14:00", "18:00", "2"), book(client, "14:00", "18:00", "1")
    assert client.post(f"/api/kiosk/v1/bookings/{waiting}/check-in").status_code == 200
    clock.step(hours=2)
    assert (state(client, waiting), state(client, plain)) == ("using", "booked")


def test_motion_alone_keeps_a_booking_from_being_released(start: Start, path: Path, clock: SteppedClock) -> None:
    client = start(path, demo=False, clock=clock, rules=ONLY_OUT)
    key = book(client, "14:00", "15:00", "2")
    clock.step(minutes=5)
    motion(client)
    clock.step(minutes=30)
    assert state(client, key) == "waitingCheckIn"


def test_motion_after_the_release_comes_too_late(start: Start, path: Path, clock: SteppedClock) -> None:
    client = start(path, demo=False, clock=clock, rules=IN_AND_OUT)
    key = book(client, "14:00", "15:00", "2")
    clock.step(minutes=10)
    motion(client)
    assert state(client, key) == "noShow"


def test_a_release_is_announced(start: Start, path: Path, ticking: WakingClock, receiver: Receiver) -> None:
    client = start(path, demo=False, clock=ticking, rules=ONLY_OUT)
    subscribe(client, receiver.address, ids="1,2", minutes=60)
    key = book(client, "14:15", "15:00", "2")
    assert receiver.next() == frozenset({"2"})
    ticking.step(minutes=13)
    assert receiver.next() == frozenset({"2"})
    assert state(client, key) == "noShow"
    later = book(client, "14:30", "15:00", "2")
    assert receiver.next() == frozenset({"2"})
    ticking.step(minutes=15)
    assert receiver.next() == frozenset({"2"})
    assert state(client, later) == "noShow"


def test_a_check_in_by_motion_is_announced(start: Start, path: Path, clock: SteppedClock, receiver: Receiver) -> None:
    client = start(path, demo=False, clock=clock, rules=ONLY_IN)
    book(client, "14:00", "15:00", "2")
    subscribe(client, receiver.address, ids="2")
    motion(client)
    assert receiver.next() == frozenset({"2"})
    assert receiver.idle


def test_the_rules_of_today_hold_for_the_bookings_of_yesterday(path: Path, clock: SteppedClock) -> None:
    """Armed when the server opens, and disarmed again where the rule is gone."""

    def opened(rules: HouseRules) -> EmbeddedServer:
        return EmbeddedServer(path, TOKEN, demo=False, clock=clock, rules=rules)

    def run(rules: HouseRules, minutes: float) -> list[str]:
        server = opened(rules)
        with httpx.Client(base_url=server.start(), headers={"Authorization": TOKEN}, trust_env=False) as client:
            if not keys:
                keys.extend((book(client, "14:00", "15:00", "2"), book(client, "15:00", "16:00", "2")))
            clock.step(minutes=minutes)
            found = [state(client, key) for key in keys]
        server.stop()
        return found

    keys: list[int] = []
    waits, gone = "waitingCheckIn", "noShow"
    assert run(HouseRules(), 15) == [waits, waits]
    assert run(ONLY_OUT, 5) == [waits, waits]
    assert run(HouseRules(), 15) == [waits, waits]
    assert run(ONLY_OUT, 10) == [gone, waits]
    assert run(HouseRules(), 15) == [gone, waits]
    assert run(ONLY_OUT, 0) == [gone, waits]


def test_the_demo_keeps_its_own_ways(start: Start, clock: SteppedClock) -> None:
    """There somebody always comes."""
    clock.at = FRIDAY.replace(minute=0)
    client = start(clock=clock, rules=ONLY_OUT)
    params = {"bookableResourceId": "9", "from": "now", "to": "2026-11-20T13:01:00Z"}
    (row,) = client.get(APPOINTMENTS, params=params).json()["data"]
    clock.step(minutes=16)
    assert state(client, row["booking"]["id"]) == "using"


@pytest.mark.parametrize("minutes", [0, -1])
def test_a_deadline_before_the_start_is_no_rule(minutes: int) -> None:
    with pytest.raises(ValueError, match="release_after_minutes"):
        HouseRules(release_after_minutes=minutes)
