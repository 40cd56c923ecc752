import stat
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.domain.access import AccessKey, AccessKeys
from kiosk.domain.agenda import Agenda, Closure
from kiosk.domain.appointment import CheckIn
from kiosk.domain.hours import OpeningHours
from kiosk.domain.room import Room
from kiosk.sync.model import FeedSettings
from kiosk.sync.store import AGE_SECONDS, Store, identity_of
from tests.sync.feeding import Stage, feeding
from tests.sync.scripted import ScriptedBackend, agenda, meeting, minutes
from tests.sync.storing import ME, NAME, Faults, ManualClock, opened, opened_with
from tests.sync.virtual import START, passing, until


def rich() -> Agenda:
    """An agenda in which every field has something to say."""
    one = replace(
        meeting(0, 60, "a"),
        subject="設計 <img src=…> \U0001f3e2",
        check_in=CheckIn.WAITING,
        check_in_deadline=START + minutes(10),
        booking_id="7",
    )
    hours = OpeningHours.parse("mon-fri 08:00-24:00, sat 09:00-13:00")
    room = Room("1", "會議室", "Asia/Kathmandu", "HQ", "3", 12, ("screen", "whiteboard"), hours=hours)
    closure = Closure(START + minutes(600), START + minutes(700), "Cleaning")
    return replace(
        agenda(one, meeting(60, 90, "b")), room=room, closures=(closure,), open_ended=one, unreadable=True, ignored=3
    )


async def test_what_was_saved_is_read_after_a_restart_to_the_letter(tmp_path: Path) -> None:
    keys = AccessKeys((AccessKey("1", "https://rooms.example/k"),), START)
    with opened(tmp_path) as store:
        await store.save_agendas(ME, [rich(), agenda(room_id="2")])
        store.save_keys(ME, keys)
        store.save_enums(ME, {"bookingState.booked": 1})
        store.save_offset(ME, timedelta(seconds=-3723.5))
    with opened(tmp_path) as store:
        assert store.read_agendas(ME, ["2", "1"]) == (agenda(room_id="2"), rich())
        assert store.read_agendas(ME, ["1"]) == (rich(),)
        assert [one.room.id for one in store.read_agendas(ME, [])] == ["1", "2"]
        assert store.read_keys(ME) == keys
        assert store.read_enums(ME) == {"bookingState.booked": 1}
        assert store.read_offset(ME) == timedelta(seconds=-3723.5)
        assert store.trouble is None


async def test_another_backend_or_other_settings_read_nothing_of_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        await store.save_agendas(ME, [rich()])
        assert store.read_agendas("another", ["1"]) == ()
        assert store.read_keys(ME) == AccessKeys()
    shown, hidden = (identity_of("offision", "https://a", RoomSettings(show_subject=show)) for show in (True, False))
    assert shown != hidden
    assert "https" not in shown


async def test_an_unchanged_agenda_is_written_once_a_minute_and_at_the_end(tmp_path: Path) -> None:
    clock, faults = ManualClock(), Faults()
    with opened_with(tmp_path, faults, clock) as store:
        for seconds in range(0, 150, 15):
            clock.seconds = 1000.0 + seconds
            known = agenda(meeting(0, 60), as_of=START + timedelta(seconds=seconds))
            await store.save_agendas(ME, [known])
        assert faults.written() == 1 + 135 // AGE_SECONDS
        assert store.read_agendas(ME, ["1"])[0].as_of == START + timedelta(seconds=120)
    with opened(tmp_path) as store:
        assert store.read_agendas(ME, ["1"])[0].as_of == START + timedelta(seconds=135)


async def test_one_that_a_sleep_made_look_old_is_overwritten_by_the_next(tmp_path: Path) -> None:
    faults = Faults()
    with opened_with(tmp_path, faults, ManualClock()) as store:
        for hours in (0, 8):
            await store.save_agendas(ME, [agenda(meeting(0, 60), as_of=START + timedelta(hours=hours))])
        assert faults.written() == 2
        assert store.read_agendas(ME, ["1"])[0].as_of == START + timedelta(hours=8)


