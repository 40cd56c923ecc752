"""The lock before the settings: a PIN, and a pause that grows with each wrong one. Never says or logs a PIN."""

import secrets
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.clock import Clock
from kiosk.setup.files import write_whole
from kiosk.setup.pin_hash import PinHash, hashed, parse

FREE_TRIES = 3
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 900.0
PIN_FILE, TRIES_FILE = "pin", "pin-tries"
_MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Opened:
    """The PIN was right."""


@dataclass(frozen=True, slots=True)
class Shut:
    """The PIN was wrong, or it was not even looked at; the next try counts only after `seconds`."""

    seconds: float
    looked: bool = True


class PinStore(Protocol):
    """Where a PIN and the number of wrong tries outlive the program."""

    def pin(self) -> PinHash | None:
        """The PIN that was chosen, None where none was."""
        ...

    def keep_pin(self, pin: PinHash) -> None:
        """Remember it. Raises OSError."""
        ...

    def tries(self) -> int:
        """The wrong tries since the last right one."""
        ...

    def keep_tries(self, count: int) -> None:
        """Remember how many. Raises OSError."""
        ...


class PinFiles:
    """A PIN and its tries as two files of mode 0600 in the data folder. `given` is the config's PIN and goes first."""

    def __init__(self, folder: Path, given: str = "") -> None:
        self._pin = folder / PIN_FILE
        self._tries = folder / TRIES_FILE
        self._given = given

    @property
    def managed(self) -> bool:
        """Whether the config holds the PIN, so that none can be chosen here."""
        return bool(self._given)

    def pin(self) -> PinHash | None:
        """The config's, else the file's; a file that is there but cannot be understood is an OSError, not no PIN."""
        if self._given:
            return parse(self._given)
        try:
            found = parse(self._pin.read_text(encoding="utf-8", errors="replace"))
        except FileNotFoundError:
            return None
        if found is None:
            raise OSError(f"{self._pin} holds no PIN")
        return found

    def keep_pin(self, pin: PinHash) -> None:
        """Put it in the file's place."""
        write_whole(self._pin, f"{pin}\n")

    def tries(self) -> int:
        """As many as the file says; one that cannot be understood counts as many."""
        try:
            text = self._tries.read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            return 0
        except OSError:
            return _MOST_COUNTED
        return min(int(text), _MOST_COUNTED) if text.isascii() and text.isdecimal() else _MOST_COUNTED

    def keep_tries(self, count: int) -> None:
        """Put the number in the file's place."""
        write_whole(self._tries, f"{count}\n")

    def clear(self) -> None:
        """Forget the PIN and the tries: the next who opens the settings chooses one. Raises OSError."""
        for path in (self._pin, self._tries):
            path.unlink(missing_ok=True)


class PinLock:
    """Tries PINs. The pause runs by the clock that nobody can set; a restart lets it begin anew, never end sooner."""

    def __init__(self, kept: PinStore, clock: Clock) -> None:
        self._kept = kept
        self._clock = clock
        self._one_at_a_time = threading.Lock()
        self._wrong = kept.tries()
        self._until = clock.monotonic() + pause_after(self._wrong)

    @property
    def chosen(self) -> bool:
        """Whether there is a PIN. Raises OSError where that cannot be told."""
        return self._kept.pin() is not None

    def wait(self) -> float:
        """Seconds until a try counts again; 0: now."""
        return max(0.0, self._until - self._clock.monotonic())

    def attempt(self, pin: str) -> Opened | Shut:
        """Try a PIN, from any thread, in some 50 ms. The try is on the disk before anybody learns whether it was right.

        Raises OSError where no PIN can be read, or the try cannot be written down.
        """
        with self._one_at_a_time:
            waits = self.wait()
            return Shut(waits, looked=False) if waits else self._attempt(pin)

    def _attempt(self, pin: str) -> Opened | Shut:
        right = self._kept.pin()
        self._count(self._wrong + 1)
        if right is None or not right.matches(pin):
            return Shut(self.wait())
        with suppress(OSError):
            self._count(0)
        return Opened()

    def choose(self, pin: str) -> None:
        """From now on this is the PIN. Raises ValueError for what is none, OSError where it cannot be kept."""
        self._kept.keep_pin(hashed(pin, secrets.token_bytes(16)))

    def _count(self, wrong: int) -> None:
        self._wrong = wrong
        self._until = self._clock.monotonic() + pause_after(wrong)
        self._kept.keep_tries(wrong)


def pause_after(wrong: int) -> float:
    """Seconds without a try after so many wrong ones: none up to the third, then 30 s, doubling up to 15 minutes."""
    if wrong < FREE_TRIES:
        return 0.0
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(wrong - FREE_TRIES, 10))
