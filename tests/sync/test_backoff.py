from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.backends.errors import Throttled, Unreachable
from kiosk.sync.backoff import LONGEST_PATIENCE, Backoff, patience
from kiosk.sync.gate import Gate
from tests.sync.virtual import VirtualClock, simulate


class Highest(Random):
    def uniform(self, a: float, b: float) -> float:
        return max(a, b)


def test_waits_double_up_to_the_ceiling() -> None:
    backoff = Backoff(15.0, Highest())
    assert [backoff.failed() for _ in range(6)] == [1.0, 2.0, 4.0, 8.0, 15.0, 15.0]


def test_success_begins_anew() -> None:
    backoff = Backoff(60.0, Highest())
    for _ in range(5):
        backoff.failed()
    backoff.succeeded()
    assert backoff.failed() == 1.0


@given(st.integers(), st.integers(1, 5000), st.floats(0.5, 3600.0))
def test_no_wait_is_above_the_ceiling_nor_the_first_above_a_second(seed: int, failures: int, ceiling: float) -> None:
    backoff = Backoff(ceiling, Random(seed))
    waits = [backoff.failed() for _ in range(failures)]
    assert 0.0 <= waits[0] <= 1.0
    assert all(0.0 <= wait <= ceiling for wait in waits)


def test_two_panels_do_not_come_back_together() -> None:
    one, other = Backoff(60.0, Random(1)), Backoff(60.0, Random(2))
    assert [one.failed() for _ in range(5)] != [other.failed() for _ in range(5)]


def test_patience_has_an_end() -> None:
    assert patience(30.0) == 30.0
    assert patience(-1.0) == 0.0
    assert patience(10.0**9) == LONGEST_PATIENCE


def test_the_gate_opens_when_the_server_said_and_only_for_throttling() -> None:
    async def main() -> None:
        gate = Gate(VirtualClock(), Random(1))
        gate.heed(Unreachable("no answer"))
        assert gate.opens == 0.0
        gate.heed(Throttled("slow down", retry_after=100.0))
        assert 100.0 <= gate.opens <= 110.0
        gate.heed(Throttled("slow down", retry_after=1.0))
        assert gate.opens >= 100.0, "a shorter wish does not undo a longer one"

    simulate(main)
