"""An access point that says little: what its table means, and that no sign is believed to be shown that is not."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.backends.errors import Declined, Garbled, NoAnswer, NotFound, ServerTrouble, Throttled, TimedOut, Unreachable
from kiosk.backends.http.address import parse_address
from kiosk.clock import Clock
from kiosk.tags.gateways.openepaperlink import SETTLED_SECONDS, OpenEPaperLink
from kiosk.tags.picture import Palette
from tests.tags.codecs.unpacking import nearest
from tests.tags.emulators.access_point import AccessPoint, Tag
from tests.tags.gateways.signs import report_of, sign
from tests.wire.scripted_server import Hang, Raw, Reply, ScriptedServer, serving


class LaterClock(Clock):
    """The system's clock, with as much added as a test lets pass."""

    later = 0.0
    at = datetime.fromtimestamp(1_800_000_000, UTC)

    def monotonic(self) -> float:
        return super().monotonic() + self.later

    def now(self) -> datetime:
        return self.at + timedelta(seconds=self.later)


class Bench:
    """An access point with one tag, and a driver for it."""

    def __init__(self, server: ScriptedServer, ap: AccessPoint) -> None:
        self.server, self.ap, self.clock = server, ap, LaterClock()
        (self.tag,) = ap.add()
        self.made = list[OpenEPaperLink]()
        self.driver = self.another()

    def another(self, deadline: float = 10.0) -> OpenEPaperLink:
        """A driver as after a restart of the program."""
        self.made.append(OpenEPaperLink(parse_address(self.server.url), self.clock, deadline=deadline))
        return self.made[-1]

    async def shown(self) -> str | None:
        return (await report_of(self.driver, self.tag.mac)).shown


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    ap = AccessPoint()
    async with serving(ap) as server:
        made = Bench(server, ap)
        yield made
        for driver in made.made:
            await driver.aclose()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
async def test_the_picture_arrives_turned_with_every_pixel_in_its_ink(bench: Bench, rotation: int) -> None:
    pushed = sign(bench.tag.mac, palette=Palette.BWR, rotation=rotation)  # type: ignore[arg-type]
    await bench.driver.push(pushed)
    (upload,) = bench.ap.uploads
    assert nearest(upload["file"], Palette.BWR) == pushed.mounted
    assert (upload["mac"], upload["dither"], upload["rotate"]) == (bench.tag.mac.encode(), b"0", b"0")


async def test_a_sign_counts_as_shown_once_the_tag_has_taken_it(bench: Bench) -> None:
    assert not (await bench.driver.push(sign(bench.tag.mac))).shown
    report = await report_of(bench.driver, bench.tag.mac)
    assert (report.shown, report.waiting) == (None, True)
    bench.ap.calls(bench.tag)
    report = await report_of(bench.driver, bench.tag.mac)
    assert (report.shown, report.waiting) == ("a1", False)
    assert await bench.shown() == "a1", "and it goes on being so"


async def test_a_dropped_picture_is_never_taken_for_shown_and_comes_with_the_next_push(bench: Bench) -> None:
    await bench.driver.push(sign(bench.tag.mac))
    bench.ap.calls(bench.tag, takes=False)
    bench.clock.later = 60
    report = await report_of(bench.driver, bench.tag.mac)
    assert (report.shown, report.waiting) == (None, False)
    await bench.driver.push(sign(bench.tag.mac))
    bench.ap.calls(bench.tag)
    assert await bench.shown() == "a1"


async def test_a_picture_that_the_tag_shows_already_is_ignored_there_and_found_out(bench: Bench) -> None:
    await bench.driver.push(sign(bench.tag.mac))
    bench.ap.calls(bench.tag)
    count = bench.tag.updates
    bench.driver = bench.another()
    await bench.driver.push(sign(bench.tag.mac))
    assert await bench.shown() is None, "not before the access point has had time to look at it"
    bench.clock.later = SETTLED_SECONDS
    assert await bench.shown() == "a1"
    assert bench.tag.updates == count


async def test_an_acknowledgement_that_came_while_the_program_was_down_is_found(bench: Bench) -> None:
    mark = (await bench.driver.push(sign(bench.tag.mac))).mark
    bench.ap.calls(bench.tag)
    bench.driver = bench.another()
    bench.driver.remember(bench.tag.mac, "a1", mark)
    assert await bench.shown() == "a1"


async def test_where_two_signs_were_on_their_way_the_newer_is_not_believed_until_it_is_certain(bench: Bench) -> None:
    await bench.driver.push(sign(bench.tag.mac, "old"))
    await bench.driver.push(sign(bench.tag.mac, "new"))
    del bench.tag.queue[1:]
    bench.ap.calls(bench.tag)
    assert await bench.shown() is None, "the tag shows the old one"
    await bench.driver.push(sign(bench.tag.mac, "new"))
    bench.ap.calls(bench.tag)
    assert await bench.shown() == "new"


