"""`python -m tests.app.gallery`: every size, theme and state as a picture, and sheets to look at them together."""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QImage

from kiosk.config import THEMES
from kiosk.i18n import DEFAULT, PSEUDO_LONG, PSEUDO_RTL, languages
from kiosk.picture.door import application, draw, save
from tests.app.colour_blind import KINDS, seen
from tests.app.contact_sheet import sheet
from tests.app.programs import ROOT
from tests.app.scenes import SPECIAL, STATES, Prepared, demo, nothing, prepare
from tests.app.small_pictures import pillow, write_small

SIZES = ((1280, 800), (800, 480), (1920, 1080), (800, 1280), (480, 800))
BETWEEN = ((1024, 600), (600, 1024))
SPECIAL_SIZES = ((1280, 800), (800, 480), (480, 800))
LANGUAGES = (*(tag for tag in languages() if tag != DEFAULT), PSEUDO_LONG, PSEUDO_RTL)
SHEETS = (
    ("free", "book"),
    ("free", "later"),
    ("occupied", "day"),
    ("waiting_check_in", "check_in"),
    ("occupied", "extend"),
    ("occupied", "end"),
)
SHEET_LOOKS = (("bold-dark", "en"), ("calm-light", "de"), ("contrast-dark", "en"))
SPOKEN = "language-"
ACTS = frozenset({"book", "later", "day", "check_in", "check_in_tap", "extend", "end"})
USUAL = "bold-dark"
SEEN_BY_ALL = (USUAL, "calm-light")
PICTURES = ROOT / "build" / "screenshots"
DOCS, WIDEST = ROOT / "docs" / "pictures", 1280


class Shot(NamedTuple):
    """One picture to draw; those of one `sheet` are shown together, row by row."""

    sheet: str
    row: str
    prepared: Prepared
    theme: str
    size: tuple[int, int]
    language: str = "en"
    opened: str = ""

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        language = "" if self.language == "en" else f"-{self.language}"
        return (
            f"{self.opened or 'home'}-{self.prepared.scene.name}-{self.theme}-{self.size[0]}x{self.size[1]}{language}"
        )

    @property
    def label(self) -> str:
        """What is written under it on a sheet."""
        return f"{self.prepared.scene.name} {self.size[0]}×{self.size[1]}"

    def drawn(self) -> QImage:
        """The picture."""
        face = self.prepared.look(self.theme, self.language)
        return draw(face, self.prepared.state, self.prepared.scene.shown, self.size, ACTS, self.opened)


def main() -> None:
    """Draw everything, or with --docs the few pictures of the documents."""
    parser = argparse.ArgumentParser(prog="python -m tests.app.gallery", description=__doc__)
    parser.add_argument("--docs", action="store_true", help="only the pictures in docs/pictures")
    parser.add_argument("--only", default="", metavar="NAME", help="only the sheets whose names begin so")
    asked = parser.parse_args()
    docs = asked.docs
    with tempfile.TemporaryDirectory(prefix="kiosk-gallery-") as folder:
        settings = demo(Path(folder))
        states = [prepare(scene, settings) for scene in STATES]
        special = [] if docs else [*(prepare(scene, settings) for scene in SPECIAL), nothing(settings)]
        qt = application(states[0].face)
        written = _documents(states) if docs else _everything(states, special, asked.only)
        del qt
    sys.stdout.write(f"{written} pictures in {(DOCS if docs else PICTURES).relative_to(ROOT)}\n")


def _everything(states: list[Prepared], special: list[Prepared], only: str) -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    count = 0
    with ThreadPoolExecutor(2) as pool:
        wanted = (shot for shot in _shots(states, special) if shot.sheet.startswith(only))
        for name, shots in groupby(wanted, key=lambda shot: shot.sheet):
            rows: dict[str, list[tuple[str, QImage]]] = {}
            for shot in shots:
                image = shot.drawn()
                rows.setdefault(shot.row, []).append((shot.label, image))
                pool.submit(_write, image, PICTURES / f"{shot.name}.png")
                count += 1
            together = sheet(list(rows.values()), 260)
            pool.submit(_write, together, PICTURES / f"sheet-{name}.png")
            for kind in KINDS if name in SEEN_BY_ALL else ():
                pool.submit(_write, seen(together, kind), PICTURES / f"sheet-{name}-{kind}.png")
    return count


def _shots(states: list[Prepared], special: list[Prepared]) -> Iterator[Shot]:
    for theme in THEMES:
        yield from _grid(theme, states, theme, SIZES)
    yield from _grid("between", states, USUAL, BETWEEN)
    yield from _sheets(states)
    for language in LANGUAGES:
        yield from _spoken(states, language)
    half = len(special) // 2
    yield from _grid("special-1", special[:half], USUAL, SPECIAL_SIZES)
    yield from _grid("special-2", special[half:], USUAL, SPECIAL_SIZES)


def _spoken(states: list[Prepared], language: str) -> Iterator[Shot]:
    """Every state and every sheet in a language."""
    name, by_name = f"{SPOKEN}{language}", {one.scene.name: one for one in states}
    yield from _grid(name, states, USUAL, SPECIAL_SIZES, language)
    for scene, opened in SHEETS:
        yield from (Shot(name, opened, by_name[scene], USUAL, size, language, opened) for size in SPECIAL_SIZES)


def _sheets(states: list[Prepared]) -> Iterator[Shot]:
    """Each sheet at each size, by look."""
    by_name = {one.scene.name: one for one in states}
    for theme, language in SHEET_LOOKS:
        for scene, opened in SHEETS:
            name = f"opened-{theme}"
            yield from (Shot(name, opened, by_name[scene], theme, size, language, opened) for size in SIZES)


def _grid(
    name: str, scenes: Iterable[Prepared], theme: str, sizes: Iterable[tuple[int, int]], language: str = "en"
) -> Iterator[Shot]:
    return (Shot(name, one.scene.name, one, theme, size, language) for one in scenes for size in sizes)


def _documents(states: list[Prepared]) -> int:
    by_name = {one.scene.name: one for one in states}
    occupied = Shot("", "", by_name["occupied"], USUAL, SIZES[0])
    portrait = Shot("", "", by_name["free"], "calm-light", (480, 800))
    small = [(shot.label, shot.drawn()) for shot in _grid("", states, USUAL, SIZES[:1])]
    pictures = {
        "panel": occupied.drawn(),
        "states": sheet([small[:3], small[3:]], 240, labels=False),
        "portrait": portrait.drawn(),
    }
    for name, image in pictures.items():
        write_small(pillow(image), DOCS / f"{name}.png", WIDEST)
    return len(pictures)


def _write(image: QImage, path: Path) -> None:
    if not save(image, path):
        sys.stderr.write(f"{path}: cannot be written\n")


if __name__ == "__main__":
    main()
