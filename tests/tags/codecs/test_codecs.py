"""Bytes on the wire: golden vectors by hand, and every picture found again in what was made of it."""

import json
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.backends.errors import Declined
from kiosk.tags.codecs.bmp import bmp
from kiosk.tags.codecs.jpeg import jpeg
from kiosk.tags.codecs.minew import goods
from kiosk.tags.codecs.opendisplay import WINDOW_BITS, compressed, doubts, planes
from kiosk.tags.codecs.png import png
from kiosk.tags.codecs.unfit import Unfit
from kiosk.tags.picture import Palette, Picture, of_planes, rotated
from tests.tags.codecs.unpacking import bit, by_codes, nearest, noise

SIZES = [(800, 24), (250, 122), (296, 152), (13, 3), (9, 9), (1, 1), (3, 2)]
CODES = {
    Palette.BW: {"0": 0, "1": 1},
    Palette.BWR: {"00": 0, "10": 1, "11": 2},
    Palette.BWY: {"00": 0, "10": 1, "01": 2},
}
# Ten across: black black white white third third black white third white; then all black; all third.
ROWS = bytes([0, 0, 1, 1, 2, 2, 0, 1, 2, 1]) + bytes(10) + bytes([2]) * 10


@pytest.mark.parametrize(
    ("palette", "pixels", "golden"),
    [
        (Palette.BW, bytes([0, 0, 1, 1, 1, 0, 0, 1, 0, 1]) + bytes(10) + bytes([1]) * 10, "39400000ffc0"),
        (Palette.BWR, ROWS, "3dc00000ffc00c800000ffc0"),
        (Palette.BWY, ROWS, "3140000000000c800000ffc0"),
    ],
)
def test_planes_are_as_written_down_by_hand(palette: Palette, pixels: bytes, golden: str) -> None:
    assert planes(Picture(10, 3, palette, pixels)).hex() == golden


@pytest.mark.parametrize("palette", Palette)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_plane_says_where_an_ink_is_and_fills_up_with_nothing(palette: Palette, width: int, height: int) -> None:
    picture = noise(width, height, palette)
    for ink in range(len(palette.inks)):
        plane, stride = picture.plane(ink), -(-width // 8)
        assert len(plane) == stride * height
        assert bytes(bit(plane, width, x, y) for y in range(height) for x in range(width)) == bytes(
            pixel == ink for pixel in picture.pixels
        )
        assert not any(bit(plane, width, x, y) for y in range(height) for x in range(width, 8 * stride))


@pytest.mark.parametrize("palette", CODES)
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_planes_show_the_picture_again(palette: Palette, width: int, height: int, rotation: int) -> None:
    picture = noise(width, height, palette)
    mounted = rotated(picture, rotation)  # type: ignore[arg-type]
    assert by_codes(planes(mounted), mounted, CODES[palette]) == mounted


@pytest.mark.parametrize("palette", CODES)
def test_a_drawn_picture_and_the_same_of_pixels_have_the_same_planes(palette: Palette) -> None:
    picture = noise(250, 12, palette)
    inks = [ink for ink in range(len(palette.inks)) if ink != 1]
    drawn = of_planes(250, 12, palette, {ink: picture.plane(ink) for ink in inks})
    assert planes(drawn) == planes(noise(250, 12, palette))


@pytest.mark.parametrize("palette", Palette)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_drawn_picture_and_the_same_of_pixels_are_the_same_picture_however_they_are_turned(
    palette: Palette, width: int, height: int
) -> None:
    picture = noise(width, height, palette)
    inks = [ink for ink in range(len(palette.inks)) if ink != 1]

    def drawn() -> Picture:
        return of_planes(width, height, palette, {ink: picture.plane(ink) for ink in inks})

    assert drawn().packed() == Picture(width, height, palette, picture.pixels).packed()
    assert drawn().pixels == picture.pixels
    assert drawn().plane(1) == picture.plane(1)
    for rotation in (0, 90, 180, 270):
        turned = rotated(Picture(width, height, palette, picture.pixels), rotation)
        assert rotated(drawn(), rotation) == turned
        assert [rotated(drawn(), rotation).plane(ink) for ink in (0, 1)] == [turned.plane(ink) for ink in (0, 1)]
    assert png(drawn()) == png(picture)


def test_a_picture_of_one_ink_is_packed_as_such() -> None:
    for ink in range(7):
        pixels = bytes([ink]) * 21 * 3
        picture = Picture(21, 3, Palette.ACEP7, pixels)
        planes_of = {one: picture.plane(one) for one in range(7) if one != 1}
        assert (
            of_planes(21, 3, Palette.ACEP7, planes_of).packed()
            == picture.packed()
            == bytes([17 * ink] * 10 + [16 * ink]) * 3
        )


@pytest.mark.parametrize("level", [1, 6, 9])
def test_the_compressed_planes_need_a_window_of_nine_bits_at_most(level: int) -> None:
    data = planes(noise(800, 480, Palette.BWR)) + bytes(60_000) + planes(noise(296, 128, Palette.BW))
    packed = compressed(data, level)
    assert (packed[0] >> 4) + 8 <= WINDOW_BITS
    reader = zlib.decompressobj(WINDOW_BITS)
    assert reader.decompress(packed) == data
    assert reader.eof


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.binary(min_size=1, max_size=3), st.integers(1, 3000)), max_size=8))
def test_any_stretches_are_unpacked_again_and_soon_said_where_they_are_blank(parts: list[tuple[bytes, int]]) -> None:
    data = b"".join(piece * times for piece, times in parts)
    reader = zlib.decompressobj(WINDOW_BITS)
    assert reader.decompress(compressed(data)) == data
    assert reader.eof
    assert not reader.unused_data
    assert len(compressed(bytes(100_000))) < 200


