"""What stands for a light in the words of a lamp."""

import json

from kiosk.domain.light import AMBER, OFF, RED, Light
from kiosk.domain.state import Status
from kiosk.lights.fill import Filler

DIM = Light(Status.OCCUPIED, RED, 0.25)
WLED = '{"on":{on},"bri":{brightness},"seg":[{"fx":{blink},"col":[[{red},{green},{blue}]]}]}'


def filled(text: str, light: Light) -> str:
    return Filler((text,)).fill(text, light)


def test_the_braces_of_json_stay() -> None:
    blinking = Light(Status.WAITING_CHECK_IN, AMBER, 0.25, blink=True)
    assert json.loads(filled(WLED, blinking)) == {
        "on": True,
        "bri": 64,
        "seg": [{"fx": 1, "col": [[255, 120, 0]]}],
    }
    assert json.loads(filled(WLED, Light(Status.CLOSED, OFF, 0.0)))["on"] is False


def test_a_colour_is_dimmed_itself_where_no_brightness_is_told() -> None:
    assert filled("{hex} {red}", DIM) == "400000 64"
    assert filled("{hex} {percent}", DIM) == "FF0000 25"


def test_the_texts_of_one_lamp_count_together() -> None:
    filler = Filler(("/set?colour={hex}", "{brightness}"))
    assert filler.fill("/set?colour={hex}", DIM) == "/set?colour=FF0000"


def test_the_state_has_its_name_and_a_strange_name_stays() -> None:
    assert filled("{state} {token} {nothing} {}", DIM) == "occupied {token} {nothing} {}"
