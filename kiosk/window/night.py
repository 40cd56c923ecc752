"""A panel's night laid over its window: the veil, the picture's place, and the touches that wake it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kiosk.display.dimmer import Paint
from kiosk.night import Night
from kiosk.viewmodels.night import NightViewModel
from kiosk.window.engine import PanelWindow
from kiosk.window.wake import WakeWatch


@contextmanager
def night_over(window: PanelWindow, make: Callable[[Paint], Night]) -> Iterator[Night]:
    """The night that `make` makes, over `window` until the end.

    Who watches touches from then on hears of those in the dark too. Raises what `make` raises.
    """
    model = NightViewModel(window)
    night = make(model.show)
    window.lay_over("Design", "Veil", {"night": model})
    watch = WakeWatch(window.window, lambda: night.dark, night.touched)
    try:
        yield night
    finally:
        watch.stop()
