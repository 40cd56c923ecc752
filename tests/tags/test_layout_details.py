"""What makes a sign look set and not filled in: whole names, short lines on small signs, room around each word."""

import pytest

from kiosk.domain.state import Status
from kiosk.i18n import languages
from kiosk.tags.canvas import stride_of
from kiosk.tags.draw import Artist, sketch
from kiosk.tags.glyphs import Pen, Style
from kiosk.tags.panels import Panel, panel_named
from kiosk.tags.picture import Picture
from kiosk.tags.plan import CAPITAL, Slot
from kiosk.tags.typesetting import cut
from tests.tags.samples import face

LONG = "Conference Centre West, Auditorium"
SMALL = ("1.54-bw", "2.13-bw", "2.66-bw", "2.9-bw")


def named(name: str, turn: int = 0) -> Panel:
    panel = panel_named(name)
    assert panel is not None
    return panel.hung(90 if turn else 0)


def drawn(name: str, panel: Panel, status: Status = Status.FREE, language: str = "en") -> Picture:
    return Artist().draw(sketch(face(status, language, name=name, meetings=[]), panel)).picture


def inked(picture: Picture, rows: range, columns: range) -> bool:
    """Whether anything is written there."""
    pixels, width = picture.pixels, picture.width
    return any(pixels[row * width + columns.start : row * width + columns.stop].count(1) < len(columns) for row in rows)


@pytest.mark.parametrize("panel", ["4.2-bw", "7.5-bw", "10.85-bw", "13.3-bw"])
def test_a_long_name_takes_the_place_of_what_stands_beside_it_and_is_whole(panel: str) -> None:
    shape = named(panel)
    longer = LONG if shape.width < 1000 else f"{LONG} and Gallery on the Upper Level"
    plan = sketch(face(name=longer), shape).plan
    pen = Pen("en", stride_of(shape.width))
    assert plan.detail is not None
    assert pen.width(longer, plan.name.style, plan.name.least) > plan.name.width, "its own slot is too narrow"
    end = drawn(f"{longer[:-1]}X", shape)
    assert end != drawn(longer, shape), "its last letter is on the sign"
    assert inked(drawn("A", shape), range(plan.band.top), range(plan.detail.left, shape.width)), "the floor, as ever"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("size", SMALL)
@pytest.mark.parametrize("turn", [0, 90])
def test_the_rest_of_the_day_is_said_in_full_on_the_smallest_signs(language: str, size: str, turn: int) -> None:
    shape = named(size, turn)
    one = face(Status.FREE, language, meetings=[])
    slot = sketch(one, shape).plan.line
    pen = Pen(language, stride_of(shape.width))
    assert min(pen.width(text, slot.style, slot.least) for text in (one.line, one.brief)) <= slot.width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Conference, Wing", "Conference\u2026"),
        ("Conference (Wing)", "Conference\u2026"),
        ("Conference \u2013 Wing", "Conference\u2026"),
        ("Conference Wings", "Conference W\u2026"),
    ],
)
def test_nothing_that_leads_on_stands_before_an_ellipsis(text: str, shown: str) -> None:
    pen = Pen("en", 400)
    width = pen.width(text[:12].rstrip() + "\u2026", Style.TEXT, 20)
    assert cut(pen, Slot(0, 20, width, 20, 20), text, 20) == shown


def test_a_text_of_nothing_else_is_not_cut_to_nothing() -> None:
    pen = Pen("en", 400)
    assert cut(pen, Slot(0, 20, 60, 20, 20), "-" * 99, 20).startswith("--")


@pytest.mark.parametrize("language", ["ja", "ko", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("size", ["1.54-bw", "4.2-bw", "7.5-bw"])
def test_an_east_asian_status_has_air_above_it(language: str, size: str) -> None:
    shape = named(size)
    plan = sketch(face(Status.FREE, language, meetings=[]), shape).plan
    picture = drawn("A", shape, language=language)
    top = plan.word.base - round(plan.word.size * CAPITAL)
    columns = range(plan.word.left, plan.word.left + plan.word.width // 3)
    above = plan.shape.top + plan.shape.height if plan.shape.top + plan.shape.height <= top else plan.band.top + 8
    assert above < top
    assert not inked(picture, range(above, top), columns)
    assert inked(picture, range(top, plan.word.base), columns)
