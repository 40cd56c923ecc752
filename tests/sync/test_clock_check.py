import pytest

from kiosk.checks.clock import time_kept
from tests.sync.virtual import VirtualClock


@pytest.mark.parametrize(("battery", "state"), [(True, "good"), (False, "doubtful")])
def test_a_clock_that_a_power_cut_loses_is_told_of_beforehand(*, battery: bool, state: str) -> None:
    clock = VirtualClock()
    clock.battery = battery
    check = time_kept(clock)
    assert check.state == state
    assert bool(check.do) is not battery
