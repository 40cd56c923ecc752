"""A QR code as modules: whole ones only, each a square of pixels. The link is a key and is never logged."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kiosk.lean import importing_without

LEAST_PIXELS = 3
QUIET, LEAST_QUIET = 4, 2


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


@lru_cache(maxsize=16384)
def modules_of(link: str) -> int:
    """How many modules the link's code has on a side, 0 where no code holds it: this is known without drawing it."""
    sized = _sized(link)
    return 17 + 4 * int(sized.version) if sized else 0


@lru_cache(maxsize=4096)
def code_of(link: str) -> Code | None:
    """The smallest code that holds the link, at level M where that costs no version, else L; None where none does.

    It takes milliseconds.
    """
    if (made := _sized(link)) is None:
        return None
    made.make(fit=False)
    rows = made.get_matrix()
    return Code(len(rows), tuple(int("".join("1" if dark else "0" for dark in row), 2) for row in rows))


def _sized(link: str) -> Any | None:  # noqa: ANN401 - the library has no types
    """The library's code of the smallest version, M before L, with its pattern yet to be made."""
    with importing_without("PIL"):
        import qrcode  # type: ignore[import-untyped]  # noqa: PLC0415 - only where a code is drawn
        from qrcode.exceptions import DataOverflowError  # type: ignore[import-untyped]  # noqa: PLC0415
    found = []
    for level in (qrcode.ERROR_CORRECT_M, qrcode.ERROR_CORRECT_L):
        made = qrcode.QRCode(error_correction=level, border=0)
        try:
            made.add_data(link.encode())
            made.best_fit(start=1)
        except (DataOverflowError, ValueError):
            continue
        found.append(made)
    return min(found, key=lambda one: int(one.version)) if link and found else None


def fitted(code: Code, side: int) -> Fit | None:
    """The code as large as a square of so many pixels allows, None where it would be too small to be read.

    The quiet zone gives way before a module gets smaller than a reader needs, never below two modules.
    """
    for quiet in (QUIET, 3, LEAST_QUIET):
        pixels = side // (code.modules + 2 * quiet)
        if pixels >= LEAST_PIXELS:
            return Fit(code, pixels, quiet)
    return None
