"""Codes as people hold them up are read, and nothing is read where there is none."""

from collections.abc import Callable

import pytest
from PIL import Image, ImageOps

from kiosk.camera.codes import codes_in
from kiosk.domain.camera import meant
from tests.camera.drawn import SIZE, WALL, blurred, code, held, picture, wall

Change = Callable[[Image.Image], Image.Image]
HELD: dict[str, Change] = {
    "as it is": lambda one: one,
    "blurred": lambda one: blurred(one, 2.0),
    "turned a little": lambda one: one.rotate(17, fillcolor=WALL),
    "turned far": lambda one: one.rotate(135, fillcolor=WALL),
    "upside down": lambda one: one.rotate(180),
    "mirrored": ImageOps.mirror,
    "white on black": ImageOps.invert,
    "pale": lambda one: one.point(lambda value: 150 + value // 6),
    "dark": lambda one: one.point(lambda value: value // 5),
    "seen from the side": lambda one: one.transform(
        SIZE, Image.Transform.QUAD, (0, 0, 20, SIZE[1], SIZE[0] - 20, SIZE[1] - 60, SIZE[0], 40), fillcolor=WALL
    ),
}


def read(image: Image.Image, spare: int = 0) -> list[str]:
    return [one.text for one in codes_in(picture(image, spare))]


@pytest.mark.parametrize("change", HELD.values(), ids=HELD)
def test_a_code_is_read_however_it_is_held(change: Change) -> None:
    assert read(change(held())) == ["FJUEIW"]


@pytest.mark.parametrize("side", [64, 100, 400])
def test_a_code_is_read_from_near_and_from_afar(side: int) -> None:
    assert read(held(side=side)) == ["FJUEIW"]


def test_lines_with_something_after_them_are_read() -> None:
    assert read(held(), spare=24) == ["FJUEIW"]


@pytest.mark.parametrize(
    "text",
    [
        "https://visit.example.com/check-in?code=FJUEIW",
        "0f8fad5b-d9cb-469f-a165-70867728950e",
        "room-kiosk:setup?kind=offision&url=https://rooms.example.com&room=7&language=de",
        "Küche 3 会議室",
        "7" * 1500,
    ],
)
def test_what_a_code_holds_comes_out_to_the_letter(text: str) -> None:
    image = wall((code(text, 900), (62, 62)), size=(1024, 1024))
    assert read(image) == [text]


def test_of_two_codes_both_are_seen_and_the_one_in_the_hand_is_meant() -> None:
    poster, hand = code("WIFI:S:Guests;T:WPA;P:x;;", 110), code("FJUEIW", 240)
    seen = codes_in(picture(wall((poster, (20, 20)), (hand, (300, 200)))))
    assert {one.text for one in seen} == {"WIFI:S:Guests;T:WPA;P:x;;", "FJUEIW"}
    assert meant(seen) == "FJUEIW"


@pytest.mark.parametrize(
    "image",
    [
        wall(),
        Image.effect_noise(SIZE, 80),
        blurred(held(), 12.0),
        held().crop((0, 0, 330, 480)),
        Image.new("L", (1, 1)),
        Image.new("L", (3, 700)),
    ],
    ids=["nothing", "noise", "a blur", "half a code", "one pixel", "a line"],
)
def test_where_there_is_none_nothing_is_read(image: Image.Image) -> None:
    assert read(image) == []
