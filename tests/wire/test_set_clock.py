"""The tablet's clock is set while a request is under way."""

from datetime import datetime, timedelta

import pytest

from kiosk.clock import Clock
from tests.wire.conftest import Connect, Serve
from tests.wire.scripted_server import json_reply


class SetDuringRequests(Clock):
    """A tablet's clock that somebody sets by `by` between any two looks at it."""

    def __init__(self, by: timedelta) -> None:
        super().__init__()
        self._by = by
        self._set = timedelta()

    def wall(self) -> datetime:
        self._set += self._by
        return super().wall() + self._set


@pytest.mark.parametrize(("by", "told"), [(0, True), (5, False), (-5, False), (3600, False)])
async def test_a_clock_that_is_set_during_a_request_is_not_compared(
    serve: Serve, connect: Connect, by: int, *, told: bool
) -> None:
    server = await serve(lambda _: json_reply([], Date="Sun, 29 Mar 2026 01:30:00 GMT"))
    transport = connect(server, SetDuringRequests(timedelta(seconds=by)))
    assert ((await transport.request("GET", "/x")).clock is not None) is told
