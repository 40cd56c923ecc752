"""One panel as it may be set up at its own screen: its config file, its data folder, its PIN. Knows no words."""

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.settings import NO_FILE, Settings, data_dir, user_file
from kiosk.setup.code import code_text
from kiosk.setup.draft import PASSWORD_FILE, SECRETS, TOKEN_FILE, Changes, Draft, changes_of, draft_of
from kiosk.setup.files import write_whole
from kiosk.setup.pin import PinFiles, PinLock
from kiosk.setup.portable import FILE_NAME, draft_and_rest, exported, imported
from kiosk.setup.trial import Mistake, Trial, try_out
from kiosk.setup.writing import keep

if TYPE_CHECKING:
    from kiosk.checks.check import Check


class Device:
    """What the screen's set-up and settings work on. Nothing of it is read before it is asked for."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.path = user_file(settings.environment) if settings.file == NO_FILE else Path(settings.file)

    @property
    def may_write(self) -> bool:
        """Whether the config may be changed here: not where whoever starts the program decides, nor where it cannot."""
        if self.settings.managed:
            return False
        folder = self.path.resolve().parent
        while not folder.exists():
            folder = folder.parent
        return os.access(folder, os.W_OK)

    @property
    def may_change(self) -> bool:
        """Whether single settings may be changed: a config that says nothing but a language would be no set-up."""
        return self.may_write and self.settings.file != NO_FILE

    @property
    def is_new(self) -> bool:
        """Whether it was never set up, and may be."""
        return self.settings.file == NO_FILE and self.may_write

    def draft(self) -> Draft:
        """What the panel is now; a new one is nothing yet but its language and look."""
        now = draft_of(self.settings.config)
        return Draft(language=now.language, theme=now.theme) if self.settings.file == NO_FILE else now

    def lock(self) -> PinLock:
        """The lock before its settings; one a run, for its pauses run on."""
        return PinLock(self.pin_files(), self.clock)

    def pin_files(self) -> PinFiles:
        """Where its PIN is."""
        return PinFiles(data_dir(self.settings), self.settings.config.panel.pin_hash)

    async def try_out(self, draft: Draft) -> Trial:
        """Whether a set-up works."""
        return await try_out(draft, self.settings, self.clock)

    async def set_up(self, draft: Draft, extra: Changes) -> Mistake | None:
        """Write a set-up, and `extra` settings, into the config; why not, where that cannot be."""
        key = PASSWORD_FILE if draft.kind == "nexudus" else TOKEN_FILE
        changes = extra | changes_of(draft)
        if draft.place != draft_of(self.settings.config).place:
            changes |= {old: None for old in (("backend", "url"), *SECRETS) if old not in changes}
        return await self._kept(changes, draft.secret, key)

    async def change(self, changes: Changes) -> Mistake | None:
        """Write single settings into the config; why not, where that cannot be."""
        return await self._kept(changes, "", ())

    async def checks(self) -> "list[Check]":
        """Everything that the panel needs, looked at now."""
        from kiosk.setup.diagnosis import diagnose  # noqa: PLC0415 - it knows every backend, a panel only its own

        return await diagnose(self.settings, self.clock)

    def code(self) -> str:
        """The set-up as the text of a QR code, without its token."""
        return code_text(draft_of(self.settings.config))

    def export_file(self) -> Path:
        """Write the set-up, without its token, beside the panel's state; where it is. Raises OSError, ConfigError."""
        path = data_dir(self.settings) / FILE_NAME
        write_whole(path, exported(_read(self.path)), 0o644)
        return path

    def found_file(self) -> Path | None:
        """A set-up that somebody put beside the panel's state, None where there is none."""
        path = data_dir(self.settings) / FILE_NAME
        return path if path.is_file() else None

    def read_file(self) -> tuple[Draft, Changes]:
        """That file's set-up, and what else it says. Raises ConfigError where there is none, or it is none."""
        return draft_and_rest(imported(data_dir(self.settings) / FILE_NAME))

    async def _kept(self, changes: Changes, secret: str, key: tuple[str, ...]) -> Mistake | None:
        try:
            await asyncio.to_thread(keep, self.path, changes, secret, key)
        except (OSError, ConfigError):
            return Mistake.FULL
        return None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(str(path), "the file", "nothing to read", "a config file") from None
