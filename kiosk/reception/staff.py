"""What staff reach at the reception, put together: the PIN's lock, the desk's list, the outbox. Knows nothing of Qt."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.clock import Clock
from kiosk.domain.visit_names import in_order
from kiosk.domain.visiting import Present
from kiosk.flows.host import SheetHost, Spawn, Surface
from kiosk.flows.staff import StaffFlow, StaffRoom
from kiosk.messages.open import KINDS
from kiosk.phrases.staff import StaffPhrases
from kiosk.printing.badges import BADGE, label_of, list_printer
from kiosk.printing.roll import RollPrinter
from kiosk.roll_call import FILE
from kiosk.settings import Settings, data_dir, panel_zone
from kiosk.setup.files import write_whole
from kiosk.setup.pin import PinFiles, PinLock
from kiosk.sync.outbox_item import Waiting
from kiosk.visits.desk import KIND, VisitDesk
from kiosk.wording import Words

if TYPE_CHECKING:
    from kiosk.badge.listing import Listing


class Backroom:
    """Implements `Backstage` over the desk; the list is kept as one file of mode 0600, the last one only."""

    def __init__(self, desk: VisitDesk, folder: Path) -> None:
        self._desk = desk
        self._folder = folder

    async def present(self) -> tuple[Present, ...]:
        """Who is in, offline too, as they are called out and looked for: by name, who has none last."""
        return tuple(sorted(await self._desk.present(), key=lambda one: in_order(one.visit.visitor)))

    async def waiting(self) -> tuple[Waiting, ...]:
        """What is on its way."""
        return await self._desk.book.outbox.waiting()

    async def send_again(self) -> None:
        """Let what could not be delivered wait again."""
        await self._desk.book.outbox.send_again((KIND, *KINDS, BADGE))

    async def check_out(self, one: Present) -> None:
        """They have left, without a word at the desk."""
        await self._desk.check_out(one.visit)

    async def save(self, text: str) -> str:
        """Put the list in the place of the last one."""
        await asyncio.to_thread(write_whole, self._folder / FILE, text)
        return FILE


class Staff:
    """The sheet of those who work here; `run` closes it when nobody touches it."""

    def __init__(self, host: SheetHost, room: StaffRoom) -> None:
        self.host = host
        self._room = room
        self.run = host.run

    def open(self) -> None:
        """Ask for the PIN."""
        if not self.host.busy:
            self.host.open(StaffFlow(self._room))


def staff_of(settings: Settings, clock: Clock, desk: VisitDesk, words: Words, surface: Surface, spawn: Spawn) -> Staff:
    """The staff's side of this reception."""
    config = settings.config
    lock = PinLock(PinFiles(data_dir(settings), config.panel.pin_hash), clock)
    says = StaffPhrases(words, ZoneInfo(panel_zone(config)))
    room = StaffRoom(lock, Backroom(desk, data_dir(settings)), says, clock.now, _paper(settings, clock, says))
    return Staff(SheetHost(surface, clock, spawn), room)


def _paper(settings: Settings, clock: Clock, says: StaffPhrases) -> RollPrinter | None:
    """The printer of the list, where there is one."""
    config, printer = settings.config.printer, list_printer(settings, clock)
    if printer is None:
        return None
    label, own = label_of(config.label, settings.file), settings.config.reception.title

    def listed(present: Sequence[Present]) -> "Listing":
        from kiosk.badge.listing import Listing  # noqa: PLC0415 - Pillow, where something is printed

        at, building = clock.now(), own or next((one.visit.building for one in present if one.visit.building), "")
        rows = tuple(says.row(one, at) for one in present)
        title = says.counted("roll.title", len(present))
        return Listing(title, building, says.printed(at), says.stamp(at, building), says.head(), rows)

    def told(present: Sequence[Present]) -> tuple[str, list[tuple[str, str]]]:
        at = clock.now()
        return says.dotted(says.counted("roll.title", len(present)), says.moment(at, at)), [
            (says.name(one), says.dotted(says.since(one, at), says.about(one))) for one in present
        ]

    language = config.language or settings.config.panel.language
    return RollPrinter(printer, clock, config.paper, label, config.media, language, listed, told)
