"""The list of who is in on paper: everybody once, in any script, on labels of any size, and told how it went."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from PIL import Image, ImageChops

from kiosk.backends.http.address import parse_address
from kiosk.backends.ipp import IppPrinter
from kiosk.badge.listing import Listing
from kiosk.badge.roll import Line, Paper, draw_roll
from kiosk.badge.template import read_template
from kiosk.clock import Clock
from kiosk.domain.visiting import Present
from kiosk.printing.roll import JOB, RollPrinter
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


def roll_printer(url: str, paper: str = "", language: str = "en") -> RollPrinter:
    def listed(present: Sequence[Present]) -> Listing:
        rows = tuple((one.visit.code, "", "", "", "") for one in present)
        return Listing(f"{len(present)} visitors", "", "", "", ("Visitor", "Company", "Host", "Since", "Where"), rows)

    def told(present: Sequence[Present]) -> tuple[str, list[tuple[str, str]]]:
        return f"{len(present)} visitors", [(one.visit.code, "") for one in present]

    printer = IppPrinter(parse_address(url), "/printers/badges", Clock())
    return RollPrinter(printer, Clock(), paper, read_template("62x100"), "", language, listed, told)


def everybody(count: int) -> list[Present]:
    return [Present(visit(number), AT) for number in range(count)]


async def test_a_printer_of_labels_gets_every_label_and_no_name_in_its_queue() -> None:
    script = Printer(media=("om_62x100mm_62x100mm", "oe_4x6-label_4x6in"))
    async with serving(script) as server:
        taken = await roll_printer(server.url)(everybody(20))
    assert taken
    assert len(script.documents) > 1
    assert all(b"%PDF" in document for document in script.documents)
    assert {name for name, _ in script.jobs} == {JOB}


@pytest.mark.parametrize(
    ("media", "paper", "language", "size"),
    [
        (("iso_a4_210x297mm",), "", "en", "595.276 841.890"),
        (("na_letter_8.5x11in", "iso_a4_210x297mm"), "", "de", "612.000 792.000"),
        (("om_62x100mm_62x100mm", "na_letter_8.5x11in"), "", "de", "612.000 792.000"),
        (("iso_a4_210x297mm",), "letter", "en", "612.000 792.000"),
        ((), "", "en", "595.276 841.890"),
        ((), "", "en-US", "612.000 792.000"),
        ((), "", "fr_CA", "612.000 792.000"),
        ((), "a4", "en-US", "595.276 841.890"),
    ],
)
async def test_an_office_printer_gets_pages_of_its_own_paper_in_one_job(
    media: tuple[str, ...], paper: str, language: str, size: str
) -> None:
    script = Printer(media=media)
    async with serving(script) as server:
        assert await roll_printer(server.url, paper, language)(everybody(60))
    (document,) = script.documents
    assert document.count(f"/MediaBox [0 0 {size}]".encode()) == 3
    assert b"/Count 3" in document
    assert {name for name, _ in script.jobs} == {JOB}


async def test_a_printer_of_pictures_gets_a_job_a_page() -> None:
    script = Printer(formats=("image/png",), media=("iso_a4_210x297mm",))
    async with serving(script) as server:
        assert await roll_printer(server.url)(everybody(60))
    assert len(script.documents) == 3


@pytest.mark.parametrize("script", [Printer(accepting=False), Printer(state=5, reasons=("media-empty-error",))])
async def test_a_printer_that_cannot_is_told_of(script: Printer) -> None:
    async with serving(script) as server:
        assert not await roll_printer(server.url)(everybody(1))
    assert script.documents == []


async def test_a_printer_that_says_no_or_is_gone_is_told_of_too() -> None:
    async with serving(Printer(status=0x0401)) as server:
        printer = roll_printer(server.url)
        assert not await printer(everybody(1))
    assert not await printer(everybody(1))
