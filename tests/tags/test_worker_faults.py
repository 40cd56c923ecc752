"""What follows from each kind of failure: who waits, how long, and what is said of it."""

import logging
from datetime import UTC, datetime, timedelta
from math import inf
from random import Random
from zoneinfo import ZoneInfo

import pytest

from kiosk.backends.errors import (
    BackendError,
    Garbled,
    NotAllowed,
    NotFound,
    ServerTrouble,
    Throttled,
    TimedOut,
    Unreachable,
)
from kiosk.tags.rules import Moment, Rules
from kiosk.tags.schedule import Delivery, Says, Wish, wished
from kiosk.tags.worker_faults import (
    CALM_SECONDS,
    LOCKED_OUT_SECONDS,
    LONGEST_BACKOFF,
    LONGEST_REFUSED,
    REFUSED_SECONDS,
    Faults,
)

A = Wish("a", Says.FREE)
WAITING = wished(Delivery(colour=True), A)
RULES = Rules(ZoneInfo("UTC"))


def at(seconds: float) -> Moment:
    return RULES.moment(datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(seconds=seconds), seconds)


def unsent() -> Unreachable:
    error = Unreachable("no way there")
    error.undone = True
    return error


def faults() -> Faults:
    return Faults("ap", Random(1))


@pytest.mark.parametrize("error", [unsent(), ServerTrouble("500"), TimedOut("late"), Garbled("cut")])
def test_a_single_failure_makes_only_its_tag_wait_and_two_in_a_row_make_all(error: BackendError) -> None:
    some = faults()
    first = some.push(error, 0, at(10))
    assert first.closed == -inf
    assert first.problem == ""
    second = some.push(error, 1, at(11))
    assert 11 <= second.closed <= 12
    assert not second.of_tag


@pytest.mark.parametrize("error", [unsent(), ServerTrouble("500"), TimedOut("late"), Garbled("cut")])
def test_failures_that_last_are_the_gateway_s_problem_and_those_of_a_moment_are_not(error: BackendError) -> None:
    some = faults()
    problems = [some.push(error, 0, at(second)).problem for second in (10, 11, 13, 15, 20)]
    assert problems == ["", "", "", error.sentence, error.sentence]
    some.succeeded(at(21))
    assert [some.push(error, 0, at(second)).problem for second in (22, 23)] == ["", ""]


@pytest.mark.parametrize(
    ("error", "doubt"),
    [(unsent(), False), (ServerTrouble("500"), False), (TimedOut("late"), True), (Garbled("cut"), True)],
)
def test_only_what_may_have_arrived_counts_as_pushed(error: BackendError, doubt: bool) -> None:  # noqa: FBT001 - of the table
    fault = faults().push(error, 0, at(10))
    after = fault.step(WAITING, A, at(10))
    assert after.unconfirmed is doubt
    assert after.later >= (15 if doubt else 10)
    assert (after.drawn == 10) is doubt


def test_a_busy_gateway_is_left_alone_as_long_as_it_asks_and_that_is_no_problem(
    caplog: pytest.LogCaptureFixture,
) -> None:
    fault = faults().push(Throttled("busy", retry_after=30.0), 0, at(10))
    assert 40 <= fault.closed <= 43
    assert fault.problem == ""
    assert fault.step(WAITING, A, at(10)).pushed is None
    assert caplog.text == ""


def test_a_gateway_that_lets_nobody_in_is_tried_each_minute_and_says_so_at_once() -> None:
    fault = faults().push(NotAllowed("no entry"), 0, at(10))
    assert 10 + LOCKED_OUT_SECONDS <= fault.closed <= 10 + 1.1 * LOCKED_OUT_SECONDS
    assert fault.problem == "no entry"


@pytest.mark.parametrize("error", [unsent(), ServerTrouble("500"), NotAllowed("no entry")])
def test_a_tag_is_served_within_a_minute_of_its_gateway_s_return_however_long_that_was_away(
    error: BackendError,
) -> None:
    some = faults()
    waits = [some.push(error, failures, at(10)).step(WAITING, A, at(10)).later for failures in range(200)]
    assert max(waits) <= 10 + LONGEST_BACKOFF


def test_a_sign_that_may_be_drawn_each_time_is_repeated_less_and_less_often() -> None:
    some = faults()
    waits = [some.push(TimedOut("late"), 20, at(10)).step(WAITING, A, at(10)).later for _ in range(50)]
    assert 10 + LONGEST_BACKOFF < max(waits) <= 10 + REFUSED_SECONDS


def test_a_refused_sign_is_its_tags_affair_and_tried_less_and_less_often() -> None:
    some, waits = faults(), list[float]()
    for failures in range(8):
        fault = some.push(NotFound("no such tag", "Let it join."), failures, at(0))
        assert (fault.closed, fault.of_tag, fault.problem) == (-inf, True, "no such tag Let it join.")
        waits.append(fault.step(WAITING, A, at(0)).later)
    assert waits[:2] == [REFUSED_SECONDS, 2 * REFUSED_SECONDS]
    assert waits[-1] == LONGEST_REFUSED


def test_a_gateway_that_fails_now_and_then_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    some = faults()
    with caplog.at_level(logging.INFO):
        for second in range(0, 3000, 60):
            some.push(ServerTrouble("it fails"), 0, at(second))
            some.succeeded(at(second + 1))
        assert len(caplog.records) == 1
        some.succeeded(at(3000 + CALM_SECONDS))
        assert caplog.messages[1:] == ["Tags of ap: all is well again."]
