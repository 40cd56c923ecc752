"""The list of who is in on sheets of paper: everybody once, a head and a number on every page, in any script."""

from pathlib import Path

import pytest
from PIL import ImageChops

from kiosk.backends.http.address import parse_address
from kiosk.backends.ipp import IppPrinter
from kiosk.badge.drawing import Drawing
from kiosk.badge.listing import HEAD, MARGIN, ROW, Listing, draw_listing
from kiosk.badge.roll import Paper
from kiosk.badge.template import read_template
from kiosk.clock import Clock
from kiosk.printing.roll import SHEETS, RollPrinter
from tests.badge.printer import BUS, PROGRAM, ippeveprinter, printed
from tests.badge.test_roll import everybody

HEADS = ("Visitor", "Company", "Host", "Here since", "Where")
A4, LETTER = Paper(*SHEETS["a4"], 100), Paper(*SHEETS["letter"], 100)
ON_A_PAGE = {A4: 22, LETTER: 20}


def listing(count: int, text: str = "") -> Listing:
    rows = tuple((text or f"Visitor {number}", text, text, "14:12", text) for number in range(count))
    return Listing(text or "Visitors", "Spreehaus", "Friday 20 November", "2026-11-20 14:12", HEADS, rows)


def inked(drawing: Drawing, left: float, top: float, width: float, height: float) -> bool:
    """Whether there is ink in this part of the page, in millimetres."""
    edges = (left, top, left + width, top + height)
    part = drawing.image.convert("L").crop(tuple(round(edge * drawing.dpi / 25.4) for edge in edges))  # type: ignore[arg-type] # four
    return ImageChops.invert(part).getbbox() is not None


def ticks(drawing: Drawing) -> int:
    """How many boxes to tick there are."""
    fitting = range(int((drawing.millimetres[1] - 2 * MARGIN - HEAD) // ROW))
    return sum(inked(drawing, MARGIN, MARGIN + HEAD + at * ROW + 1, 4, ROW - 2) for at in fitting)


@pytest.mark.parametrize("paper", [A4, LETTER], ids=["a4", "letter"])
@pytest.mark.parametrize("count", [0, 1, 20, 23, 60])
def test_everybody_has_a_line_with_a_box_to_tick(paper: Paper, count: int) -> None:
    drawings = draw_listing(listing(count), "en", paper)
    assert len(drawings) == max(1, -(-count // ON_A_PAGE[paper]))
    assert sum(ticks(one) for one in drawings) == count


def test_every_page_has_the_head_and_a_number_of_its_own() -> None:
    one, two, three = draw_listing(listing(60), "en", A4)
    heads = [page.image.crop((0, 0, page.image.width, round(A4.dots(MARGIN + HEAD)))) for page in (one, two, three)]
    assert heads[0].tobytes() == heads[1].tobytes() == heads[2].tobytes()
    feet = [
        page.image.crop((0, round(A4.dots(272)), page.image.width, page.image.height)) for page in (one, two, three)
    ]
    assert len({foot.tobytes() for foot in feet}) == 3


@pytest.mark.parametrize("text", ["x" * 200, "玉山" * 100, "مريم العربية " * 15, "a\u0301" * 200, "Großmann-" * 20])
def test_a_text_of_any_length_and_script_stays_in_its_column_and_its_line(text: str) -> None:
    (page,) = draw_listing(listing(3, text), "ja", A4)
    assert not inked(page, 0, 0, MARGIN - 0.5, 297)
    assert not inked(page, 210 - MARGIN + 0.5, 0, MARGIN - 1, 297)
    after = MARGIN + HEAD + 3 * ROW
    assert not inked(page, 0, after + 0.5, 210, 297 - MARGIN - 6 - after)
    assert not inked(page, MARGIN + 4.7, MARGIN + HEAD + 1, 2, 8), "between box and name"


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None or BUS is None, reason="ippeveprinter or dbus-daemon is not installed")
@pytest.mark.parametrize("kinds", ["application/pdf", "image/pwg-raster"])
async def test_the_list_comes_out_of_the_printer(tmp_path: Path, kinds: str) -> None:
    with ippeveprinter(tmp_path, kinds) as port:
        printer = IppPrinter(parse_address(f"http://localhost:{port}"), "/ipp/print", Clock())
        label = read_template("62x100")
        made = RollPrinter(printer, Clock(), "", label, "", "en", lambda who: listing(len(who)), lambda _: ("", []))
        assert await made(everybody(23))
        (file,) = printed(tmp_path)
    data = file.read_bytes()
    pages = data.count(b"/Type /Page ") if file.suffix == ".pdf" else int.from_bytes(data[4 + 452 : 4 + 456])
    assert pages == 2
