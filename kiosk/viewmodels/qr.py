"""Turns a link into a QR code as a picture in a `data:` address. Knows nothing of Qt, and never logs the link."""

import base64
import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache

from kiosk.lean import importing_without

QUIET_ZONE = 4
NO_QR = ("", 0)


def no_qr(_url: str) -> tuple[str, int]:
    """Stands in for `qr_image` where no time may be spent on a code, as before the first frame."""
    return NO_QR


@lru_cache(maxsize=1)
def qr_image(url: str) -> tuple[str, int]:
    """A PNG of one pixel a module as a `data:` address, and its width in modules with the quiet zone of four.

    `("", 0)` where there is no link, or one too long for any QR code. The picture of the last link is kept.
    """
    modules = qr_modules(url) if url else None
    if modules is None:
        return NO_QR
    return "data:image/png;base64," + base64.b64encode(_png(modules)).decode("ascii"), len(modules)


def qr_modules(url: str) -> Sequence[Sequence[bool]] | None:
    """The modules with their quiet zone, True is dark; None where the link does not fit. Error correction is M."""
    with importing_without("PIL"):  # 47 ms and some MB, for drawing that is not wanted here
        import qrcode  # type: ignore[import-untyped]  # noqa: PLC0415 - the first frame does without it
        from qrcode.exceptions import DataOverflowError  # type: ignore[import-untyped]  # noqa: PLC0415
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QUIET_ZONE)
    try:
        code.add_data(url.encode())
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    return [[bool(module) for module in row] for row in code.get_matrix()]


def _png(modules: Sequence[Sequence[bool]]) -> bytes:
    size = len(modules)
    header = struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    rows = b"".join(b"\x00" + _packed(row) for row in modules)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _packed(row: Sequence[bool]) -> bytes:
    """One line of one-bit grey, dark is 0, filled up with white to whole bytes."""
    bits = "".join("0" if dark else "1" for dark in row)
    width = -(-len(bits) // 8)
    return int(bits.ljust(width * 8, "1"), 2).to_bytes(width, "big")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
