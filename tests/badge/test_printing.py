"""A badge from the outbox to paper: on CUPS' own test printer, and on one that is out of paper, slow, or says no."""

import logging
import struct
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.backends import ipp_message as ipp
from kiosk.backends.errors import BackendError, Garbled, NotAllowed, Rejected, ServerTrouble, Unreachable
from kiosk.backends.http.address import parse_address
from kiosk.backends.ipp import IppPrinter, Job
from kiosk.backends.ipp_status import PrinterStatus
from kiosk.badge.badge import body_of, sample_badge
from kiosk.badge.drawing import Drawing, draw
from kiosk.badge.raster import pwg
from kiosk.badge.template import read_template
from kiosk.clock import Clock
from kiosk.config import Config
from kiosk.config.file import ConfigError, parse
from kiosk.printing.badges import Printing, chosen, job_name, open_printing
from kiosk.settings import Settings
from kiosk.sync.delivery import Delivery
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_file import OutboxFile
from tests.badge.printer import BUS, PROGRAM, Printer, ippeveprinter, printed
from tests.messages.test_mail import AT, visit
from tests.wire.scripted_server import Reply, ScriptedServer, serving

VISIT = replace(visit("Canary Ada"), uid="U-4711")
needs_printer = pytest.mark.skipif(
    PROGRAM is None or BUS is None, reason="ippeveprinter (cups-ipp-utils) or dbus-daemon is not installed"
)


class Later(Clock):
    """A clock at the arrival."""

    def now(self) -> datetime:
        return AT


@pytest.fixture(autouse=True)
def _no_name_in_any_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    assert "Canary" not in caplog.text


def printing(url: str, **more: object) -> Printing:
    config = parse({"printer": {"url": url, **more}}, "test.toml")
    assert isinstance(config, Config)
    return open_printing(Settings(config, "test.toml", demo=False, environment={}), Later())


def outbox(folder: Path) -> Outbox:
    return Outbox(OutboxFile(folder / "outbox.sqlite", Later()), Later())


async def flushed(box: Outbox, way: Printing) -> None:
    await Delivery(box, way.deliverers, Later(), Random(1)).flush(60.0)


def own(printer: Printer) -> AbstractAsyncContextManager[ScriptedServer]:
    return serving(printer)


def at(server: ScriptedServer) -> str:
    return f"ipp://127.0.0.1:{server.port}/ipp/print"


@needs_printer
@pytest.mark.slow
@pytest.mark.parametrize(
    ("kinds", "suffix"), [("application/pdf,image/png", ".pdf"), ("image/pwg-raster", ".pwg"), ("image/png", ".png")]
)
async def test_a_badge_comes_out_of_the_printer_once(tmp_path: Path, kinds: str, suffix: str) -> None:
    with ippeveprinter(tmp_path, kinds) as port:
        way, box = printing(f"ipp://localhost:{port}/ipp/print"), outbox(tmp_path)
        await box.put(*way.drafts(VISIT, AT, "k-1"))
        await flushed(box, way)
        assert await box.items() == ()
        (item,) = way.drafts(VISIT, AT, "k-1")
        assert way.printer is not None
        assert await way.printer.has(job_name(item.key)), "a second try would be told that it is there"
        (paper,) = printed(tmp_path)
    assert paper.suffix == suffix
    if suffix == ".png":
        assert [one.text for one in zxingcpp.read_barcodes(Image.open(paper).convert("L"))] == ["U-4711"]
    assert "anary" not in paper.name


@pytest.mark.parametrize(
    ("printer", "why"),
    [
        (Printer(reasons=("media-empty",)), "out of paper"),
        (Printer(reasons=("media-low-warning", "cover-open-error")), "its cover is open"),
        (Printer(reasons=("offline-report",), state=5), "stopped"),
        (Printer(accepting=False), "it takes no jobs"),
    ],
)
async def test_a_printer_that_is_not_ready_is_given_nothing_until_it_is(
    tmp_path: Path, printer: Printer, why: str
) -> None:
    async with own(printer) as server:
        way, box = printing(at(server)), outbox(tmp_path)
        assert way.printer is not None
        assert (await way.printer.status()).why == why
        await box.put(*way.drafts(VISIT, AT, "k-1"))
        await flushed(box, way)
        assert printer.documents == []
        printer.reasons, printer.state, printer.accepting = ("media-low-warning",), 3, True
        await flushed(box, way)
        await flushed(box, way)
    assert len(printer.documents) == 1
    assert await box.items() == ()


async def test_a_badge_that_had_reached_the_printer_before_a_power_cut_is_not_printed_again(tmp_path: Path) -> None:
    printer = Printer()
    async with own(printer) as server:
        way, box = printing(at(server)), outbox(tmp_path)
        await box.put(*way.drafts(VISIT, AT, "k-1"))
        (item,) = await box.items()
        await box.begin(item)
        printer.jobs = [(job_name("k-1"), 9)]
        await flushed(box, way)
    assert printer.documents == []
    assert await box.items() == ()


