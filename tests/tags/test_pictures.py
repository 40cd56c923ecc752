"""Signs look as they did: every panel lying and upright, every state in every palette, every language."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kiosk.domain.state import Status
from kiosk.i18n import languages
from kiosk.tags.draw import Artist, sketch
from kiosk.tags.face import Face
from kiosk.tags.panels import Panel, panel_named
from kiosk.tags.picture import Palette
from tests.tags.contact import geometries, image_of, indexed
from tests.tags.samples import face

FOLDER = Path(__file__).resolve().parent.parent / "golden" / "tags"
SEEN = Path(__file__).resolve().parents[2] / "build" / "golden"
ARTIST = Artist()
MOST_KILOBYTES = 3000


def named(name: str) -> Panel:
    panel = panel_named(name)
    assert panel is not None
    return panel


def samples() -> Iterator[tuple[str, Face, Panel]]:
    """Each with the name of its picture."""
    for panel in geometries(Palette.BWRY):
        for status in (Status.FREE, Status.OCCUPIED):
            yield f"{panel.width}x{panel.height}-{status.value}", face(status), panel
        yield f"{panel.width}x{panel.height}-nothing-next", face(Status.FREE, meetings=[]), panel
    for palette in Palette:
        for status in Status:
            for size in ("2.9", "7.5"):
                yield f"{size}-{palette.value}-{status.value}", face(status), named(f"{size}-{palette.value}")
    for language in languages():
        for status in (Status.FREE, Status.WAITING_CHECK_IN):
            yield f"4.2-{language}-{status.value}", face(status, language), named("4.2-bwry")


SAMPLES = {name: (one, panel) for name, one, panel in samples()}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sign_looks_as_it_did(name: str) -> None:
    one, panel = SAMPLES[name]
    picture = ARTIST.draw(sketch(one, panel)).picture
    path = FOLDER / f"{name}.png"
    if os.environ.get("KIOSK_GOLDEN") == "write":
        FOLDER.mkdir(parents=True, exist_ok=True)
        indexed(picture).save(path, optimize=True)
    image, golden = image_of(picture), Image.open(path).convert("RGB")
    assert golden.size == image.size
    apart = sum(ImageChops.difference(golden, image).convert("L").histogram()[1:])
    if apart > 0.002 * image.width * image.height:
        SEEN.mkdir(parents=True, exist_ok=True)
        image.save(SEEN / f"tag-{path.name}")
        pytest.fail(f"{apart} pixels are others: compare {SEEN / ('tag-' + path.name)} with {path}")


def test_every_picture_to_compare_with_is_one_of_a_sample_and_all_are_small() -> None:
    there = {path.stem for path in FOLDER.glob("*.png")}
    assert there == set(SAMPLES)
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < MOST_KILOBYTES * 1000
