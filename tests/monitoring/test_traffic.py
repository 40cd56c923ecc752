"""Requests as they are counted around an application: by class, by duration, by the limit that they hit."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

import pytest

from kiosk.monitoring.traffic import BOUNDS, Traffic
from tests.tags.exposition import parsed

Message = MutableMapping[str, Any]
STATUS, BUCKET = "room_kiosk_requests_total", "room_kiosk_request_seconds_bucket"


@dataclass
class Answering:
    """An application that takes so long, and answers so: 0 is no answer at all."""

    status: int = 200
    seconds: float = 0.0
    at: float = 100.0

    def monotonic(self) -> float:
        return self.at

    async def __call__(
        self, _scope: Message, _receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        if not self.status:
            raise ConnectionResetError
        await send({"type": "http.response.start", "status": self.status})
        self.at += self.seconds
        await send({"type": "http.response.body", "body": b""})


async def nothing() -> Message:
    return {}


async def unheard(_: Message) -> None:
    """Whoever asked."""


async def asked(app: Answering, traffic: Traffic, *answers: tuple[int, float]) -> dict[str, dict[str, float]]:
    for app.status, app.seconds in answers:
        await traffic({"type": "http"}, nothing, unheard)
    told = parsed("".join(traffic.families()))
    return {
        name: {",".join(dict(labels).values()): one for labels, one in found.items()} for name, found in told.items()
    }


@pytest.fixture
def app() -> Answering:
    return Answering()


@pytest.fixture
def traffic(app: Answering) -> Traffic:
    return Traffic(app, app.monotonic)


async def test_before_the_first_request_all_is_nought(app: Answering, traffic: Traffic) -> None:
    told = await asked(app, traffic)
    assert {value for found in told.values() for value in found.values()} == {0}
    assert list(told[STATUS]) == ["1xx", "2xx", "3xx", "4xx", "5xx"]


async def test_each_answer_counts_in_its_class(app: Answering, traffic: Traffic) -> None:
    told = await asked(app, traffic, (200, 0), (204, 0), (404, 0), (503, 0))
    assert told[STATUS] == {"1xx": 0, "2xx": 2, "3xx": 0, "4xx": 1, "5xx": 1}


async def test_how_long_they_took_is_told_by_bounds(app: Answering, traffic: Traffic) -> None:
    told = await asked(app, traffic, (200, 0.0), (200, 0.25), (200, 0.5), (200, 60.0))
    found = told[BUCKET]
    assert [found[key] for key in ("0.005", "0.1", "0.25", "0.5", "10", "+Inf")] == [1, 1, 2, 3, 3, 4]
    assert len(found) == len(BOUNDS) + 1
    assert told["room_kiosk_request_seconds_sum"] == {"": 60.75}


async def test_a_limit_that_was_hit_is_named(app: Answering, traffic: Traffic) -> None:
    told = await asked(app, traffic, (429, 0), (429, 0), (414, 0), (413, 0), (400, 0))
    assert told["room_kiosk_limits_hit_total"] == {"too_large": 1, "too_long": 1, "too_many": 2}


async def test_who_went_before_there_was_an_answer_is_not_counted(app: Answering, traffic: Traffic) -> None:
    with pytest.raises(ConnectionResetError):
        await asked(app, traffic, (0, 0))
    told = await asked(app, traffic)
    assert told["room_kiosk_request_seconds_count"] == {"": 0}
