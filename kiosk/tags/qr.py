"""A QR code as modules: whole ones only, each a square of pixels. The link is a key and is never logged."""

from dataclasses import dataclass
from functools import lru_cache

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


@lru_cache(maxsize=4096)
def code_of(link: str) -> Code | None:
    """The smallest code that holds the link, at level M where that costs no version, else L; None where none does."""
    with importing_without("PIL"):
        import qrcode  # type: ignore[import-untyped]  # noqa: PLC0415 - only where a code is drawn
        from qrcode.exceptions import DataOverflowError  # type: ignore[import-untyped]  # noqa: PLC0415
    found: list[list[list[bool]]] = []
    for level in (qrcode.ERROR_CORRECT_M, qrcode.ERROR_CORRECT_L):
        made = qrcode.QRCode(error_correction=level, border=0)
        try:
            made.add_data(link.encode())
            made.make(fit=True)
        except (DataOverflowError, ValueError):
            continue
        found.append(made.get_matrix())
    if not link or not found:
        return None
    best = min(found, key=len)
    return Code(len(best), tuple(int("".join("1" if dark else "0" for dark in row), 2) for row in best))


def fitted(code: Code, side: int) -> Fit | None:
    """The code as large as a square of so many pixels allows, None where it would be too small to be read.

    The quiet zone gives way before a module gets smaller than a reader needs, never below two modules.
    """
    for quiet in (QUIET, 3, LEAST_QUIET):
        pixels = side // (code.modules + 2 * quiet)
        if pixels >= LEAST_PIXELS:
            return Fit(code, pixels, quiet)
    return None
