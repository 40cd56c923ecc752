"""A day's visitors, counted by hand."""

import httpx
import pytest

from tests.server.conftest import SteppedClock
from tests.server.office_file import code


def counts(client: httpx.Client, name: str, date: str) -> tuple[int, int, int, int]:
    body = client.get(f"/api/external/analytics/v1/{name}/daily", params={"date": date}).json()
    initial, visiting = body["numberOfInitial"], body["numberOfVisiting"]
    return initial, visiting, body["numberOfVisited"], body["numberOfNoShow"]


FRIDAY = "2026-11-20T10:00:00+01:00"


def test_every_visitor_counts_once(furnished: httpx.Client) -> None:
    assert counts(furnished, "visitor", FRIDAY) == (4, 1, 1, 1)


def test_every_appointment_counts_once(furnished: httpx.Client) -> None:
    assert counts(furnished, "visitorAppointment", FRIDAY) == (2, 1, 1, 1)


def test_time_makes_no_shows_and_visitors(furnished: httpx.Client, clock: SteppedClock) -> None:
    clock.step(hours=4)
    assert counts(furnished, "visitor", FRIDAY) == (2, 2, 1, 2)
    clock.step(hours=6)
    assert counts(furnished, "visitor", FRIDAY) == (0, 1, 2, 4)
    assert counts(furnished, "visitorAppointment", FRIDAY) == (0, 1, 2, 2)


@pytest.mark.parametrize(
    ("date", "total"),
    [
        ("2026-11-19T23:59:59+01:00", 0),
        ("2026-11-21T00:00:00+01:00", 0),
        ("2026-11-20T05:00:00+09:00", 4),
        ("2026-11-21T04:00:00+09:00", 3),
    ],
)
def test_the_day_is_that_of_the_dates_own_offset(furnished: httpx.Client, date: str, total: int) -> None:
    assert sum(counts(furnished, "visitor", date)) == total


@pytest.mark.parametrize("params", [{}, {"date": ""}, {"date": "2026-11-20"}, {"date": "2026-11-20T10:00:00"}])
def test_a_date_without_offset_is_refused(furnished: httpx.Client, params: dict[str, str]) -> None:
    answer = furnished.get("/api/external/analytics/v1/visitor/daily", params=params)

    assert code(answer) == (400, "bad_request")
