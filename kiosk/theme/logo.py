"""Whether a file is a picture that can stand on a screen for years: PNG or SVG, of a size and form. Knows no screen."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from kiosk.theme.trouble import Trouble

LARGEST_FILE, LARGEST_SIDE = 1 << 20, 4096
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_WIDEST = 8.0
_HEAD = 12
_SVG = "http://www.w3.org/2000/svg svg"
_LENGTH = ("px", "pt", "mm", "cm", "in")
_INSTEAD = "expected a picture (SVG or PNG)"


def troubles_of(key: str, file: Path) -> Iterator[Trouble]:
    """What is wrong with the picture that stands at this key of [logo]."""
    where = f"[logo] {key}"
    try:
        if file.stat().st_size > LARGEST_FILE:
            yield Trouble("logo", where, f"{file.name} is larger than {LARGEST_FILE >> 20} MB", _INSTEAD + " of less")
            return
        raw = file.read_bytes()
    except OSError as problem:
        yield Trouble("logo", where, f"{file.name}: {(problem.strerror or 'nothing').lower()}", _INSTEAD, gone=True)
        return
    try:
        drawing = None if raw.startswith(_SIGNATURE) else _Drawing(raw)
        width, height = _png(raw) if drawing is None else drawing.size()
    except ValueError as wrong:
        yield Trouble("logo", where, f"{file.name} {wrong}", _INSTEAD)
        return
    yield from _shape(where, file.name, width, height)
    if drawing is not None:
        yield from _in_svg(where, file.name, drawing)


def _shape(where: str, name: str, width: float, height: float) -> Iterator[Trouble]:
    if not 1 / _WIDEST <= width / height <= _WIDEST:
        found = f"{name} is {width:g} x {height:g}"
        yield Trouble("logo", where, found, "it will be very small; one of at most 8 to 1 would be larger", bad=False)


def _png(raw: bytes) -> tuple[float, float]:
    """Width and height. Raises ValueError where the file is cut off, or not what it says."""
    chunks = list(_chunks(raw))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise ValueError("is cut off")
    width, height = struct.unpack(">LL", chunks[0][1][:8])
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        message = f"is {width} x {height} pixels, more than {LARGEST_SIDE} x {LARGEST_SIDE}"
        raise ValueError(message)
    return width, height


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at + _HEAD <= len(raw):
        length, kind = struct.unpack_from(">L4s", raw, at)
        body = raw[at + 8 : at + 8 + length]
        if len(body) < length or raw[at + 8 + length : at + 12 + length] != struct.pack(">L", zlib.crc32(kind + body)):
            raise ValueError("is damaged")
        yield kind, body
        at += _HEAD + length


class _Drawing:
    """An SVG file: its first element, and the names of all. Raises ValueError where it is none.

    One with entities of its own is none: they can be made to grow for ever.
    """

    def __init__(self, raw: bytes) -> None:
        self.tags = list[str]()
        self._attributes: dict[str, str] = {}
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EntityDeclHandler = self._refuse
        try:
            parser.Parse(raw, True)  # noqa: FBT003 - expat takes it by its place
        except (expat.ExpatError, LookupError):
            self._refuse()
        if not self.tags or self.tags[0] != _SVG:
            self._refuse()

    def size(self) -> tuple[float, float]:
        """Width and height, in its own units. Raises ValueError."""
        box = self._attributes.get("viewBox", "").replace(",", " ").split()
        if len(box) != len("xywh"):
            box = ["", "", self._attributes.get("width", ""), self._attributes.get("height", "")]
        sides = _number(box[2]), _number(box[3])
        if not all(0 < one < 1 << 20 for one in sides):
            raise ValueError("does not say how large it is (viewBox, or width and height)")
        return sides

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._attributes = self._attributes if self.tags else attributes
        self.tags.append(name)

    def _refuse(self, *_: object) -> None:
        raise ValueError("is no picture")


def _number(text: str) -> float:
    for unit in _LENGTH:
        text = text.removesuffix(unit)
    try:
        return float(text)
    except ValueError:
        return 0.0


def _in_svg(where: str, name: str, drawing: _Drawing) -> Iterator[Trouble]:
    """What a drawing may hold that looks otherwise here than where it was made."""
    tags = {one.rpartition(" ")[2] for one in drawing.tags}
    for tag, advice in (("text", "turn its letters into paths"), ("image", "draw it, or give a PNG")):
        if tag in tags:
            yield Trouble("logo", where, f"{name} holds <{tag}>, which may look otherwise here", advice, bad=False)
