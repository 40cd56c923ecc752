"""What an OpenDisplay panel says of itself, as far as a sign needs it. Its Wi-Fi secret stands in the same answer."""

from enum import IntEnum
from typing import NamedTuple

_HEADER, _CHECKSUM = 3, 2
_DISPLAY, _MONO, _COMPRESSED = 0x20, 0, 0x03
_SIZES = {
    0x01: 22, 0x02: 22, 0x04: 30, _DISPLAY: 46, 0x21: 22, 0x23: 30, 0x24: 30, 0x25: 30, 0x26: 160, 0x27: 64,
    0x28: 32, 0x29: 32, 0x2A: 32, 0x2B: 32,
}  # fmt: skip


class Parts(IntEnum):
    """Whether a panel draws a part of itself anew: not at all, any part, or only one that is the whole panel."""

    NONE = 0
    ANY = 1
    WHOLE = 2


class PanelSays(NamedTuple):
    """The panel's pixels as its memory has them, what of it can be drawn anew, and whether it inflates what it gets."""

    width: int
    height: int
    parts: Parts
    inflates: bool


def panel_says(config: bytes) -> PanelSays | None:
    """Of the first display in the answer to 0x0040, put together; None where there is none that can be read.

    Packets of fixed sizes stand one after another, each after its number and its kind; one of an unknown kind ends
    what can be read. Only panels of two inks draw parts.
    """
    packets = config[_HEADER : len(config) - _CHECKSUM]
    while len(packets) > 1 and (size := _SIZES.get(packets[1])) is not None:
        body, packets, kind = packets[2 : 2 + size], packets[2 + size :], packets[1]
        if kind == _DISPLAY:
            return _display(body) if len(body) == size else None
    return None


def _display(body: bytes) -> PanelSays:
    parts = Parts(body[20]) if body[20] in set(Parts) and body[21] == _MONO else Parts.NONE
    width, height = int.from_bytes(body[4:6], "little"), int.from_bytes(body[6:8], "little")
    return PanelSays(width, height, parts, bool(body[22] & _COMPRESSED))