async def test_a_changed_agenda_is_written_at_once(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        await store.save_agendas(ME, [agenda(meeting(0, 60))])
        await store.save_agendas(ME, [agenda(meeting(0, 75))])
        assert store.read_agendas(ME, ["1"])[0].appointments[0].end == START + minutes(75)


async def test_a_forgotten_room_is_gone_for_good(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        await store.save_agendas(ME, [agenda(), agenda(room_id="2")])
    with opened(tmp_path) as store:
        store.save(ME, [agenda(room_id="2")], forget=["1"])
        store.save(ME, [], forget=["1", "never heard of"])
    with opened(tmp_path) as store:
        assert [one.room.id for one in store.read_agendas(ME, [])] == ["2"]


async def test_nothing_learned_is_nothing_to_keep(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        await store.save_agendas(ME, [replace(agenda(), as_of=None)])
        assert store.read_agendas(ME, []) == ()


def modes(folder: Path) -> dict[str, int]:
    files = (path for path in folder.glob(f"{NAME}*") if not path.name.endswith(".ballast"))
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
async def test_only_the_owner_reads_the_file(tmp_path: Path) -> None:
    (tmp_path / NAME).touch(mode=0o644)
    with opened(tmp_path / "made" / "anew") as store:
        await store.save_agendas(ME, [agenda()])
    with opened(tmp_path) as store:
        await store.save_agendas(ME, [agenda()])
        assert set(modes(tmp_path).values()) == {0o600}


async def test_a_second_program_reads_and_says_that_it_does_not_write(tmp_path: Path) -> None:
    clock = ManualClock()
    with opened(tmp_path) as first:
        await first.save_agendas(ME, [agenda()])
        with opened(tmp_path, clock) as second:
            assert second.read_agendas(ME, ["1"]) == (agenda(),)
            await second.save_agendas(ME, [agenda(meeting(0, 60))])
            assert second.trouble is not None
            assert "Another program" in second.trouble
            assert first.read_agendas(ME, ["1"]) == (agenda(),)
            first.close()
            clock.seconds += 61.0
            await second.save_agendas(ME, [agenda(meeting(0, 60))])
            assert second.trouble is None
            assert second.read_agendas(ME, ["1"]) == (agenda(meeting(0, 60)),)


def test_a_restarted_panel_shows_the_remembered_agenda_before_any_answer(tmp_path: Path) -> None:
    def building(backend: ScriptedBackend) -> None:
        backend.building["1"] = [meeting(0, 600)]
        backend.keys = [AccessKey("1", "https://rooms.example/k")]
        backend.server_ahead = timedelta(minutes=7)

    async def first_run(on: Stage) -> None:
        await until(lambda: on.state.keys.keys)
        await passing(2.0)

    async def second_run(on: Stage) -> None:
        remembered = on.feed.state
        assert remembered.agendas[0].appointments
        assert remembered.agendas[0].as_of is not None
        assert remembered.keys.of("1")
        assert timedelta(minutes=6.9) < remembered.clock_offset < timedelta(minutes=7.1)
        assert remembered.connection.last_contact is None
        await until(on.polls)

    settings = FeedSettings(identity=ME)
    with opened(tmp_path) as store:
        feeding(first_run, settings=settings, store=store, prepare=building)
    with opened(tmp_path) as store:
        on = feeding(second_run, settings=settings, store=store, prepare=building)
    assert on.polls()[0] == 0.0
    with opened(tmp_path) as store:
        spread = replace(settings, fleet_spread=40.0, device_id="panel-7")
        on = feeding(second_run, settings=spread, store=store, prepare=building)
    assert 0.0 < on.polls()[0] <= 40.0


async def test_reading_one_room_of_a_thousand_takes_no_look_at_the_others(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        await store.save_agendas(ME, [agenda(room_id=str(number)) for number in range(1000)])
    faults = Faults()
    with opened_with(tmp_path, faults, ManualClock()) as store:
        assert len(store.read_agendas(ME, ["500"])) == 1
        assert "room_id = ?" in faults.statements[-1]
        assert len(store.read_agendas(ME, [])) == 1000


def test_closing_twice_is_once(tmp_path: Path) -> None:
    store = Store.open(tmp_path / NAME, ManualClock())
    store.save(ME, [agenda()])
    store.close()
    store.close()