@pytest.mark.parametrize("palette", [Palette.BWRY, Palette.SPECTRA6, Palette.ACEP7])
def test_opendisplay_refuses_inks_that_it_has_no_code_for(palette: Palette) -> None:
    with pytest.raises(Unfit, match=f"not {palette.value}") as no:
        planes(noise(8, 8, palette))
    assert isinstance(no.value, Declined)


def test_what_the_firmware_does_badly_is_said() -> None:
    (third,), (width,) = doubts(Palette.BWR, 8), doubts(Palette.BW, 9)
    assert "third ink" in third
    assert "width" in width
    assert doubts(Palette.BWY, 250) == (third, width)
    assert doubts(Palette.BW, 8) == ()


def test_a_bitmap_of_a_trmnl_has_exactly_the_size_that_its_firmware_expects() -> None:
    file = bmp(noise(800, 480, Palette.BW))
    assert len(file) == 48_062
    assert struct.unpack("<2sIII", file[:14]) == (b"BM", 48_062, 0, 62)
    assert file[54:62].hex() == "00000000ffffff00"


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_bitmap_shows_the_picture_again(width: int, height: int) -> None:
    picture = noise(width, height, Palette.BW)
    assert nearest(bmp(picture), Palette.BW) == picture


def test_a_bitmap_is_as_written_down_by_hand() -> None:
    two_rows = Picture(10, 2, Palette.BW, bytes([1] * 10) + bytes([0] * 9 + [1]))
    assert bmp(two_rows)[62:].hex() == "00400000ffc00000", "the last row comes first"


def test_a_bitmap_has_two_inks() -> None:
    with pytest.raises(Unfit):
        bmp(noise(8, 8, Palette.BWR))


@pytest.mark.parametrize("palette", Palette)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_png_shows_the_picture_again_ink_by_ink(palette: Palette, width: int, height: int) -> None:
    picture = noise(width, height, palette)
    file = png(picture)
    assert nearest(file, palette) == picture
    colours = b"".join(bytes(ink.rgb) for ink in palette.inks)
    assert file[33:41] == struct.pack(">I", len(colours)) + b"PLTE"
    assert file[41 : 41 + len(colours)] == colours


@pytest.mark.parametrize("palette", Palette)
@pytest.mark.parametrize(("width", "height"), [(296, 128), (250, 122), (16, 16)])
def test_a_jpeg_lets_each_pixel_find_its_ink(palette: Palette, width: int, height: int) -> None:
    picture = blocks(width, height, palette)
    file = jpeg(picture)
    assert nearest(file, palette) == picture
    assert (
        b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01"
        in file
    )


def test_goods_fill_the_template_and_empty_what_is_no_more() -> None:
    template = {"name": "{room}", "line2": "{status} – {until}", "next": "{next}", "id": "stolen"}
    body = json.loads(goods("s1", "g1", template, {"room": "Ärger", "status": "Free", "until": "14:30", "next": ""}))
    assert body == {"id": "g1", "storeId": "s1", "name": "Ärger", "line2": "Free – 14:30", "next": ""}


def test_what_a_meeting_is_called_is_never_a_place_in_the_template() -> None:
    assert json.loads(goods("s", "g", {"a": "{room}"}, {"room": "{token}", "token": "x"}))["a"] == "{token}"


def test_a_place_that_no_face_has_is_refused() -> None:
    with pytest.raises(Unfit, match=r"\{rom\}"):
        goods("s", "g", {"a": "{rom}"}, {"room": "1"})


def blocks(width: int, height: int, palette: Palette) -> Picture:
    """Squares of four pixels and hairlines between them: as hard for a JPEG as a sign can be."""
    inks = len(palette.inks)
    pixels = bytes(0 if x % 8 == 0 else (x // 8 + y // 8) % inks for y in range(height) for x in range(width))
    return Picture(width, height, palette, pixels)
