"""The conversation of the settings, behind a PIN: shows the pages, tries PINs, has changes written, starts anew."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace

from kiosk.config.file import ConfigError
from kiosk.domain.agenda import Agenda
from kiosk.domain.state import RoomState
from kiosk.flows.settings_state import Note, Page, Turned, items, page_before, pin_repeated, turned
from kiosk.flows.settings_views import Panel, settings_view
from kiosk.flows.setup import SetupFlow
from kiosk.flows.setup_state import Scope
from kiosk.flows.stage import Stage
from kiosk.phrases.setup import SetupPhrases
from kiosk.setup.code import read_code
from kiosk.setup.device import Device
from kiosk.setup.draft import Changes, Draft
from kiosk.setup.pin import Opened, PinLock
from kiosk.setup.pin_hash import usable
from kiosk.setup.trial import Mistake

_KEYS: dict[Page, tuple[str, str]] = {
    Page.LANGUAGE: ("panel", "language"),
    Page.LOOK: ("panel", "theme"),
    Page.TIMES: ("panel", "time_format"),
    Page.BRIGHTNESS: ("display", "brightness"),
}
_SCOPES = {"connection": Scope.CONNECTION, "room": Scope.ROOM}


class SettingsFlow:
    """The settings of `device`. `lock` outlives the sheet, for its pauses do; `room` tells its room's name.

    `phrases` makes those of a language, `tags` are the languages, `qr` draws a text as a code; `restart` begins anew.
    With `open_already` the PIN is not asked again.
    """

    def __init__(
        self,
        device: Device,
        lock: PinLock,
        phrases: Callable[[str], SetupPhrases],
        tags: Sequence[str],
        qr: Callable[[str], tuple[str, int]],
        restart: Callable[[], None],
        room: Callable[[], str],
        *,
        open_already: bool = False,
    ) -> None:
        self._device = device
        self._lock = lock
        self._phrases = phrases
        self._tags = tags
        self._qr = qr
        self._restart = restart
        self._room = room
        self._stage: Stage | None = None
        self._now = Turned(Page.MENU) if open_already else self._door()

    def begin(self, stage: Stage) -> None:
        """The PIN, or the choice of the first one."""
        self._stage = stage
        self._show(self._now)

    def changed(self, state: RoomState, agenda: Agenda) -> None:
        """Nothing here is about the room's day."""

    def chosen(self, key: str) -> None:
        """A line of the menu, a value, or a button."""
        page = self._now.page
        if page in (Page.CHECKING, Page.WRITING):
            return
        kind, _, value = key.partition(":")
        if kind == "next":
            self.entered()
        elif page is Page.MENU:
            self._item(key)
        elif kind == "set" and page in _KEYS:
            self._write(self._device.change(self._change(page, value)))
        elif kind == "menu" and page in (Page.RESTART, Page.NOT_WRITTEN):
            self._show(turned(self._now, Page.MENU))
        elif kind == "restart" and page is Page.RESTART:
            self._show(turned(self._now, Page.WRITING))
            self._restart()
        elif kind == "file" and page is Page.IMPORT:
            self._file()

    def typed(self, text: str) -> None:
        """The field says what it holds."""
        self._show(replace(self._now, typed=text))

    def entered(self) -> None:
        """A PIN is complete, or a code was scanned."""
        match self._now.page:
            case Page.PIN:
                self._spawn(Page.CHECKING, self._try(self._now.typed))
            case Page.PIN_NEW | Page.PIN_AGAIN:
                self._repeated(pin_repeated(self._now, usable(self._now.typed)))
            case Page.IMPORT:
                self._scanned(self._now.typed)
            case _:
                return

    def back(self) -> None:
        """To the menu, or out."""
        page = page_before(self._now)
        if page is None:
            self._close()
        elif page is not self._now.page:
            self._show(turned(self._now, page))

    def closed(self) -> None:
        """Nothing typed is kept, and whoever comes next is asked for the PIN."""
        self._stage = None
        self._now = self._door()

    def _repeated(self, then: Turned) -> None:
        if then.page is Page.CHECKING:
            self._spawn(Page.CHECKING, self._choose(then.first))
        else:
            self._show(then)

    def _door(self) -> Turned:
        """What stands before the menu; a PIN that cannot be read keeps it shut."""
        try:
            chosen = self._lock.chosen
        except OSError:
            return Turned(Page.PIN, note=Note.TROUBLE)
        if not chosen:
            return Turned(Page.PIN_NEW, forced=True)
        waits = self._lock.wait()
        return Turned(Page.PIN, pause=waits or None)

    def _item(self, name: str) -> None:
        if name not in items(may_write=self._device.may_change, own_pin=not self._device.pin_files().managed):
            return
        if name in _SCOPES:
            self._set_up(_SCOPES[name], None)
        elif name == "checks":
            self._spawn(Page.CHECKING, self._look())
        elif name == "export":
            self._spawn(Page.CHECKING, self._export())
        else:
            self._show(turned(self._now, Page.PIN_NEW if name == "pin" else Page(name)))

    def _set_up(self, scope: Scope, code: Draft | None, extra: Changes | None = None) -> None:
        if self._stage is not None:
            ways = (self._device, self._phrases, self._tags, self._restart)
            self._stage.open(SetupFlow(*ways, scope=scope, leave=self._again, code=code, extra=extra))

    def _again(self, stage: Stage) -> None:
        """The menu once more; whoever comes back from a step of it has typed the PIN."""
        shared = (self._device, self._lock, self._phrases, self._tags, self._qr, self._restart, self._room)
        stage.open(SettingsFlow(*shared, open_already=True))

    def _scanned(self, text: str) -> None:
        code = read_code(text)
        if code is None:
            self._show(turned(self._now, Page.IMPORT, Note.CODE))
        else:
            self._set_up(Scope.CONNECTION, code)

    def _file(self) -> None:
        """What a file says is tried like a scanned code, before any of it is written."""
        try:
            draft, extra = self._device.read_file()
        except ConfigError:
            self._show(turned(self._now, Page.IMPORT, Note.FILE))
        else:
            self._set_up(Scope.CONNECTION, draft, extra)

    def _change(self, page: Page, value: str) -> Changes:
        return {_KEYS[page]: float(value) if page is Page.BRIGHTNESS else value}

    def _write(self, work: Coroutine[object, object, Mistake | None]) -> None:
        async def write() -> None:
            if await work is None:
                self._restart()
            else:
                self._show(turned(self._now, Page.NOT_WRITTEN))

        self._spawn(Page.WRITING, write())

    async def _try(self, pin: str) -> None:
        try:
            found = await asyncio.to_thread(self._lock.attempt, pin)
        except OSError:
            self._show(Turned(Page.PIN, note=Note.TROUBLE))
            return
        if isinstance(found, Opened):
            self._show(Turned(Page.MENU))
        else:
            self._show(Turned(Page.PIN, pause=found.seconds, wrong=found.looked))

    async def _choose(self, pin: str) -> None:
        try:
            await asyncio.to_thread(self._lock.choose, pin)
        except OSError:
            self._show(Turned(Page.PIN_NEW, note=Note.TROUBLE, forced=self._now.forced))
        else:
            self._show(Turned(Page.MENU, note=Note.NONE if self._now.forced else Note.KEPT))

    async def _look(self) -> None:
        checks = tuple(await self._device.checks())
        self._show(Turned(Page.CHECKS, checks=checks))

    async def _export(self) -> None:
        try:
            file = await asyncio.to_thread(self._device.export_file)
        except (OSError, ConfigError):
            file = None
        self._show(Turned(Page.EXPORT, file=file))

    def _spawn(self, page: Page, work: Coroutine[object, object, None]) -> None:
        if self._stage is None:
            work.close()
            return
        self._show(replace(turned(self._now, page), forced=self._now.forced))
        self._stage.spawn(work)

    def _show(self, now: Turned) -> None:
        """What a page shows; after the sheet is closed nothing is, and nothing stays unlocked."""
        if self._stage is None:
            return
        self._now = now
        phrases = self._phrases(self._device.settings.config.panel.language)
        self._stage.show(settings_view(now, self._panel(), phrases, self._tags, self._qr))

    def _close(self) -> None:
        if self._stage is not None:
            self._stage.close()

    def _panel(self) -> Panel:
        device = self._device
        file = device.found_file() if self._now.page is Page.IMPORT else None
        return Panel(
            config=device.settings.config,
            room=self._room(),
            may_write=device.may_change,
            own_pin=not device.pin_files().managed,
            managed=device.settings.managed,
            new=device.is_new,
            code=device.code(),
            file=file.name if file else None,
        )
