"""Reads the QR codes of a grey picture, by zxing-cpp. Loaded only once a camera is used; keeps no picture."""

import zxingcpp

from kiosk.domain.camera import Picture, Sighting

_QR = zxingcpp.barcode_formats_from_str("QRCode")


def codes_in(picture: Picture) -> tuple[Sighting, ...]:
    """Every QR code in it, upright or turned, mirrored or white on black. To be called from any thread."""
    lines = memoryview(picture.packed()).cast("B", shape=(picture.height, picture.width))
    found = zxingcpp.read_barcodes(lines, formats=_QR, text_mode=zxingcpp.TextMode.Plain)
    return tuple(Sighting(one.text, _area(one.position)) for one in found if one.text)


def _area(place: zxingcpp.Position) -> float:
    """Of the four corners' shape (Gauss's shoelace formula)."""
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    pairs = zip(corners, (*corners[1:], corners[0]), strict=True)
    return abs(sum(one.x * two.y - two.x * one.y for one, two in pairs)) / 2
