from PySide6.QtTest import QSignalSpy

from kiosk.viewmodels.night import NightViewModel


def test_only_what_differs_is_told() -> None:
    night = NightViewModel()
    veils, shifts = QSignalSpy(night.veilChanged), QSignalSpy(night.shiftChanged)
    night.show(0.0, (0, 0))
    assert (veils.count(), shifts.count()) == (0, 0)
    night.show(0.4, (0, 0))
    assert (veils.count(), shifts.count()) == (1, 0)
    night.show(0.4, (-3, 2))
    assert (veils.count(), shifts.count()) == (1, 1)
    assert [night.property(name) for name in ("veil", "shiftX", "shiftY")] == [0.4, -3, 2]
