"""Prints the list of who is in on the badges' printer. Nothing waits: staff stand there, and are told how it went."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.backends.errors import BackendError
from kiosk.backends.ipp import IppPrinter, Job
from kiosk.backends.ipp_status import PrinterStatus
from kiosk.badge.template import Template
from kiosk.domain.visiting import Present
from kiosk.printing import chosen, encoded

JOB = "Roll call"


@dataclass(frozen=True, slots=True)
class RollPrinter:
    """`title` is the list's, made when it is printed; `told` makes a name and what is told of it of a visitor."""

    printer: IppPrinter
    label: Template
    language: str
    media: str
    title: Callable[[int], str]
    told: Callable[[Present], tuple[str, str]]

    async def __call__(self, present: Sequence[Present]) -> bool:
        """Whether the printer took all of it. Never fails."""
        try:
            status = await self.printer.status()
            if not status.ready:
                return False
            for job in await asyncio.to_thread(self._jobs, tuple(present), status):
                await self.printer.print(job)
        except BackendError:
            return False
        return True

    def _jobs(self, present: Sequence[Present], status: PrinterStatus) -> list[Job]:
        from kiosk.badge.roll import Line, Paper, draw_roll  # noqa: PLC0415 - Pillow, where something is printed

        kind, dpi = chosen(status)
        lines = [Line(*self.told(one)) for one in present]
        drawings = draw_roll(
            self.title(len(lines)), lines, self.language, Paper(self.label.width, self.label.height, dpi)
        )
        if self.label.turned:
            drawings = [one.turned() for one in drawings]
        sizes = [(round(one.millimetres[0] * 100), round(one.millimetres[1] * 100)) for one in drawings]
        return [Job(JOB, kind, encoded(kind, one), size, self.media) for one, size in zip(drawings, sizes, strict=True)]
