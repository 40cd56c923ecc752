"""A QR code as modules: whole ones only, each a square of pixels. The link is a key and is never logged."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from kiosk.lean import importing_without
from kiosk.tags.qr_data import codewords
from kiosk.tags.qr_frame import frame_of
from kiosk.tags.qr_mask import masked

LEAST_PIXELS = 3
QUIET, LEAST_QUIET = 4, 2
_CHUNK = 20  # characters that a part needs to be put down in a way of its own


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """`rows` from the top, each the modules from the left as bits, dark is 1; without the quiet zone.

    Each is a thing of its own, so that what was drawn of it can be kept by it.
    """

    modules: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """A code in a square: pixels a module, modules of quiet zone on each side, and the side of it all in pixels."""

    code: Code
    pixels: int
    quiet: int

    @property
    def side(self) -> int:
        """From edge to edge of the quiet zone."""
        return (self.code.modules + 2 * self.quiet) * self.pixels


class _Encoded(NamedTuple):
    """A link as the library has cut it up, and the smallest code for it: its version, and the number of its level."""

    chunks: list[Any]
    version: int
    level: int


@lru_cache(maxsize=16384)
def modules_of(link: str) -> int:
    """How many modules the link's code has on a side, 0 where no code holds it: this is known without drawing it."""
    encoded = _encoded(link)
    return 17 + 4 * encoded.version if encoded else 0


@lru_cache(maxsize=4096)
def code_of(link: str) -> Code | None:
    """The smallest code that holds the link, at level M where that costs no version, else L; None where none does."""
    if (encoded := _encoded(link)) is None:
        return None
    frame = frame_of(encoded.version, encoded.level)
    data = codewords(encoded.version, encoded.level, encoded.chunks)
    bits = masked(frame, f"{int.from_bytes(data, 'big'):0{8 * len(data)}b}")
    modules = f"{bits:0{frame.side * frame.stride}b}"
    rows = [modules[start : start + frame.side] for start in range(0, len(modules), frame.stride)]
    return Code(frame.side, tuple(int(row, 2) for row in rows))


def _encoded(link: str) -> _Encoded | None:
    """M before L where both need the same version."""
    with importing_without("PIL"):
        import qrcode  # type: ignore[import-untyped]  # noqa: PLC0415 - only where a code is drawn
        from qrcode.util import optimal_data_chunks  # type: ignore[import-untyped]  # noqa: PLC0415
    chunks = list(optimal_data_chunks(link.encode(), minimum=_CHUNK)) if link else []
    levels = (qrcode.ERROR_CORRECT_M, qrcode.ERROR_CORRECT_L)
    found = [_Encoded(chunks, version, level) for level in levels if (version := _version(chunks, level)) is not None]
    return min(found, key=lambda one: one.version) if link and found else None


def _version(chunks: list[Any], level: int) -> int | None:
    """The smallest version of the level that holds the chunks. How long a chunk's length is depends on the version."""
    with importing_without("PIL"):
        from qrcode import util  # noqa: PLC0415 - only where a code is drawn
    for last in (9, 26, 40):
        needed = sum(4 + util.length_in_bits(one.mode, last) + _written(one.mode, len(one)) for one in chunks)
        if needed <= util.BIT_LIMIT_TABLE[level][last]:
            return bisect_left(util.BIT_LIMIT_TABLE[level], needed, 1)
    return None


def _written(mode: int, length: int) -> int:
    """How many bits so many characters take as digits, as capitals, or as bytes."""
    match mode:
        case 1:
            return 10 * (length // 3) + (0, 4, 7)[length % 3]
        case 2:
            return 11 * (length // 2) + 6 * (length % 2)
        case _:
            return 8 * length


def least_side(modules: int) -> int:
    """The side in pixels of the smallest square in which a reader finds a code of so many modules."""
    return (modules + 2 * LEAST_QUIET) * LEAST_PIXELS


def fitted(code: Code, side: int) -> Fit | None:
    """The code as large as a square of so many pixels allows, None where it would be too small to be read.

    The quiet zone gives way before a module gets smaller than a reader needs, never below two modules.
    """
    for quiet in (QUIET, 3, LEAST_QUIET):
        pixels = side // (code.modules + 2 * quiet)
        if pixels >= LEAST_PIXELS:
            return Fit(code, pixels, quiet)
    return None
