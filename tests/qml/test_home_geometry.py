"""Nothing is cut, nothing overlaps, nothing leaves the window: states by sizes by languages."""

from dataclasses import replace

import pytest

from kiosk.i18n import PSEUDO_RTL, languages
from tests.qml import geometry
from tests.qml.conftest import Show
from tests.qml.samples import ODD_SIZES, SIZES, STATES, TEXTS, home, long_day, outside

AIR = "21\u00a0°C · CO₂ 640\u00a0ppm · 38\u00a0dB"
DETAIL = home("free").detail
MAY_BE_CUT = ("Floor 3", "Quarterly", "Grace", "rooms.example.com")


def size_name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("size", SIZES, ids=size_name)
@pytest.mark.parametrize("state", STATES)
def test_every_text_is_whole_and_in_its_place(show: Show, state: str, size: tuple[int, int], language: str) -> None:
    panel = show(home(state, language), size=size).window
    shown = geometry.texts(panel)
    assert [one.text for one in shown if one.truncated and not one.text.startswith(MAY_BE_CUT)] == []
    assert geometry.overlaps(shown) == []
    assert geometry.outside(shown, panel) == []
    assert min(one.pixels for one in shown) >= 14


@pytest.mark.parametrize("size", [*SIZES, *ODD_SIZES], ids=size_name)
@pytest.mark.parametrize("state", ["waiting_check_in", "unknown"])
def test_odd_sizes_keep_texts_apart_and_inside(show: Show, state: str, size: tuple[int, int]) -> None:
    view = replace(home(state), note="Last contact 13:41 · trying again")
    panel = show(view, size=size, theme="calm-light").window
    shown = geometry.texts(panel)
    assert geometry.overlaps(shown) == []
    assert geometry.outside(shown, panel) == []


@pytest.mark.parametrize("theme", ["bold-dark", "calm-light"])
@pytest.mark.parametrize("size", [*SIZES, *ODD_SIZES], ids=size_name)
@pytest.mark.parametrize("state", ["occupied", "waiting_check_in", "unknown"])
def test_the_air_of_the_room_fits_in(show: Show, state: str, size: tuple[int, int], theme: str) -> None:
    panel = show(replace(home(state, "de"), environment=AIR), size=size, theme=theme).window
    shown = geometry.texts(panel)
    air = next(one for one in shown if one.text == AIR)
    assert not air.truncated or size == (320, 240)
    assert geometry.overlaps(shown) == []
    assert geometry.outside(shown, panel) == []


def test_the_air_stands_beside_the_detail_where_there_is_room(show: Show) -> None:
    for size, beside in (((1920, 1080), True), ((480, 800), False)):
        for language in ("en", PSEUDO_RTL):
            shown = geometry.texts(show(replace(home("free", language), environment=AIR), size=size).window)
            air, detail = (next(one.box for one in shown if one.text == text) for text in (AIR, DETAIL))
            assert (abs(air.top() - detail.top()) < 2) is beside
            if beside:
                assert (air.left() < detail.left()) is (language == PSEUDO_RTL)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("size", SIZES, ids=size_name)
def test_any_subject_stays_in_its_place(show: Show, size: tuple[int, int], name: str) -> None:
    panel = show(outside(TEXTS[name]), size=size).window
    shown = geometry.texts(panel)
    assert geometry.overlaps(shown) == []
    assert geometry.outside(shown, panel) == []


@pytest.mark.parametrize("size", SIZES, ids=size_name)
def test_right_to_left_mirrors_the_screen(show: Show, size: tuple[int, int]) -> None:
    panel = show(home("occupied", PSEUDO_RTL), size=size).window
    shown = geometry.texts(panel)
    assert geometry.overlaps(shown) == []
    assert geometry.outside(shown, panel) == []
    room = next(one for one in shown if one.text == "Victoria")
    clock = next(one for one in shown if one.text == "14:12")
    assert clock.box.right() < room.box.left()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("size", SIZES, ids=size_name)
def test_the_word_fits_in_every_language(show: Show, size: tuple[int, int], language: str) -> None:
    panel = show(home(STATES[0], language), size=size)
    for state in STATES:
        view = home(state, language)
        panel.show(view)
        word = next(one for one in geometry.texts(panel.window) if one.text == view.word)
        assert not word.truncated


@pytest.mark.parametrize("size", [*SIZES, *ODD_SIZES], ids=size_name)
def test_the_day_shows_whole_lines_only(show: Show, size: tuple[int, int]) -> None:
    panel = show(replace(home("occupied"), day=long_day(100)), size=size).window
    column = geometry.box(geometry.of_type(panel, "DayColumn")[0])
    lines = [geometry.box(line) for line in geometry.of_type(panel, "DayLine")]
    below = [geometry.box(one) for one in geometry.of_type(panel, "QrCode")]
    assert lines
    assert all(column.contains(line) for line in lines)
    assert not any(line.intersects(code) for line in lines for code in below)
    assert len(lines) < 20
