"""Whether the system's clock ran on while the system was off, or was set since. Knows neither rooms nor servers.

A machine without a battery for its clock begins at an old time, often at the one at which it was switched off.
"""

import os
import sys
from pathlib import Path

_RTC = Path("/sys/class/rtc/rtc0/since_epoch")
_SECONDS = 10.0
_QUARTER = 900.0
_ZONES = 15 * 3600.0
_UNSET = 0x0040  # STA_UNSYNC in timex.h
_TIMEX_BYTES = 512  # larger than struct timex is anywhere
_STATUS = 5  # the place of `status` in it, in longs: modes, offset, freq, maxerror, esterror, status
_PC = frozenset({"x86_64", "i686", "i586", "i386"})


def kept(wall: float) -> bool:
    """Whether `wall`, the system's time in seconds since 1970, may be believed after the system was off."""
    if sys.platform != "linux":
        return True
    return by_battery(wall, battery_clock(), os.uname().machine) or synchronised()


def by_battery(wall: float, battery: float | None, machine: str) -> bool:
    """Whether the clock of the board (`battery`, seconds since 1970, None: no such clock) says the same.

    It may keep local time. Where Linux finds none on a PC, that is a virtual one, and its host has set its time.
    """
    if battery is None:
        return machine in _PC
    apart = abs(wall - battery)
    return apart <= _ZONES and min(apart % _QUARTER, _QUARTER - apart % _QUARTER) <= _SECONDS


def battery_clock(told: Path = _RTC) -> float | None:
    """What the board's own clock says, in seconds since 1970; None where there is none."""
    try:
        return float(told.read_text("ascii"))
    except (OSError, ValueError):
        return None


def synchronised() -> bool:
    """Whether the kernel was told by a time service that its clock is right: adjtimex(2) without STA_UNSYNC."""
    import ctypes  # noqa: PLC0415 - rarely needed

    longs = (ctypes.c_long * (_TIMEX_BYTES // ctypes.sizeof(ctypes.c_long)))()
    try:
        state = ctypes.CDLL(None).adjtimex(ctypes.byref(longs))
    except (OSError, AttributeError):
        return False
    return state >= 0 and not longs[_STATUS] & _UNSET
