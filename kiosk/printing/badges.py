"""Badges as the config describes them: what waits in the outbox for an arrival, and how it comes out of the printer."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kiosk.backends.errors import Rejected, ServerTrouble
from kiosk.backends.http.address import InsecureAddress, parse_address
from kiosk.backends.ipp import IppPrinter, Job, JobState
from kiosk.backends.ipp_status import PrinterStatus
from kiosk.badge.badge import Badge, badge_in, badge_of, body_of
from kiosk.badge.template import Template, TemplateError, read_template
from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.config.hosts import PrinterConfig
from kiosk.domain.visit import Visit
from kiosk.settings import Settings
from kiosk.sync.delivery_lane import Deliverer
from kiosk.sync.outbox_item import Draft, Item, Lane

if TYPE_CHECKING:
    from kiosk.badge.drawing import Drawing

BADGE = "badge.print"
USEFUL_FOR = timedelta(minutes=20)
WATCHED_SECONDS = 20.0
PDF, RASTER, PNG = "application/pdf", "image/pwg-raster", "image/png"
_LOOK_EVERY = 0.5
_IPP_PORT, _DPI = 631, 300


@dataclass(frozen=True, slots=True)
class Printing:
    """`deliverers` join those of the outbox's `Delivery`; `drafts` go into it together with the arrival."""

    deliverers: Mapping[Lane, Deliverer]
    language: str
    printer: IppPrinter | None = None

    def drafts(self, visit: Visit, at: datetime, key: str) -> tuple[Draft, ...]:
        """What prints the visitor's badge; nothing where there is no printer. `key` is that of the arrival."""
        if self.printer is None:
            return ()
        return (Draft(Lane(BADGE), key, body_of(badge_of(visit, at, self.language)), at + USEFUL_FOR),)


class BadgePress:
    """Prints badges on one printer, each once as far as the printer's own list of jobs tells."""

    def __init__(
        self, printer: IppPrinter, template: Template, config: PrinterConfig, language: str, clock: Clock
    ) -> None:
        self._printer = printer
        self._template = template
        self._config = config
        self._language = language
        self._clock = clock

    async def deliver(self, item: Item) -> None:
        """Print it, and see it through where that is soon. Raises `BackendError`: later, while it is not ready."""
        status = await self._printer.status()
        if not status.ready:
            raise ServerTrouble(f"{self._printer.name} does not print: {status.why}.", "Look at the printer.")
        kind, data, size = await asyncio.to_thread(self._drawn, badge_in(item.body), status)
        job = Job(job_name(item.key), kind, data, size, self._config.media, self._config.copies)
        await seen_through(self._printer, await self._printer.print(job), self._clock)

    async def already(self, item: Item) -> bool:
        """Whether an earlier try got as far as the printer."""
        return await self._printer.has(job_name(item.key))

    def _drawn(self, badge: Badge, status: PrinterStatus) -> tuple[str, bytes, tuple[int, int]]:
        from kiosk.badge.drawing import draw  # noqa: PLC0415 - Pillow, where something is printed

        kind, dpi = chosen(status)
        drawing = draw(self._template, badge, self._language, dpi)
        drawing = drawing.turned() if self._template.turned else drawing
        return kind, encoded(kind, drawing), hundredths(drawing)


async def seen_through(printer: IppPrinter, number: int, clock: Clock) -> None:
    """Return once a job is printed; one that takes its time is the printer's from here on. Raises `BackendError`."""
    until = clock.monotonic() + WATCHED_SECONDS
    while (state := await printer.job(number)) is not JobState.COMPLETED:
        if state is JobState.ABORTED:
            raise ServerTrouble(f"{printer.name} gave a job up.", "Look at the printer.")
        if state is JobState.CANCELED:
            raise Rejected("Somebody took a job out of the printer's queue.")
        if clock.monotonic() >= until:
            return
        await clock.sleep(_LOOK_EVERY)


def chosen(status: PrinterStatus) -> tuple[str, int]:
    """In which form, and with how many dots to an inch; a PDF where it says nothing of its forms."""
    if PDF in status.formats or not status.formats:
        return PDF, _DPI
    if RASTER in status.formats and (not status.raster_kinds or "sgray_8" in status.raster_kinds):
        return RASTER, min(status.raster_dpi or (_DPI,), key=lambda dpi: abs(dpi - _DPI))
    if PNG in status.formats:
        return PNG, _DPI
    raise Rejected("The printer takes neither PDF, nor PWG raster, nor PNG.", "Print through a queue of CUPS.")


def encoded(kind: str, *drawings: "Drawing") -> bytes:
    """The drawings in one of the forms, a page each; a PNG holds one."""
    from kiosk.badge.files import pdf, png  # noqa: PLC0415 - Pillow, where something is printed
    from kiosk.badge.raster import pwg  # noqa: PLC0415

    if kind == PNG:
        (drawing,) = drawings
        return png(drawing)
    return {PDF: pdf, RASTER: pwg}[kind](*drawings)


def hundredths(drawing: "Drawing") -> tuple[int, int]:
    """How wide and how high it is, in hundredths of a millimetre."""
    across, down = drawing.millimetres
    return round(across * 100), round(down * 100)


def job_name(key: str) -> str:
    """What a badge is called in the printer's queue: nothing of the visitor."""
    return f"Badge {sha256(key.encode()).hexdigest()[:12]}"


def open_printing(settings: Settings, clock: Clock) -> Printing:
    """Raises ConfigError for an address or a label that cannot be used."""
    config = settings.config.printer
    language = config.language or settings.config.panel.language
    if not config.url:
        return Printing({}, language)
    printer, template = printer_at(config.url, config, settings.file, clock), label_of(config.label, settings.file)
    press = BadgePress(printer, template, config, language, clock)
    return Printing({Lane(BADGE): Deliverer(press.deliver, press.already)}, language, printer)


def label_of(name: str, file: str) -> Template:
    """The label. Raises ConfigError."""
    try:
        return read_template(name)
    except TemplateError as wrong:
        raise ConfigError(file, "[printer] label", f'"{name}"', str(wrong)) from None


def list_printer(settings: Settings, clock: Clock) -> IppPrinter | None:
    """What lists are printed on, None where nothing is. Raises ConfigError."""
    config = settings.config.printer
    url = config.list_url or config.url
    return printer_at(url, config, settings.file, clock) if url else None


def printer_at(url: str, config: PrinterConfig, file: str, clock: Clock) -> IppPrinter:
    """The printer of an address. Raises ConfigError where the way there may not be used."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    scheme = "https" if parts.scheme == "ipps" else "http"
    try:
        address = parse_address(f"{scheme}://{host}:{parts.port or _IPP_PORT}", allow_plain_http=config.allow_plain_ipp)
    except InsecureAddress:
        expected = "ipps:// (or allow_plain_ipp, and anyone on the way reads what is printed)"
        raise ConfigError(file, "[printer] url", f'"{url}"', expected) from None
    return IppPrinter(address, parts.path, clock)