async def test_a_badge_that_the_printer_gave_up_is_printed_again_and_one_that_was_taken_out_is_not(
    tmp_path: Path,
) -> None:
    printer = Printer(next_states=[5, 8])
    async with own(printer) as server:
        way, box = printing(at(server)), outbox(tmp_path)
        await box.put(*way.drafts(VISIT, AT, "k-1"))
        await flushed(box, way)
        printer.next_states = [9]
        await flushed(box, way)
        assert len(printer.documents) == 2
        await box.put(*way.drafts(VISIT, AT, "k-2"))
        printer.next_states = [7]
        await flushed(box, way)
        (aside,) = await box.items()
    assert (aside.key, aside.state) == ("k-2", "refused")


@pytest.mark.parametrize(
    ("status", "error"), [(0x0507, ServerTrouble), (0x0403, NotAllowed), (0x040A, Rejected), (0x0411, Rejected)]
)
async def test_a_no_of_the_printer_has_a_name(status: int, error: type[BackendError]) -> None:
    async with own(Printer(status=status)) as server:
        printer = IppPrinter(parse_address(server.url), "/ipp/print", Clock())
        with pytest.raises(error) as no:
            await printer.print(Job("Badge 1", "application/pdf", b"%PDF canary", (6200, 10000)))
    assert f"{status:#06x}" in no.value.sentence


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(b"", 404), ServerTrouble),
        (Reply(b"", 401), NotAllowed),
        (Reply(b"", 426), NotAllowed),
        (Reply(b"{}"), Garbled),
        (Reply(b"<html>", headers={"Content-Type": "text/html"}), Garbled),
    ],
)
async def test_what_is_no_printer_says_so(reply: Reply, error: type[BackendError]) -> None:
    async with serving(lambda _: reply) as server:
        with pytest.raises(error):
            await IppPrinter(parse_address(server.url), "/ipp/print", Clock()).status()
    with pytest.raises(Unreachable):
        await IppPrinter(parse_address("http://127.0.0.1:9"), "/ipp/print", Clock()).status()


async def test_the_label_goes_in_as_the_printer_takes_it(tmp_path: Path) -> None:
    printer = Printer()
    async with own(printer) as server:
        way, box = printing(at(server), label="89x36", copies=2), outbox(tmp_path)
        await box.put(*way.drafts(VISIT, AT, "k-1"))
        await flushed(box, way)
    (body,) = printer.documents
    head = ipp.answer(body[: body.index(b"%PDF")])
    wishes = dict(head.groups)[ipp.JOB]
    assert wishes["copies"] == (2,)
    assert wishes["media-col"] == ({"media-size": ({"x-dimension": (3600,), "y-dimension": (8900,)},)},)
    assert b"Canary" not in body


def test_pdf_goes_before_raster_and_raster_in_the_dots_that_there_are() -> None:
    def status(*formats: str, dpi: tuple[int, ...] = (), kinds: tuple[str, ...] = ()) -> tuple[str, int]:
        return chosen(PrinterStatus("", frozenset(formats), dpi, frozenset(kinds)))

    assert status("image/pwg-raster", "application/pdf") == ("application/pdf", 300)
    assert status("image/pwg-raster", dpi=(203, 600)) == ("image/pwg-raster", 203)
    assert status("image/pwg-raster", "image/png", kinds=("black_1",)) == ("image/png", 300)
    assert status() == ("application/pdf", 300)
    with pytest.raises(Rejected):
        status("application/postscript")


def unpacked(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and dots of a PWG raster page."""
    assert data[:4] == b"RaS2"
    header, at_byte = data[4:1800], 1800
    wide, high = struct.unpack_from(">II", header, 372)
    rows = bytearray()
    while at_byte < len(data):
        same, at_byte, line = data[at_byte] + 1, at_byte + 1, bytearray()
        while len(line) < wide:
            count, at_byte = data[at_byte], at_byte + 1
            assert count < 128
            line += bytes([data[at_byte]]) * (count + 1)
            at_byte += 1
        assert len(line) == wide
        rows += bytes(line) * same
    return wide, high, bytes(rows)


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_raster_holds_the_page_dot_for_dot(dpi: int) -> None:
    drawing = draw(read_template("62x100"), sample_badge(AT, "en"), "en", dpi)
    page = pwg(drawing)
    assert unpacked(page) == (*drawing.image.size, drawing.image.convert("L").tobytes())
    assert struct.unpack_from(">II", page, 4 + 276) == (dpi, dpi)
    assert struct.unpack_from(">II", page, 4 + 352) == (176, 283)
    tall = Drawing(Image.new("1", (300, 700), 1), 300, (25.4, 59.3))
    assert unpacked(pwg(tall)) == (300, 700, b"\xff" * 210_000)


@given(st.binary(max_size=200))
def test_no_bytes_are_mistaken(data: bytes) -> None:
    try:
        ipp.answer(data)
    except ValueError:
        return


def test_a_badge_waits_with_nothing_but_its_texts() -> None:
    (draft,) = printing("ipp://localhost/printers/badges").drafts(VISIT, AT, "k-1")
    assert b"Canary Ada" in draft.body
    assert "Canary" not in repr(draft)
    assert body_of(sample_badge(AT, "en"))
    assert printing("").drafts(VISIT, AT, "k-1") == ()


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"url": "ipp://printer.example/ipp/print"}, "url"),
        ({"url": "http://localhost/x"}, "url"),
        ({"url": "ipp://localhost/x", "label": "63x100"}, "label"),
    ],
)
def test_what_cannot_be_used_is_named(more: dict[str, str], key: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        printing(**more)
    assert wrong.value.key == f"[printer] {key}"
