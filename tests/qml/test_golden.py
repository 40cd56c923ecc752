"""Pictures of the screen against those that were looked at; KIOSK_GOLDEN=write makes them anew."""

import os
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.qml.conftest import Show
from tests.qml.samples import SIZES, STATES, home

FOLDER = Path(__file__).resolve().parent.parent / "golden"
SEEN = Path(__file__).resolve().parents[2] / "build" / "golden"
CASES = [
    *product(["free"], ["bold-dark"], SIZES),
    *product(["occupied"], ["calm-light"], SIZES),
    ("waiting_check_in", "contrast-dark", (1280, 800)),
    ("starting_soon", "calm-dark", (800, 480)),
    ("closed", "bold-light", (480, 800)),
    ("unknown", "bold-dark", (1280, 800)),
]
A_PIXEL_DIFFERS = 48
SHARE_THAT_MAY = 0.004


def bytes_of(image: QImage) -> bytes:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(grey.constBits())


def share_of_difference(one: QImage, two: QImage) -> float:
    pairs = zip(bytes_of(one), bytes_of(two), strict=True)
    return sum(abs(a - b) > A_PIXEL_DIFFERS for a, b in pairs) / (one.width() * one.height())


@pytest.mark.parametrize(("state", "theme", "size"), CASES, ids=str)
def test_the_screen_looks_as_it_did(show: Show, state: str, theme: str, size: tuple[int, int]) -> None:
    name = f"home-{state}-{theme}-{size[0]}x{size[1]}.png"
    image = show(home(state), theme, size).window.grab()
    if os.environ.get("KIOSK_GOLDEN") == "write":
        assert image.save(str(FOLDER / name))
    SEEN.mkdir(parents=True, exist_ok=True)
    image.save(str(SEEN / name))
    golden = QImage(str(FOLDER / name))
    assert golden.size() == image.size(), f"{FOLDER / name} is missing or of another size"
    assert share_of_difference(golden, image) <= SHARE_THAT_MAY, f"compare {SEEN / name} with {FOLDER / name}"


def test_another_state_is_not_taken_for_the_same(show: Show) -> None:
    free, soon = (show(home(state), "calm-dark", (800, 480)).window.grab() for state in ("free", "starting_soon"))
    assert share_of_difference(free, soon) > SHARE_THAT_MAY


def test_a_state_that_was_changed_to_looks_like_one_drawn_anew(show: Show) -> None:
    changed = show(home("free"), "calm-light", (800, 480))
    for state in (*STATES[::2], *STATES[1::2], *STATES[::-1]):
        changed.show(home(state))
        anew = show(home(state), "calm-light", (800, 480))
        assert share_of_difference(changed.window.grab(), anew.window.grab()) == 0, state
        anew.window.destroy()
