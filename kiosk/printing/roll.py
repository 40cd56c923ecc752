"""Prints the list of who is in. Nothing waits: staff stand there, and are told how it went."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.backends.errors import BackendError
from kiosk.backends.ipp import IppPrinter, Job
from kiosk.backends.ipp_status import PrinterStatus
from kiosk.badge.template import Template
from kiosk.clock import Clock
from kiosk.domain.visiting import Present
from kiosk.printing.badges import PNG, chosen, encoded, hundredths, seen_through

if TYPE_CHECKING:
    from kiosk.badge.drawing import Drawing
    from kiosk.badge.listing import Listing

JOB = "Roll call"
SHEETS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
_NAMES = {"iso_a4_210x297mm": "a4", "na_letter_8.5x11in": "letter"}
_LETTER = frozenset({"us", "ca", "mx", "ph", "co", "cl", "ve", "cr", "gt", "pa", "pr", "do"})
"""Where paper is Letter (CLDR's paperSize)."""


@dataclass(frozen=True, slots=True)
class RollPrinter:
    """`paper` is that of the config, `label` what badges are printed on, with the printer's own name for it.

    `listed` and `told` make texts of who is in: for a sheet, and for labels (a title, then two lines for each).
    """

    printer: IppPrinter
    clock: Clock
    paper: str
    label: Template
    media: str
    language: str
    listed: Callable[[Sequence[Present]], "Listing"]
    told: Callable[[Sequence[Present]], tuple[str, Sequence[tuple[str, str]]]]

    async def __call__(self, present: Sequence[Present]) -> bool:
        """Whether all of it is printed, or the printer is at its last page and takes its time. Never fails."""
        try:
            status = await self.printer.status()
            if not status.ready:
                return False
            for job in await asyncio.to_thread(self._jobs, tuple(present), status):
                await seen_through(self.printer, await self.printer.print(job), self.clock)
        except BackendError:
            return False
        return True

    def _jobs(self, present: Sequence[Present], status: PrinterStatus) -> list[Job]:
        kind, dpi = chosen(status)
        sheet = self.paper or sheet_of(status.media, self.language)
        drawings = self._sheets(present, sheet, dpi) if sheet else self._labels(present, dpi)
        media = "" if sheet else self.media
        bundles = [[one] for one in drawings] if kind == PNG or not sheet else [drawings]
        return [Job(JOB, kind, encoded(kind, *one), hundredths(one[0]), media) for one in bundles]

    def _sheets(self, present: Sequence[Present], sheet: str, dpi: int) -> "list[Drawing]":
        from kiosk.badge.listing import draw_listing  # noqa: PLC0415 - Pillow, where something is printed
        from kiosk.badge.roll import Paper  # noqa: PLC0415

        return draw_listing(self.listed(present), self.language, Paper(*SHEETS[sheet], dpi))

    def _labels(self, present: Sequence[Present], dpi: int) -> "list[Drawing]":
        from kiosk.badge.roll import Line, Paper, draw_roll  # noqa: PLC0415 - Pillow, where something is printed

        title, told = self.told(present)
        paper = Paper(self.label.width, self.label.height, dpi)
        drawings = draw_roll(title, [Line(*one) for one in told], self.language, paper)
        return [one.turned() for one in drawings] if self.label.turned else drawings


def sheet_of(media: Sequence[str], language: str) -> str:
    """A4 or Letter, as the printer prefers; by the language's country where it says nothing; empty: neither fits."""
    found = next((_NAMES[one] for one in media if one in _NAMES), "")
    if found or media:
        return found
    return "letter" if _LETTER & set(language.lower().replace("_", "-").split("-")[1:]) else "a4"
