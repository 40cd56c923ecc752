"""The service by the hour: what it draws, what it leaves alone, and that nobody's trouble is another's."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.domain.access import AccessKeys
from kiosk.domain.connection import Connection
from kiosk.domain.night import NightHours
from kiosk.domain.policy import Policy
from kiosk.tags.draw import Sign as Drawn
from kiosk.tags.draw import Sketch
from kiosk.tags.rules import REST_SECONDS, Rules
from kiosk.tags.store import FILE, RecordFile
from tests.sync.virtual import passing, until
from tests.tags.service.morning import HOUR, MORNING, Morning, by_the_hour, record
from tests.tags.service.site import Faults, agenda, binding, blank, state


def test_a_meeting_is_drawn_when_it_begins_and_when_it_ends_without_a_word_from_the_server(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        site = morning.site()
        morning.show(site, 20)
        site.start()
        await until(site.settled)
        await passing(2 * HOUR)
        pushes = [at for at, tag, _ in morning.gateways["a"].pushes if tag == "T1"]
        assert len(pushes) == 3
        assert 20 * 60 <= pushes[1] < 20 * 60 + 2
        assert 50 * 60 <= pushes[2] < 50 * 60 + 2
        await site.end()

    by_the_hour(tmp_path, main)


def test_what_is_known_anew_but_is_the_same_is_neither_drawn_nor_pushed(tmp_path: Path) -> None:
    drawn = []

    def draw(sketch: Sketch) -> Drawn:
        drawn.append(sketch.key)
        return blank(sketch)

    async def main(morning: Morning) -> None:
        site = morning.site(draw=draw)
        site.start()
        for _ in range(60):
            morning.show(site, 200)
            await passing(15.0)
        assert len(drawn) == 2
        assert sum(len(one.pushes) for one in morning.gateways.values()) == 2
        await site.end()

    by_the_hour(tmp_path, main)


def test_a_restart_draws_nothing_that_is_shown(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        for _ in range(3):
            site = morning.site()
            morning.show(site, 200)
            site.start()
            await until(site.settled)
            await passing(30.0)
            await site.kill()
        assert sum(len(one.pushes) for one in morning.gateways.values()) == 2

    by_the_hour(tmp_path, main)


def test_a_push_that_was_not_confirmed_before_a_restart_is_told_to_the_gateway(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        gateway = morning.gateways["a"]
        gateway.faults = Faults(blind=1.0)
        site = morning.site()
        morning.show(site)
        site.start()
        await until(lambda: gateway.pushes)
        await passing(1.0)
        await site.kill()
        again = morning.site()
        again.start()
        await passing(1.0)
        assert gateway.remembered == {"T1": gateway.pushes[0][2]}
        gateway.faults = Faults()
        morning.show(again)
        await until(again.settled)
        assert len(gateway.pushes) == 1
        await again.end()

    by_the_hour(tmp_path, main)


def test_in_quiet_hours_nothing_is_pushed_and_at_their_end_the_newest_face_is(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        site = morning.site(rules=Rules(ZoneInfo("Europe/Berlin"), NightHours.parse("10:30-12:00")))
        morning.show(site, 25, 60)
        site.start()
        await until(site.settled)
        await passing(2 * HOUR)
        pushes = [at for at, *_ in morning.gateways["a"].pushes]
        assert len(pushes) == 2
        assert 110 * 60 <= pushes[1] < 110 * 60 + 60
        await site.end()

    by_the_hour(tmp_path, main)


def test_a_colour_tag_that_changes_all_the_time_is_drawn_every_three_minutes_and_ends_on_the_last(
    tmp_path: Path,
) -> None:
    async def main(morning: Morning) -> None:
        morning.bindings = [binding("T1", "1", gateway="a", panel="7.5-bwr"), binding("T2", "2", gateway="b")]
        site = morning.site()
        site.start()
        for minute in range(60):
            morning.show(site, 60 + minute)
            await passing(20.0)
        await until(site.settled)
        drawings = [at for at, *_ in morning.gateways["a"].papers["T1"].drawings]
        gaps = [later - earlier for earlier, later in pairwise(drawings)]
        assert min(gaps) >= REST_SECONDS
        assert 4 <= len(drawings) <= 8
        await site.end()

    by_the_hour(tmp_path, main)


def test_the_clock_set_by_hours_neither_stops_a_tag_nor_draws_it_for_nothing(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        site = morning.site(policy=Policy(stale_after=timedelta(days=1), unknown_after=timedelta(days=9)))
        morning.show(site, 20)
        site.start()
        await until(site.settled)
        morning.clock.set_wall(timedelta(hours=-5))
        await passing(10.0)
        assert len(morning.gateways["a"].pushes) == 1
        morning.clock.set_wall(timedelta(hours=5))
        await passing(25 * 60)
        await until(site.settled)
        assert len(morning.gateways["a"].pushes) == 2, "its meeting has begun"
        await site.end()

    by_the_hour(tmp_path, main)


def test_a_restart_waits_for_the_server_before_it_calls_a_room_unknown(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        old = agenda("1", [], MORNING - timedelta(hours=3))
        keys = state([old], MORNING).keys
        site = morning.site(policy=Policy())
        site.service.show(replace(state([old], MORNING), keys=keys, connection=Connection()))
        site.start()
        await passing(800.0)
        assert morning.gateways["a"].pushes == []
        await passing(200.0)
        assert morning.gateways["a"].pushes, "too old to be trusted, and no answer for a quarter of an hour"
        await site.end()

    by_the_hour(tmp_path, main)


def test_what_gets_too_old_while_the_server_is_waited_for_is_not_given_any_more_and_comes_back(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        known = agenda("1", [], MORNING - timedelta(minutes=10))
        remembered = replace(state([known], MORNING), connection=Connection())
        gateway = morning.gateways["a"]
        gateway.faults = Faults(down=1.0, until=8 * 60.0)
        site = morning.site(policy=Policy())
        site.service.show(remembered)
        site.start()
        await passing(12 * 60.0)
        assert gateway.pushes == [], "as long ago as the server's last word is, the room need not be free"
        site.service.show(state([agenda("1", [], morning.clock.now())], morning.clock.now()))
        await until(lambda: gateway.pushes, limit=60.0)
        await site.end()

    by_the_hour(tmp_path, main)


def test_the_links_are_waited_for_so_that_no_sign_is_drawn_twice(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        site = morning.site(keyed=True)
        rooms = [agenda(one, [], morning.clock.now()) for one in ("1", "2")]
        full = state(rooms, morning.clock.now())
        site.service.show(replace(full, keys=AccessKeys()))
        site.start()
        await passing(3.0)
        assert morning.gateways["a"].pushes == []
        site.service.show(full)
        await until(site.settled)
        assert record(site).qr
        assert len(morning.gateways["a"].pushes) == 1
        await site.end()

    by_the_hour(tmp_path, main)


def test_another_program_reads_the_records_while_the_service_runs(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        site = morning.site()
        morning.show(site)
        site.start()
        await until(site.settled)
        assert RecordFile(tmp_path / FILE).records() == site.service.records()
        assert record(site).battery_millivolts == 2900
        await site.end()

    by_the_hour(tmp_path, main)


def test_what_is_known_already_is_not_written_again(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        site = morning.site()
        morning.show(site)
        site.start()
        await until(site.settled)
        looks = morning.gateways["a"].looks
        with closing(sqlite3.connect(f"{(tmp_path / FILE).as_uri()}?mode=ro", uri=True)) as reader:
            written = reader.execute("PRAGMA data_version").fetchone()
            await passing(HOUR)
            assert reader.execute("PRAGMA data_version").fetchone() == written
        assert morning.gateways["a"].looks > looks
        await site.end()

    by_the_hour(tmp_path, main)


def test_told_to_end_it_lets_what_is_on_its_way_arrive(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        gateway = morning.gateways["a"]
        site = morning.site()
        morning.show(site)
        site.start()
        await until(lambda: gateway.in_flight)
        await site.end()
        assert len(gateway.pushes) == 1
        assert RecordFile(tmp_path / FILE).records()[0].pushed_at is not None

    by_the_hour(tmp_path, main)