async def test_a_sign_that_was_shown_before_is_known_again_by_its_hash(bench: Bench) -> None:
    for face in ("one", "two", "one"):
        await bench.driver.push(sign(bench.tag.mac, face))
        bench.ap.calls(bench.tag)
        assert await bench.shown() == face


async def test_what_somebody_else_puts_on_the_tag_is_noticed(bench: Bench) -> None:
    await bench.driver.push(sign(bench.tag.mac))
    bench.ap.calls(bench.tag)
    assert await bench.shown() == "a1"
    bench.tag.hash, bench.tag.updates = "f" * 32, bench.tag.updates + 1
    assert await bench.shown() is None


async def test_a_busy_access_point_asks_for_patience_and_keeps_what_it_had(bench: Bench) -> None:
    await bench.driver.push(sign(bench.tag.mac, "old"))
    bench.ap.busy = 1
    with pytest.raises(Throttled) as no:
        await bench.driver.push(sign(bench.tag.mac, "new"))
    assert no.value.retry_after > 0
    bench.ap.calls(bench.tag)
    assert await bench.shown() == "old"


async def test_a_refused_upload_is_never_taken_for_one_that_changed_nothing(bench: Bench) -> None:
    bench.ap.busy = 1
    with pytest.raises(Throttled):
        await bench.driver.push(sign(bench.tag.mac))
    bench.clock.later = 3600
    assert await bench.shown() is None


@pytest.mark.parametrize("lost", [Raw(), Hang(), Reply(status=500)])
async def test_an_upload_whose_answer_was_lost_is_still_acknowledged(bench: Bench, lost: Raw | Hang | Reply) -> None:
    bench.driver = bench.another(deadline=1.0)
    bench.ap.after_taking = [lost, lost]
    with pytest.raises(NoAnswer):
        await bench.driver.push(sign(bench.tag.mac))
    bench.ap.after_taking.clear()
    bench.ap.calls(bench.tag)
    assert await bench.shown() == "a1"
    bench.server.close_connections()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Raw(), Unreachable),
        (Raw((b"HTTP/1.1 200 X\r\nContent-Length: 99\r\n\r\n{",)), Garbled),
        (Hang(), TimedOut),
        (Reply(status=502), ServerTrouble),
        (Reply(b"<html>"), Garbled),
        (Reply(b'{"tags": 5}'), Garbled),
    ],
)
async def test_what_goes_wrong_has_a_name(bench: Bench, answer: Raw | Hang | Reply, error: type[NoAnswer]) -> None:
    driver = bench.another(deadline=0.5)
    bench.ap.instead = [answer, answer]
    with pytest.raises(error):
        await driver.look()
    bench.server.close_connections()


async def test_it_goes_on_after_the_access_point_was_restarted(bench: Bench) -> None:
    await bench.driver.push(sign(bench.tag.mac))
    bench.server.close_connections()
    bench.tag.queue.clear()
    await bench.driver.push(sign(bench.tag.mac))
    bench.ap.calls(bench.tag)
    assert await bench.shown() == "a1"


async def test_an_unknown_tag_is_for_a_person(bench: Bench) -> None:
    with pytest.raises(NotFound) as no:
        await bench.driver.push(sign("0" * 16))
    assert isinstance(no.value, Declined)


@pytest.mark.parametrize("count", [1, 10, 11, 255, 256, 300, 600])
async def test_all_tags_are_found_though_pages_wrap_at_a_byte(bench: Bench, count: int) -> None:
    tags = [bench.tag, *bench.ap.add(count - 1)]
    await bench.driver.push(sign(tags[-1].mac))
    before = len(bench.server.requests)
    reports = {report.tag for report in await bench.driver.look()}
    assert len(bench.server.requests) - before <= 29, "the pages end"
    assert reports >= {tag.mac for tag in tags[:250]} | {tags[-1].mac}


@pytest.mark.parametrize(("sent", "told"), [(2950, 2950), (0, None), (1337, None), (2600, None)])
async def test_a_battery_that_is_not_known_is_not_made_up(bench: Bench, sent: int, told: int | None) -> None:
    bench.tag.battery = sent
    assert (await report_of(bench.driver, bench.tag.mac)).battery_millivolts == told


async def test_a_tag_that_stays_away_is_offline_and_one_never_heard_of_unknown(bench: Bench) -> None:
    assert (await report_of(bench.driver, bench.tag.mac)).online is None
    bench.ap.calls(bench.tag)
    report = await report_of(bench.driver, bench.tag.mac)
    assert report.online is True
    assert report.calls_at == datetime.fromtimestamp(bench.ap.now + 60, UTC)
    bench.clock.later = 4000
    assert (await report_of(bench.driver, bench.tag.mac)).online is False


async def test_a_row_that_cannot_be_read_hides_only_itself(bench: Bench) -> None:
    broken = Tag("x")
    broken.hash = 5  # type: ignore[assignment]
    bench.ap.tags = {"x": broken, **bench.ap.tags}
    assert [report.tag for report in await bench.driver.look()] == [bench.tag.mac]
