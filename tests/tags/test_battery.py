"""How full a battery is said to be."""

import pytest

from kiosk.tags.battery import Cell, cell_of, is_low, percent_of


@pytest.mark.parametrize(
    ("cell", "millivolts", "percent"),
    [
        (Cell.COIN, 1900, 0),
        (Cell.COIN, 2250, 0),
        (Cell.COIN, 2399, 19),
        (Cell.COIN, 2400, 20),
        (Cell.COIN, 2700, 60),
        (Cell.COIN, 3000, 100),
        (Cell.COIN, 3300, 100),
        (Cell.LITHIUM_ION, 3000, 0),
        (Cell.LITHIUM_ION, 3549, 19),
        (Cell.LITHIUM_ION, 3550, 20),
        (Cell.LITHIUM_ION, 3790, 50),
        (Cell.LITHIUM_ION, 4350, 100),
    ],
)
def test_a_voltage_is_worth_so_many_percent(cell: Cell, millivolts: int, percent: int) -> None:
    assert percent_of(None, millivolts, cell) == percent
    assert is_low(percent) == (percent < 20)


def test_what_the_gateway_tells_goes_before_a_guess() -> None:
    assert percent_of(7, 3000, Cell.COIN) == 7
    assert percent_of(130, None, Cell.COIN) == 100
    assert percent_of(-1, None, Cell.COIN) == 0


def test_what_is_not_known_is_neither_full_nor_low() -> None:
    assert percent_of(None, None, Cell.COIN) is None
    assert not is_low(None)


@pytest.mark.parametrize("cell", Cell)
def test_more_volts_are_never_fewer_percent(cell: Cell) -> None:
    found = [percent_of(None, millivolts, cell) or 0 for millivolts in range(1500, 4500)]
    assert found == sorted(found)
    assert {found[0], found[-1]} == {0, 100}


def test_devices_that_fetch_are_charged() -> None:
    assert cell_of("trmnl") is Cell.LITHIUM_ION
    assert cell_of("openepaperlink") is cell_of("minew") is Cell.COIN
