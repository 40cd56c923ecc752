"""Signs to push."""

from kiosk.tags.gateways.gateway import Gateway, Sign, TagReport
from kiosk.tags.picture import Palette, Picture, Rotation


def sign(
    tag: str,
    face: str = "a1",
    palette: Palette = Palette.BW,
    size: tuple[int, int] = (32, 16),
    rotation: Rotation = 0,
) -> Sign:
    """Another picture for each face: its letters' bits are its pixels."""
    width, height = size
    bits = "".join(f"{byte:08b}" for byte in face.encode())
    inks = len(palette.inks)
    pixels = bytes((int(bits[at % len(bits)]) + at // 37) % inks for at in range(width * height))
    words = {"room": "Room 101", "status": "Free", "face": face}
    return Sign(tag, face, Picture(width, height, palette, pixels), rotation, words)


async def report_of(gateway: Gateway, tag: str) -> TagReport:
    """The one report of a tag."""
    (found,) = [report for report in await gateway.look() if report.tag == tag]
    return found
