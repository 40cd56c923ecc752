"""The service in trouble: nobody's is another's, and each is told."""

import asyncio
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from kiosk.backends.errors import Rejected
from kiosk.tags.draw import Sign as Drawn
from kiosk.tags.draw import Sketch
from kiosk.tags.gateways.gateway import Pushed, Sign
from tests.sync.virtual import passing, until
from tests.tags.service.morning import HOUR, Morning, by_the_hour, record
from tests.tags.service.site import Faults, MemoryGateway, binding, blank


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
