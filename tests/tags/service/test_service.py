"""The service by the hour: what it draws, what it leaves alone, and that nobody's trouble is another's."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from kiosk.backends.errors import Rejected
from kiosk.domain.access import AccessKeys
from kiosk.domain.connection import Connection
from kiosk.domain.night import NightHours
from kiosk.domain.policy import Policy
from kiosk.tags.draw import Sign as Drawn
from kiosk.tags.draw import Sketch
from kiosk.tags.gateways.gateway import Pushed, Sign
from kiosk.tags.record import TagRecord
from kiosk.tags.rules import REST_SECONDS, Rules
from kiosk.tags.store import FILE, RecordFile
from tests.sync.virtual import VirtualClock, passing, simulate, until
from tests.tags.service.site import Faults, MemoryGateway, Site, agenda, binding, blank, meeting, state

HOUR = 3600.0
MORNING = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)


class Morning:
    """Two rooms, a gateway each, from ten past nine on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = VirtualClock(MORNING)
        self.gateways = {name: MemoryGateway(self.clock, Random(1)) for name in ("a", "b")}
        self.bindings = [binding("T1", "1", gateway="a"), binding("T2", "2", gateway="b")]

    def site(self, **more: object) -> Site:
        return Site(self.folder, self.clock, self.bindings, dict(self.gateways), **more)  # type: ignore[arg-type]

    def show(self, site: Site, *starts: float, room: str = "1", **more: object) -> None:
        """Both rooms are known; the one has meetings of half an hour, so many minutes after the beginning."""
        meetings = [meeting(room, MORNING + timedelta(minutes=start), 30) for start in starts]
        rooms = [agenda(one, meetings if one == room else [], self.clock.now()) for one in ("1", "2")]
        site.service.show(state(rooms, self.clock.now(), **more))


def by_the_hour(folder: Path, main: Callable[[Morning], Coroutine[None, None, None]]) -> None:
    async def all_of_it() -> None:
        await main(Morning(folder))

    simulate(all_of_it)


def record(site: Site, tag: str = "T1") -> TagRecord:
    return next(one for one in site.service.records() if one.id == tag)


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


def test_a_gateway_that_never_answers_keeps_no_other_from_its_tags(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        morning.gateways["a"].faults = Faults(hang=1.0)
        site = morning.site()
        morning.show(site)
        site.start()
        await until(lambda: record(site, "T2").shown)
        await until(lambda: record(site).problem, step=1.0)
        assert "did not answer" in (record(site).problem or "")
        assert record(site, "T2").problem is None
        morning.gateways["a"].faults = Faults()
        await until(site.settled)
        assert record(site).problem is None
        await site.end()

    by_the_hour(tmp_path, main)


class Picky(MemoryGateway):
    """Refuses one tag for good."""

    async def push(self, sign: Sign) -> Pushed:
        if sign.tag == "T1":
            raise Rejected("The picture is too large.", "Use a smaller panel.")
        return await super().push(sign)


def test_a_tag_that_is_refused_carries_its_problem_and_the_others_go_on(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        morning.gateways = {"a": Picky(morning.clock, Random(1))}
        morning.bindings = [binding("T1", "1", gateway="a"), binding("T2", "2", gateway="a")]
        site = morning.site()
        morning.show(site)
        site.start()
        await until(lambda: record(site, "T2").shown)
        assert record(site).problem == "The picture is too large. Use a smaller panel."
        assert record(site, "T2").problem is None
        await site.end()

    by_the_hour(tmp_path, main)


def test_a_drawing_that_fails_is_that_tags_problem_alone(tmp_path: Path) -> None:
    def draw(sketch: Sketch) -> Drawn:
        if sketch.face.room_id == "1":
            raise ZeroDivisionError
        return blank(sketch)

    async def main(morning: Morning) -> None:
        site = morning.site(draw=draw)
        morning.show(site)
        site.start()
        await until(lambda: record(site, "T2").shown)
        assert record(site).problem == "The sign of T1 failed unexpectedly (ZeroDivisionError)."
        await site.end()

    by_the_hour(tmp_path, main)


def test_letters_that_no_font_has_are_told_and_the_sign_is_drawn(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        site = morning.site(draw=lambda sketch: replace(blank(sketch), written_out=True))
        morning.show(site)
        site.start()
        await until(site.settled)
        assert "Latin letters stand in" in (record(site).problem or "")
        await site.end()

    by_the_hour(tmp_path, main)


def test_a_room_that_the_server_does_not_know_is_told_and_shown_as_unknown(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        site = morning.site()
        morning.show(site, unknown_rooms=("2",))
        site.start()
        await until(site.settled)
        assert record(site, "T2").problem == 'The server knows no room "2".'
        morning.show(site)
        await passing(1.0)
        assert record(site, "T2").problem is None
        await site.end()

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


def test_whoever_joins_hears_of_each_change_once(tmp_path: Path) -> None:
    async def main(morning: Morning) -> None:
        site, heard = morning.site(), list[TagRecord]()
        site.service.ledger.join(heard.append)
        morning.show(site)
        site.start()
        await until(site.settled)
        assert heard[-1] in site.service.records()
        assert len(heard) == len(set(heard))
        count = len(heard)
        await passing(60.0)
        assert len(heard) == count
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


@pytest.mark.parametrize("fault", ["down", "busy", "locked", "server", "cut", "lost_answer", "drop", "blind"])
def test_each_kind_of_failure_alone_is_survived_and_told(tmp_path: Path, fault: str) -> None:
    async def main(morning: Morning) -> None:
        gateway = morning.gateways["a"]
        setattr(gateway.faults, fault, 0.8)
        site = morning.site()
        morning.show(site)
        site.start()
        await until(site.settled, step=1.0, limit=24 * HOUR)
        assert gateway.papers["T1"].shown == record(site).face
        await asyncio.sleep(0)
        await site.end()

    by_the_hour(tmp_path, main)
