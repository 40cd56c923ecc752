"""An application for windows that nobody sees, with the project's own fonts."""

from pathlib import Path

from kiosk.window.engine import prepare_environment

prepare_environment(
    Path(__file__).resolve().parents[2] / "build" / "cache" / "panel", offscreen=True, system_fonts=False
)
