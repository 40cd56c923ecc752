"""`python -m tests.app.gallery_reception`: every step of the reception at every size, and sheets to look at them."""

import sys

from PySide6.QtGui import QGuiApplication, QImage

from kiosk.picture.door import save
from kiosk.viewmodels.reception import ReceptionViewModel
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.theme import THEMES, ThemeViewModel
from kiosk.window.engine import open_face, prepare_environment
from tests.app.contact_sheet import sheet
from tests.app.programs import ROOT
from tests.qml.reception_samples import SIZES, STEPS, keys, view

PICTURES = ROOT / "build" / "screenshots"
LOOKS = (("calm-light", "en"), ("calm-light", "de"), ("bold-dark", "zh-Hant"), ("contrast-dark", "fr"))
IN_A_ROW = 5


def main() -> None:
    """Draw everything."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    prepare_environment(ROOT / "build" / "cache" / "panel", offscreen=True, system_fonts=False)
    qt = QGuiApplication(["room-kiosk"])
    for theme, language in LOOKS:
        for size in SIZES:
            name = f"reception-{theme}-{size[0]}x{size[1]}-{language}"
            shots = [(step, drawn(step, theme, size, language)) for step in STEPS]
            for step, image in shots:
                save(image, PICTURES / f"{name}-{step}.png")
            rows = [shots[at : at + IN_A_ROW] for at in range(0, len(shots), IN_A_ROW)]
            save(sheet(rows, 300), PICTURES / f"sheet-{name}.png")
    del qt
    sys.stdout.write(f"{len(LOOKS) * len(SIZES) * len(STEPS)} pictures in {PICTURES.relative_to(ROOT)}\n")


def drawn(step: str, theme: str, size: tuple[int, int], language: str) -> QImage:
    """One step."""
    shown = ReceptionViewModel(view(step, language))
    shown.name_keys(keys(language))
    look, over = ThemeViewModel(THEMES[theme], reduced_motion=True), SheetViewModel()
    models = {"reception": shown, "theme": look, "sheet": over}
    window = open_face("Reception", models, size=size, windowed=True, language=language)
    try:
        window.draw_first_frame()
        return window.grab()
    finally:
        window.destroy()


if __name__ == "__main__":
    main()
