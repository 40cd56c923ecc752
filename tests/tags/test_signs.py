"""Signs as they are drawn: read at two metres, scanned, never a box, never ink on ink that hides it."""

from itertools import pairwise

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.state import Status
from kiosk.i18n import languages
from kiosk.tags.canvas import stride_of
from kiosk.tags.draw import Artist, NoCode, Sign, sketch
from kiosk.tags.face import Face
from kiosk.tags.glyphs import Pen, Style
from kiosk.tags.panels import Panel, custom_panel, panel_named, panels
from kiosk.tags.picture import BLACK, RED, WHITE, YELLOW, Palette, Picture, of_planes, rotated
from kiosk.tags.plan import CAPITAL, MM_PER_INCH
from kiosk.tags.typesetting import best_word
from tests.tags.contact import image_of
from tests.tags.samples import LINK, face

NARROW = 380  # pixels: an upright 4.2 inch panel is no wider than its longest word
ARTIST = Artist()
LYING = [one for one in panels() if one.palette is Palette.BWRY]
EVERY = [*LYING, *(one.hung(90) for one in LYING if one.width != one.height)]
SHAPES = st.sampled_from([one for one in panels() if one.palette in (Palette.BW, Palette.BWR) and one.width < 900])
SCRIPTS = {
    "arabic": "قاعة محمد",
    "hebrew": "חדר שרה",
    "thai": "ห้องประชุม",
    "devanagari": "सम्मेलन कक्ष",
    "han": "會議室一",
    "japanese": "さくら会議室",
    "korean": "회의실",
    "cyrillic": "Переговорная",
}


def drawn(one: Face, panel: Panel) -> Sign:
    return ARTIST.draw(sketch(one, panel))


def named(name: str) -> Panel:
    panel = panel_named(name)
    assert panel is not None
    return panel


def label(panel: Panel) -> str:
    return f"{panel.width}x{panel.height}-{panel.palette.value}"


def beside(picture: Picture) -> set[frozenset[int]]:
    """Which two inks lie next to each other anywhere, across or down."""
    across, pixels = picture.width, picture.pixels
    rows = [pixels[start : start + across] for start in range(0, len(pixels), across)]
    pairs = {pair for row in rows for pair in pairwise(row)}
    pairs |= set(zip(pixels, pixels[across:], strict=False))
    return {frozenset(pair) for pair in pairs}


def codes(picture: Picture) -> list[str]:
    large = image_of(picture).convert("L")
    return [found.text for found in zxingcpp.read_barcodes(large)]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("panel", EVERY, ids=label)
def test_red_is_never_beside_black_nor_yellow_beside_white(panel: Panel, status: Status) -> None:
    found = beside(drawn(face(status, "de"), panel).picture)
    inks = panel.palette.inks
    for one, two in ((RED, BLACK), (YELLOW, WHITE), (RED, YELLOW)):
        assert frozenset({inks.index(one), inks.index(two)}) not in found


@pytest.mark.parametrize("palette", Palette)
def test_occupied_is_told_from_free_by_the_field_and_the_shape_without_colour(palette: Palette) -> None:
    panel = named(f"7.5-{palette.value}")
    free, taken = (drawn(face(status), panel).picture for status in (Status.FREE, Status.OCCUPIED))
    white = panel.palette.inks.index(WHITE)
    band = slice(panel.width * 80, panel.width * 230)
    assert free.pixels[band].count(white) > 0.8 * len(free.pixels[band])
    assert taken.pixels[band].count(white) < 0.3 * len(taken.pixels[band])


@pytest.mark.parametrize("status", Status)
def test_each_status_has_a_picture_of_its_own(status: Status) -> None:
    others = {drawn(face(one), named("2.9-bw")).picture.pixels for one in Status if one is not status}
    assert drawn(face(status), named("2.9-bw")).picture.pixels not in others


@pytest.mark.parametrize(
    "panel", [one for one in EVERY if (one.width**2 + one.height**2) ** 0.5 / one.ppi > 4], ids=label
)
def test_free_and_in_use_are_read_at_two_metres_on_larger_signs(panel: Panel) -> None:
    latin = 10.0 if panel.width < NARROW else 11.4
    for language in languages():
        for status in (Status.FREE, Status.OCCUPIED):
            # East Asian characters fill the em, so that 8.7 mm of ours are 10.5 mm of theirs.
            least = 8.7 if language in ("ja", "ko", "zh-Hans", "zh-Hant") else latin
            assert capitals(face(status, language), panel) >= least, (language, status)


