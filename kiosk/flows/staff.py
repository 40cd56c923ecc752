"""The conversation with staff at the reception, behind the PIN: who is in, and what is still on its way."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from kiosk.domain.agenda import Agenda
from kiosk.domain.state import RoomState
from kiosk.domain.visiting import Present
from kiosk.flows.staff_views import Opened, Page, staff_view
from kiosk.flows.stage import Stage
from kiosk.phrases.staff import StaffPhrases
from kiosk.roll_call import csv_text
from kiosk.setup import pin
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.outbox_item import Waiting


class Backstage(Protocol):
    """What staff can see and do. All but `save` may raise OutboxError."""

    async def present(self) -> tuple[Present, ...]:
        """Who is in."""
        ...

    async def waiting(self) -> tuple[Waiting, ...]:
        """What is on its way, lane by lane."""
        ...

    async def send_again(self) -> None:
        """Let what could not be delivered wait again."""
        ...

    async def check_out(self, one: Present) -> None:
        """One of them has left."""
        ...

    async def save(self, text: str) -> str:
        """Keep the list as a file; its name. Raises OSError."""
        ...


@dataclass(frozen=True, slots=True)
class StaffRoom:
    """The dependencies of the flow. `lock` outlives it, for its pauses do; `prints` is None without a printer."""

    lock: pin.PinLock
    stage: Backstage
    says: StaffPhrases
    now: Callable[[], datetime]
    prints: Callable[[Sequence[Present]], Awaitable[bool]] | None = None


class StaffFlow:
    """What is behind the PIN; whoever opens it anew types it anew."""

    def __init__(self, room: StaffRoom) -> None:
        self._room = room
        self._stage: Stage | None = None
        self._now = Opened(Page.PIN)

    def begin(self, stage: Stage) -> None:
        """The PIN."""
        self._stage = stage
        self._show(self._door())

    def changed(self, state: RoomState, agenda: Agenda) -> None:
        """There is no room here."""

    def chosen(self, key: str) -> None:
        """A button."""
        match self._now.page, key:
            case Page.PIN, "next":
                self.entered()
            case Page.ROLL, "save":
                self._spawn(self._save())
            case Page.ROLL, "print":
                self._spawn(self._print())
            case Page.ROLL, "post":
                self._spawn(self._post())
            case Page.POST, "again":
                self._spawn(self._again())
            case Page.PERSON, "leave":
                self._spawn(self._leave())
            case Page.ROLL, _:
                self._person(key)
            case _:
                return

    def typed(self, text: str) -> None:
        """The PIN so far."""
        if self._now.page is Page.PIN:
            self._show(replace(self._now, typed=text))

    def entered(self) -> None:
        """The PIN is complete."""
        if self._now.page is Page.PIN and self._now.usable and self._now.typed:
            typed = self._now.typed
            self._show(Opened(Page.WAIT))
            self._spawn(self._try(typed))

    def back(self) -> None:
        """To the list."""
        if self._now.page in (Page.POST, Page.PERSON):
            self._spawn(self._roll())

    def closed(self) -> None:
        """Nothing stays unlocked, and no name stays here."""
        self._stage = None
        self._now = Opened(Page.PIN)

    def _door(self) -> Opened:
        says, lock = self._room.says, self._room.lock
        try:
            chosen = lock.chosen
        except OSError:
            return Opened(Page.PIN, note=says.say("pin.trouble"), usable=False)
        if not chosen:
            return Opened(Page.PIN, note=says.say("pin.none"), usable=False)
        waits = lock.wait()
        return Opened(Page.PIN, note=says.pause(waits, wrong=False) if waits else "")

    async def _try(self, typed: str) -> None:
        says = self._room.says
        try:
            found = await asyncio.to_thread(self._room.lock.attempt, typed)
        except OSError:
            self._show(Opened(Page.PIN, note=says.say("pin.trouble"), usable=False))
            return
        if isinstance(found, pin.Opened):
            await self._roll()
        else:
            self._show(Opened(Page.PIN, note=says.pause(found.seconds, wrong=found.looked)))

    def _person(self, key: str) -> None:
        """One line of the list."""
        kind, _, number = key.partition("-")
        present = self._now.present or ()
        if kind == "in" and number.isdecimal() and int(number) < len(present):
            self._show(Opened(Page.PERSON, person=present[int(number)]))

    async def _leave(self) -> None:
        if self._now.person is not None:
            with suppress(OutboxError):
                await self._room.stage.check_out(self._now.person)
            await self._roll()

    async def _roll(self, note: str = "", done: str = "") -> None:
        try:
            present = await self._room.stage.present()
        except OutboxError:
            self._show(Opened(Page.ROLL, present=None))
        else:
            self._show(Opened(Page.ROLL, note=note, done=done, present=present))

    async def _save(self) -> None:
        says, present = self._room.says, self._now.present or ()
        try:
            name = await self._room.stage.save(csv_text(says.lines(present)))
        except OSError:
            await self._roll(says.say("saved.not"))
        else:
            await self._roll(done=says.say("saved", file=name))

    async def _print(self) -> None:
        says, prints = self._room.says, self._room.prints
        if prints is not None:
            taken = await prints(self._now.present or ())
            if taken:
                await self._roll(done=says.say("printed"))
            else:
                await self._roll(says.say("printed.not"))

    async def _post(self) -> None:
        try:
            post = await self._room.stage.waiting()
        except OutboxError:
            await self._roll()
        else:
            self._show(Opened(Page.POST, post=post))

    async def _again(self) -> None:
        with suppress(OutboxError):
            await self._room.stage.send_again()
        await self._post()

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        if self._stage is None:
            work.close()
        else:
            self._stage.spawn(work)

    def _show(self, now: Opened) -> None:
        """After the sheet is gone nothing is shown, and nothing stays unlocked."""
        if self._stage is None:
            return
        self._now = now
        prints = self._room.prints is not None
        self._stage.show(staff_view(now, self._room.now(), self._room.says, prints=prints))
