"""The list of who is in on paper: everybody once, in any script, on labels of any size, and told how it went."""

from datetime import UTC, datetime

import pytest
from PIL import Image, ImageChops

from kiosk.backends.http.address import parse_address
from kiosk.backends.ipp import IppPrinter
from kiosk.badge.roll import Line, Paper, draw_roll
from kiosk.badge.template import read_template
from kiosk.clock import Clock
from kiosk.domain.visiting import Present
from kiosk.printing_roll import JOB, RollPrinter
from tests.badge.printer import Printer
from tests.visits.house import visit
from tests.wire.scripted_server import serving

LABEL = Paper(62, 100, 100)
AT = datetime(2026, 11, 20, 13, 12, tzinfo=UTC)


def lines(count: int) -> list[Line]:
    return [Line(f"Visitor {number}", f"since 13:{number:02}") for number in range(count)]


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.invert(image.convert("L")).getbbox()


@pytest.mark.parametrize(("count", "labels"), [(0, 1), (1, 1), (9, 1), (10, 2), (30, 4)])
def test_everybody_has_a_place(count: int, labels: int) -> None:
    drawings = draw_roll("Visitors", lines(count), "en", LABEL)
    assert len(drawings) == labels
    assert {one.image.size for one in drawings} == {(244, 394)}


@pytest.mark.parametrize("text", ["x" * 500, "玉山 " * 60, "مريم العربية " * 30, "a\u0301" * 300, "", "W"])
def test_nothing_reaches_the_edge_of_the_label(text: str) -> None:
    for one in draw_roll(text, [Line(text, text)] * 8, "ja", LABEL):
        box = ink(one.image)
        if box is not None:
            margin = LABEL.dots(2)
            assert box[0] >= margin
            assert box[2] <= one.image.width - margin
            assert box[3] <= one.image.height


def test_two_lists_differ() -> None:
    one, two = (draw_roll("Visitors", [Line(name, "")], "en", LABEL)[0].image for name in ("Ada", "Grace"))
    assert ImageChops.difference(one.convert("L"), two.convert("L")).getbbox() is not None


def roll_printer(url: str) -> RollPrinter:
    printer = IppPrinter(parse_address(url), "/printers/badges", Clock())
    return RollPrinter(
        printer, read_template("62x100"), "en", "", lambda count: f"{count} visitors", lambda one: (one.visit.code, "")
    )


async def test_the_printer_gets_every_label_and_no_name_in_its_queue() -> None:
    script = Printer()
    async with serving(script) as server:
        taken = await roll_printer(server.url)([Present(visit(number), AT) for number in range(20)])
    assert taken
    assert len(script.documents) > 1
    assert all(b"%PDF" in document for document in script.documents)
    assert {name for name, _ in script.jobs} == {JOB}


@pytest.mark.parametrize("script", [Printer(accepting=False), Printer(state=5, reasons=("media-empty-error",))])
async def test_a_printer_that_cannot_is_told_of(script: Printer) -> None:
    async with serving(script) as server:
        assert not await roll_printer(server.url)([Present(visit(), AT)])
    assert script.documents == []


async def test_a_printer_that_says_no_or_is_gone_is_told_of_too() -> None:
    async with serving(Printer(status=0x0401)) as server:
        printer = roll_printer(server.url)
        assert not await printer([Present(visit(), AT)])
    assert not await printer([Present(visit(), AT)])
