"""`python -m tests.app.gallery_manual`: docs/screens.md and its pictures, each screen once and small."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QObject

from kiosk.badge.badge import sample_badge
from kiosk.badge.drawing import draw as draw_badge
from kiosk.badge.template import read_template
from kiosk.clock import FixedClock
from kiosk.config import THEMES, PanelConfig
from kiosk.domain.state import Status
from kiosk.picture.door import application, draw
from kiosk.picture.lobby import draw_lobby, fetch_lobby
from kiosk.settings import Settings
from kiosk.tags.draw import Artist, sketch
from kiosk.tags.panels import panel_named
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.lobby import LobbyViewModel
from kiosk.viewmodels.reception import ReceptionViewModel
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.viewmodels.theme import ThemeViewModel, plain_theme
from kiosk.window.calm import open_calm
from kiosk.window.engine import PanelWindow, open_face, open_window
from tests.app import manual_sheets
from tests.app.gallery import ACTS
from tests.app.programs import ROOT
from tests.app.scenes import SPECIAL, STATES, Prepared, demo, nothing, prepare
from tests.app.small_pictures import pillow, write_small
from tests.docs.screens import CHAPTERS, PICTURES, page
from tests.qml.lobby_samples import lobby
from tests.qml.reception_samples import AT, STEPS, keys, view
from tests.qml.samples import home
from tests.tags.contact import image_of
from tests.tags.samples import face as sign_face

FOLDER = ROOT / "docs" / PICTURES
SIZE, WIDTH = (1280, 800), 560
CAN = ACTS | {"find", "report"}
# What the door opens by itself, over the state in which it does; the other sheets are made without a door.
OPENED = {"book": "free", "later": "free", "day": "occupied", "meeting": "occupied", "end": "occupied"}
OPENED |= {"cancel": "occupied", "more": "occupied", "report": "occupied"}
SIGNS = {"2.13-bw": Status.FREE, "2.9-bwry": Status.OCCUPIED, "7.5-bwr": Status.OCCUPIED}
REFUSED = "config.toml: [backend] token_file: expected the token alone, on one line"
Drawn = Iterator[tuple[str, Callable[[], Image.Image]]]


def main() -> None:
    """Draw what the page names, write the page, and take away what it names no more."""
    parser = argparse.ArgumentParser(prog="python -m tests.app.gallery_manual", description=__doc__)
    parser.add_argument("--only", default="", metavar="NAME", help="only the pictures whose names begin so")
    only = parser.parse_args().only
    with tempfile.TemporaryDirectory(prefix="kiosk-manual-") as folder:
        settings = demo(Path(folder))
        scenes = {one.name: prepare(one, settings) for one in (*STATES, *SPECIAL)} | {"nothing": nothing(settings)}
        qt = application(scenes["free"].face)
        made = every(scenes, settings)
        count = sum(_written(name, made[name]) for name in _wanted() if name.startswith(only))
        del qt
    (ROOT / "docs" / "screens.md").write_text(page(), encoding="utf-8")
    for old in set(FOLDER.glob("*.png")) - {FOLDER / f"{name}.png" for name in _wanted()}:
        old.unlink()
    sys.stdout.write(f"{count} pictures in {FOLDER.relative_to(ROOT)}\n")


def every(scenes: Mapping[str, Prepared], settings: Settings) -> Mapping[str, Callable[[], Image.Image]]:
    """How each screen is drawn, by the name of its picture."""
    kinds: Mapping[str, Drawn] = {
        "door": ((name, partial(_door, one)) for name, one in scenes.items()),
        "look": ((theme, partial(_door, scenes["occupied"], theme)) for theme in THEMES),
        "sheet": ((name, partial(_sheet, state, shown)) for name, state, shown in manual_sheets.door()),
        "sheet-": ((name, partial(_door, scenes[state], opened=name)) for name, state in OPENED.items()),
        "setup": ((name, partial(_sheet, "free", shown)) for name, shown in manual_sheets.setup()),
        "settings": ((name, partial(_sheet, "free", shown)) for name, shown in manual_sheets.settings()),
        "reception": ((name, partial(_reception, name)) for name in STEPS),
        "staff": ((name, partial(_reception, "idle", shown)) for name, shown in manual_sheets.staff()),
        "lobby": iter(_lobbies(settings).items()),
        "sign": _signs(),
        "other": iter(
            [
                ("calm", _calm),
                ("refused", partial(_calm, REFUSED)),
                ("badge", _badge),
                ("upright", partial(_upright, scenes["free"])),
            ]
        ),
    }
    return {f"{kind.rstrip('-')}-{name}": how for kind, drawn in kinds.items() for name, how in drawn}


def _wanted() -> list[str]:
    return [f"{chapter.kind}-{name}" for chapter in CHAPTERS for name in chapter.screens]


def _written(name: str, drawing: Callable[[], Image.Image]) -> int:
    write_small(drawing(), FOLDER / f"{name}.png", WIDTH)
    return 1


def _taken(window: PanelWindow, *models: QObject) -> Image.Image:
    """The picture of a window, which goes with the models that it shows."""
    for model in models:
        model.setParent(window)
    try:
        window.draw_first_frame()
        return pillow(window.grab())
    finally:
        window.destroy()


def _door(prepared: Prepared, theme: str = "bold-dark", size: tuple[int, int] = SIZE, opened: str = "") -> Image.Image:
    can = CAN | {"cancel"} if opened in {"cancel", "meeting"} else CAN
    return pillow(draw(prepared.look(theme), prepared.state, prepared.scene.shown, size, can, opened))


def _upright(prepared: Prepared) -> Image.Image:
    return _door(prepared, "calm-light", (480, 800))


def _sheet(state: str, shown: SheetView) -> Image.Image:
    behind, theme, over = HomeViewModel(home(state)), _theme("bold-dark"), _over(shown)
    return _taken(open_window(behind, theme, over, size=SIZE, windowed=True), behind, theme, over)


def _reception(step: str, shown: SheetView | None = None) -> Image.Image:
    desk = ReceptionViewModel(view(step))
    desk.name_keys(keys())
    return _face("Reception", "calm-light", SIZE, reception=desk, sheet=_over(shown or SheetView()))


def _lobbies(settings: Settings) -> Mapping[str, Callable[[], Image.Image]]:
    def building() -> Image.Image:
        known = replace(
            settings, config=replace(settings.config, lobby=replace(settings.config.lobby, building="Spreehaus"))
        )
        look = asyncio.run(fetch_lobby(known, FixedClock(AT)))
        return pillow(draw_lobby(known, look, AT, SIZE))

    def rooms(count: int, theme: str, size: tuple[int, int]) -> Image.Image:
        return _face("Lobby", theme, size, lobby=LobbyViewModel(lobby(count)))

    return {
        "building": building,
        "seven": partial(rooms, 7, "contrast-dark", (540, 960)),
        "many": partial(rooms, 60, "calm-light", (1920, 1080)),
    }


def _signs() -> Drawn:
    for status in Status:
        yield status.value, partial(_sign, "4.2-bwr", status)
    for panel, status in SIGNS.items():
        yield panel, partial(_sign, panel, status)


def _sign(name: str, status: Status) -> Image.Image:
    panel = panel_named(name)
    assert panel is not None
    return image_of(Artist().draw(sketch(sign_face(status), panel)).picture)


def _badge() -> Image.Image:
    drawn = draw_badge(read_template("62x100"), sample_badge(AT, "en"), "en").image.convert("L")
    return drawn.resize((drawn.width // 2, drawn.height // 2), Image.Resampling.LANCZOS)


def _calm(refused: str = "") -> Image.Image:
    return _taken(open_calm(PanelConfig(), "Victoria", windowed=True, size=SIZE, refused=refused))


def _face(name: str, theme: str, size: tuple[int, int], **models: QObject) -> Image.Image:
    every = {**models, "theme": _theme(theme)}
    return _taken(open_face(name, every, size=size, windowed=True, language="en"), *every.values())


def _over(shown: SheetView) -> SheetViewModel:
    sheet = SheetViewModel()
    sheet.name_keys(keys())
    sheet.show(shown)
    return sheet


def _theme(name: str) -> ThemeViewModel:
    return ThemeViewModel(plain_theme(name), reduced_motion=True)


if __name__ == "__main__":
    main()