@pytest.mark.parametrize("name", ["2.13-bwr", "2.66-bwr", "2.9-bwr", "3.5-bwr"])
def test_free_is_read_at_two_metres_on_small_signs(name: str) -> None:
    for language in ("en", "de", "fr", "es"):
        assert capitals(face(Status.FREE, language), named(name)) >= 9.2


def capitals(one: Face, panel: Panel) -> float:
    """How high capitals of the status are, in millimetres."""
    plan = sketch(one, panel).plan
    pen = Pen(one.language, stride_of(panel.width))
    word, size = best_word(pen, plan.word, (one.word, one.short), plan.goal)
    assert pen.width(word, Style.STATUS, size) <= plan.word.width
    return size * CAPITAL / panel.ppi * MM_PER_INCH


@pytest.mark.parametrize("panel", EVERY, ids=label)
def test_the_code_is_read_or_its_absence_is_stated(panel: Panel) -> None:
    sign = drawn(face(Status.FREE), panel)
    if sign.no_code is None:
        assert codes(sign.picture) == [LINK]
    else:
        assert sign.no_code is NoCode.PANEL_TOO_SMALL
        assert codes(sign.picture) == []


@pytest.mark.parametrize(
    "panel", [one for one in EVERY if (one.width**2 + one.height**2) ** 0.5 / one.ppi > 2.7], ids=label
)
def test_a_code_stands_on_every_sign_from_2_9_inches(panel: Panel) -> None:
    assert sketch(face(Status.FREE), panel).no_code is None


def test_why_there_is_no_code() -> None:
    assert drawn(face(link=""), named("7.5-bw")).no_code is NoCode.NO_LINK
    assert drawn(face(link="https://x.example/" + "k" * 4000), named("7.5-bw")).no_code is NoCode.LINK_TOO_LONG
    assert drawn(face(link="https://x.example/" + "k" * 900), named("2.9-bw")).no_code is NoCode.PANEL_TOO_SMALL


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_in_any_script_are_drawn_as_they_are(script: str) -> None:
    one, other = (drawn(face(name=name), named("4.2-bw")) for name in (SCRIPTS[script], "Turing"))
    assert not one.written_out
    assert one.picture != other.picture


@pytest.mark.parametrize("name", ["შეხვედრა", "கூட்ட அறை", "ስብሰባ"])
def test_a_script_without_a_font_is_written_in_latin_letters_and_said_so(name: str) -> None:
    assert drawn(face(name=name), named("4.2-bw")).written_out


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), SHAPES, st.sampled_from(["en", "ja", "de"]))
def test_any_name_gives_a_whole_sign_with_white_edges(name: str, link: str, panel: Panel, language: str) -> None:
    picture = drawn(face(Status.FREE, language, name, link), panel).picture
    white = panel.palette.inks.index(WHITE)
    assert len(picture.pixels) == panel.width * panel.height
    top, bottom = picture.pixels[: panel.width], picture.pixels[-panel.width :]
    assert set(top) == set(bottom) == {white}


def test_a_name_of_ten_thousand_characters_is_cut() -> None:
    picture = drawn(face(name="Wilhelmina " * 1000), named("2.9-bw")).picture
    assert picture != drawn(face(name="W"), named("2.9-bw")).picture


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(800, 480), (250, 122), (122, 250)])
def test_a_picture_is_the_same_as_planes_and_turned_back(rotation: int, size: tuple[int, int]) -> None:
    picture = drawn(face(), custom_panel(*size, Palette.BWR)).picture
    pixels = Picture(picture.width, picture.height, picture.palette, picture.pixels)
    assert [pixels.plane(ink) for ink in range(3)] == [picture.plane(ink) for ink in range(3)]
    assert of_planes(*size, Palette.BWR, {0: pixels.plane(0), 2: pixels.plane(2)}) == picture
    back = {0: 0, 90: 270, 180: 180, 270: 90}
    turned = rotated(picture, rotation)  # type: ignore[arg-type]  # one of the four
    assert rotated(turned, back[rotation]) == picture  # type: ignore[arg-type]
    if rotation in (90, 270):
        assert (turned.width, turned.height) == (picture.height, picture.width)


def test_turning_is_clockwise() -> None:
    picture = Picture(2, 1, Palette.BWR, bytes([0, 2]))
    assert rotated(picture, 90).pixels == bytes([0, 2])
    assert rotated(picture, 90).height == 2
    assert rotated(picture, 270).pixels == bytes([2, 0])


def test_planes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="planes"):
        of_planes(8, 1, Palette.BWR, {0: b"\0"})
    with pytest.raises(ValueError, match="pixels"):
        Picture(8, 1, Palette.BW, b"\0")
