"""OpenDisplay's planes bit for bit as its own Python client encodes them, and our compressed bytes as it reads."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from io import BytesIO
from zlib import crc32

from epaper_dithering import ColorScheme, DitherMode  # type: ignore[import-not-found]
from opendisplay import DeviceCapabilities, Rotation, prepare_image  # type: ignore[import-not-found]
from opendisplay.encoding import (  # type: ignore[import-not-found]
    FIRMWARE_ZLIB_WINDOW_BITS,
    compress_image_data,
    decompress_image_data,
    encode_1bpp,
    encode_bitplanes,
    zlib_window_bits,
)
from opendisplay.protocol.commands import (  # type: ignore[import-not-found]
    OD_LAN_MAX_PAYLOAD,
    build_direct_write_data_command,
    build_direct_write_end_with_etag,
    build_direct_write_start_uncompressed,
)
from PIL import Image

from kiosk.tags.codecs.opendisplay import compressed, doubts, planes
from kiosk.tags.picture import Palette, Picture, rotated
from tests.tags.codecs.unpacking import noise
from tests.tags.peers.vectors import FACE, FILE, FRAMED, PALETTES, named, pictures, told

SCHEMES = {Palette.BW: ColorScheme.MONO, Palette.BWR: ColorScheme.BWR, Palette.BWY: ColorScheme.BWY}
_LARGER, _HEAD = 1.1, 64  # what our speed may cost in bytes
_WIDTH_WARNING, _INK_WARNING = "multiple of", "not reliably supported"


def image_of(picture: Picture) -> Image.Image:
    """In the canonical inks, by their index."""
    image = Image.frombytes("P", (picture.width, picture.height), picture.pixels)
    image.putpalette(b"".join(bytes(ink.rgb) for ink in picture.palette.inks))
    return image


def by_peer(picture: Picture) -> bytes:
    """The planes as the peer's encoder makes them."""
    if picture.palette is Palette.BW:
        return bytes(encode_1bpp(image_of(picture)))
    return b"".join(encode_bitplanes(image_of(picture), SCHEMES[picture.palette]))


def check_planes() -> str:
    every = pictures()
    for picture in every:
        assert planes(picture) == by_peer(picture), named(picture)
    return f"{len(every)} pictures"


def check_signs() -> str:
    """Real signs, in every way to hang, through all that the peer does with a picture before it is sent."""
    found = signs()
    for picture in found:
        for rotation in (0, 90, 180, 270):
            assert prepared(picture, rotation) == planes(rotated(picture, rotation)), (named(picture), rotation)
    assert found
    return f"{4 * len(found)} signs"


def signs() -> list[Picture]:
    """Those of the pictures to compare with whose inks OpenDisplay knows."""
    found = []
    for file in sorted(FILE.parent.glob("*.png")):
        image = Image.open(BytesIO(file.read_bytes()))
        colours = bytes(image.getpalette() or [])
        palette = next((one for one in PALETTES if b"".join(bytes(ink.rgb) for ink in one.inks) == colours), None)
        if palette is not None:
            found.append(Picture(image.width, image.height, palette, image.tobytes()))
    return found


def prepared(picture: Picture, rotation: int) -> bytes:
    turned = rotation in (90, 270)
    size = (picture.height, picture.width) if turned else (picture.width, picture.height)
    panel = DeviceCapabilities(*size, SCHEMES[picture.palette], rotation)
    data, _, _ = prepare_image(
        image_of(picture).convert("RGB"),
        capabilities=panel,
        use_measured_palettes=False,
        dither_mode=DitherMode.NONE,
        compress=False,
        rotate=Rotation.ROTATE_0,
    )
    return bytes(data)


def check_compressed() -> str:
    for picture in (*pictures(), *signs()):
        packed = compressed(planes(picture))
        window = zlib_window_bits(packed)
        assert window is not None
        assert window <= FIRMWARE_ZLIB_WINDOW_BITS
        assert decompress_image_data(packed) == planes(picture), named(picture)
        assert len(packed) <= len(compress_image_data(planes(picture), window_bits=window)) * _LARGER + _HEAD
    return f"windows of {FIRMWARE_ZLIB_WINDOW_BITS} bits at most"


def check_doubts() -> str:
    """What we say of a panel is what the peer warns of."""
    for palette in PALETTES:
        for width in (250, 296, 122, 128):
            with _warnings() as said:
                prepared(noise(width, 8, palette), 0)
            wanted = (
                [_INK_WARNING in text for text in said].count(True),
                [_WIDTH_WARNING in text for text in said].count(True),
            )
            ours = doubts(palette, width)
            found = sum("third ink" in text for text in ours), sum("multiple of 8" in text for text in ours)
            assert found == wanted, (palette, width, said)
    return "the same warnings"


@contextmanager
def _warnings() -> Iterator[list[str]]:
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("opendisplay.device")
    log.addHandler(handler)
    try:
        yield said
    finally:
        log.removeHandler(handler)


def check_recorded() -> str:
    """The bytes that the suite compares with everywhere are still the peer's."""
    assert json.loads(FILE.read_text(encoding="utf-8")) == recorded(), "run `make peers ARGS=--record` and look at why"
    return FILE.name


def record() -> None:
    FILE.write_text(json.dumps(recorded(), indent=1) + "\n", encoding="utf-8")


def recorded() -> dict[str, object]:
    """Small ones in full, the others by their hash; and the frames of one, uncompressed, as the peer builds them."""
    made = {named(picture): by_peer(picture) for picture in pictures()}
    return {
        "peer": f"py-opendisplay {version('py-opendisplay')}",
        "planes": {name: told(data) for name, data in made.items()},
        "frames": {palette.value: [told(frame) for frame in frames(noise(*FRAMED, palette))] for palette in PALETTES},
    }


def frames(picture: Picture) -> list[bytes]:
    data = by_peer(picture)
    etag = crc32(FACE.encode())
    size = OD_LAN_MAX_PAYLOAD - 2
    parts = [data[start : start + size] for start in range(0, len(data), size)]
    sent = [build_direct_write_data_command(part, max_data_len=size) for part in parts]
    return [build_direct_write_start_uncompressed(), *sent, build_direct_write_end_with_etag(0, etag)]


CHECKS = (check_planes, check_signs, check_compressed, check_doubts, check_recorded)
