"""A drawing as a file: PNG or PDF. Neither holds anything but the picture and its size."""

import io
import zlib

from kiosk.badge.drawing import Drawing

_POINTS_PER_MM = 72 / 25.4


def png(drawing: Drawing) -> bytes:
    """A PNG of one bit a dot, which knows how large it is."""
    out = io.BytesIO()
    drawing.image.save(out, "PNG", dpi=(drawing.dpi, drawing.dpi), optimize=True)
    return out.getvalue()


def pdf(*drawings: Drawing) -> bytes:
    """A page of its very size for each drawing, with the picture on it, dot for dot (PDF 1.4)."""
    kids = " ".join(f"{3 + 3 * at} 0 R" for at in range(len(drawings)))
    pages = [one for at, drawing in enumerate(drawings) for one in _page(drawing, 3 + 3 * at)]
    return _document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(drawings)} >>".encode(),
        *pages,
    )


def _page(drawing: Drawing, number: int) -> tuple[bytes, ...]:
    """A page, which is the object of this number, what is on it, and the picture."""
    across, down = (side * _POINTS_PER_MM for side in drawing.millimetres)
    content = f"q {across:.3f} 0 0 {down:.3f} 0 0 cm /L Do Q".encode()
    picture = zlib.compress(drawing.image.tobytes(), 9)
    wide, high = drawing.image.size
    head = f"/Type /XObject /Subtype /Image /Width {wide} /Height {high} /ColorSpace /DeviceGray /BitsPerComponent 1"
    page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 {across:.3f} {down:.3f}] /Contents {number + 1} 0 R"
    return (
        f"<< {page} /Resources << /XObject << /L {number + 2} 0 R >> >> >>".encode(),
        _stream("", content),
        _stream(f"{head} /Filter /FlateDecode", picture),
    )


def _stream(head: str, data: bytes) -> bytes:
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _document(*objects: bytes) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start, size = len(out), len(objects) + 1
    head, tail = (
        f"xref\n0 {size}\n0000000000 65535 f \n",
        f"<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
    )
    return bytes(out) + f"{head}{table}trailer\n{tail}".encode()
