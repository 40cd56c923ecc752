"""What a start knows about the time: by table, from files as systems write them, and through feeds that begin anew."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.clock import Clock, Contact, FixedClock
from kiosk.clock_kept import battery_clock, by_battery
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, Why, derive
from kiosk.sync.knowledge import Knowledge
from kiosk.sync.model import FeedSettings
from kiosk.sync.store import Store
from tests.sync.feeding import Stage, feeding
from tests.sync.scripted import ScriptedBackend, meeting, minutes
from tests.sync.storing import ME, opened
from tests.sync.virtual import START, VirtualClock, passing, simulate, until

WALL = 1_800_000_000.0
SETTINGS = FeedSettings(identity=ME)


def resumed(contact: Contact | None, change: Callable[[VirtualClock], None], offset: timedelta = timedelta()) -> object:
    """What the clock goes by 600 s after its start; None where the time is not known."""

    async def main() -> object:
        clock = VirtualClock()
        await passing(600.0)
        change(clock)
        return clock.now() - clock.true() if clock.resume(contact, offset) else None

    return simulate(main)


def as_it_is(clock: VirtualClock) -> None:
    assert clock.battery


def another_boot(clock: VirtualClock) -> None:
    clock.booted = "another"


def without_battery(clock: VirtualClock) -> None:
    another_boot(clock)
    clock.battery = False


def set_back(clock: VirtualClock) -> None:
    clock.set_wall(timedelta(hours=-1))


def another_and_set_back(clock: VirtualClock) -> None:
    another_boot(clock)
    set_back(clock)


SURE = Contact(START, "a boot", 0.0)
NOTHING = timedelta()


@pytest.mark.parametrize(
    ("contact", "change", "offset", "right"),
    [
        (SURE, as_it_is, NOTHING, NOTHING),
        (SURE, set_back, NOTHING, NOTHING),
        (SURE, set_back, timedelta(hours=1), NOTHING),
        (SURE, another_boot, NOTHING, NOTHING),
        (SURE, another_boot, timedelta(seconds=30), timedelta(seconds=30)),
        (SURE, another_boot, timedelta(hours=1), None),
        (SURE, another_and_set_back, NOTHING, None),
        (SURE, without_battery, NOTHING, None),
        (Contact(START, None), as_it_is, NOTHING, NOTHING),
        (Contact(START, None), without_battery, NOTHING, None),
        (Contact(START, "a boot", 601.0), without_battery, NOTHING, None),
        (Contact(START + minutes(11), "another", 0.0), as_it_is, NOTHING, None),
        (None, without_battery, NOTHING, NOTHING),
    ],
)
def test_the_time_after_a_start_is_the_boot_clock_s_or_that_of_a_wall_clock_which_was_kept_or_none(
    contact: Contact | None, change: Callable[[VirtualClock], None], offset: timedelta, right: timedelta | None
) -> None:
    assert resumed(contact, change, offset) == right


@pytest.mark.parametrize(
    ("battery", "machine", "believed"),
    [
        (WALL, "aarch64", True),
        (WALL - 9.0, "aarch64", True),
        (WALL + 7200.0, "x86_64", True),
        (WALL - 5.75 * 3600.0 + 3.0, "x86_64", True),
        (WALL + 120.0, "aarch64", False),
        (WALL - 86_400.0, "x86_64", False),
        (2.0, "aarch64", False),
        (None, "x86_64", True),
        (None, "aarch64", False),
        (None, "riscv64", False),
    ],
)
def test_a_board_s_clock_vouches_for_the_system_s_where_it_says_the_same_also_in_local_time(
    battery: float | None, machine: str, *, believed: bool
) -> None:
    assert by_battery(WALL, battery, machine) is believed


@pytest.mark.parametrize(("text", "seconds"), [("1800000000\n", WALL), ("", None), ("never\n", None), ("\xff", None)])
def test_what_a_board_s_clock_says_is_read_and_nonsense_is_none(
    tmp_path: Path, text: str, seconds: float | None
) -> None:
    told = tmp_path / "since_epoch"
    told.write_text(text, "latin-1")
    assert battery_clock(told) == seconds
    assert battery_clock(tmp_path / "missing") is None


def test_this_machine_s_own_clock_finds_its_last_contact_again() -> None:
    before, after = Clock(), Clock()
    before.set_offset(timedelta(hours=3))
    contact = before.contact()
    if contact.boot is None:
        assert not contact.goes_on(after.contact())
        return
    assert after.resume(contact, timedelta())
    assert abs(after.now() - before.now()) < timedelta(minutes=1)


def test_a_clock_that_was_given_its_instant_keeps_it() -> None:
    clock = FixedClock(START)
    assert clock.resume(Contact(START + minutes(9000), "never"), timedelta(hours=1))
    assert clock.now() == START


def learned(store: Store) -> None:
    """A door that was told of one meeting, an hour from now, and then lost its power."""

    async def script(on: Stage) -> None:
        await until(lambda: on.backend.calls and on.states[-1].connection.last_contact)

    def building(backend: ScriptedBackend) -> None:
        backend.building["1"] = [meeting(60, 90)]
        backend.server_ahead = timedelta()

    feeding(script, settings=SETTINGS, store=store, prepare=building)


def begun(store: Store, seconds: float, change: Callable[[VirtualClock], None]) -> tuple[Status, Why | None, int]:
    """What the door says that begins `seconds` after the start, before anybody answers, and what it remembers."""

    async def main() -> tuple[Status, Why | None, int]:
        clock = VirtualClock()
        clock.suspend(seconds)
        change(clock)
        (agenda,) = Knowledge(("1",), clock, SETTINGS, store).state.agendas
        state = derive(agenda, clock.now(), Policy())
        return state.status, state.why, len(agenda.appointments)

    return simulate(main)


def on_from_the_power_cut(clock: VirtualClock) -> None:
    clock.set_wall(timedelta(seconds=60.0 - clock.monotonic()))
    without_battery(clock)


@pytest.mark.parametrize(
    ("seconds", "change", "said"),
    [
        (60.0, as_it_is, (Status.FREE, None)),
        (60.0, set_back, (Status.FREE, None)),
        (4500.0, as_it_is, (Status.UNKNOWN, Why.EXPIRED)),
        (4500.0, set_back, (Status.UNKNOWN, Why.EXPIRED)),
        (60.0, another_boot, (Status.FREE, None)),
        (4500.0, another_boot, (Status.UNKNOWN, Why.EXPIRED)),
        (4500.0, on_from_the_power_cut, (Status.UNKNOWN, Why.CLOCK)),
    ],
)
def test_what_is_remembered_is_never_taken_for_younger_than_it_is(
    tmp_path: Path, seconds: float, change: Callable[[VirtualClock], None], said: tuple[Status, Why | None]
) -> None:
    with opened(tmp_path) as store:
        learned(store)
    with opened(tmp_path) as store:
        assert begun(store, seconds, change) == (*said, 1)


def test_the_first_answer_sets_a_clock_right_that_was_not_set(tmp_path: Path) -> None:
    def building(backend: ScriptedBackend) -> None:
        backend.building["1"] = [meeting(-60, 90)]
        backend.server_ahead = timedelta()
        on_from_the_power_cut(backend.clock)

    async def script(on: Stage) -> None:
        assert on.feed.state.agendas[0].adrift
        await until(lambda: on.states and on.state.connection.last_contact)
        assert not on.state.agendas[0].adrift

    with opened(tmp_path) as store:
        learned(store)
    with opened(tmp_path) as store:
        feeding(script, settings=SETTINGS, store=store, prepare=building)
    with opened(tmp_path) as store:
        assert not store.read_agendas(ME, ["1"])[0].adrift


def test_an_answer_with_a_date_that_is_none_does_not(tmp_path: Path) -> None:
    def building(backend: ScriptedBackend) -> None:
        backend.server_ahead = timedelta(days=-365 * 20)
        on_from_the_power_cut(backend.clock)

    async def script(on: Stage) -> None:
        await until(lambda: on.states and on.state.connection.last_contact)
        assert on.state.agendas[0].adrift

    with opened(tmp_path) as store:
        learned(store)
        feeding(script, settings=SETTINGS, store=store, prepare=building)


def test_a_contact_is_written_with_what_was_learned_by_it_and_never_alone(tmp_path: Path) -> None:
    async def script(on: Stage) -> None:
        await until(lambda: len(on.backend.asked("agendas")) == 3)
        await store.flush()
        with opened(tmp_path) as reader:
            contact, (agenda,) = reader.read_contact(ME), reader.read_agendas(ME, ["1"])
        assert contact is not None
        assert agenda.as_of is not None
        assert abs(contact.server - agenda.as_of) < timedelta(seconds=1)

    def building(backend: ScriptedBackend) -> None:
        backend.server_ahead = timedelta()

    with opened(tmp_path) as store:
        feeding(script, settings=SETTINGS, store=store, prepare=building)


def test_a_server_that_never_tells_the_time_is_gone_by_after_three_answers(tmp_path: Path) -> None:
    def building(backend: ScriptedBackend) -> None:
        on_from_the_power_cut(backend.clock)

    async def script(on: Stage) -> None:
        await until(lambda: len(on.backend.asked("agendas")) == 2)
        assert on.state.agendas[0].adrift
        await until(lambda: not on.state.agendas[0].adrift)
        assert len(on.backend.asked("agendas")) == 3

    with opened(tmp_path) as store:
        learned(store)
        feeding(script, settings=SETTINGS, store=store, prepare=building)
