import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.backends.contract import HOUSES
from tests.backends.houses import Event, House, Site

Run = Callable[..., Awaitable[Site]]


@pytest.fixture(params=HOUSES, ids=lambda house: house.name)
def house(request: pytest.FixtureRequest) -> House:
    chosen: House = request.param
    return chosen


@pytest.fixture
async def run(house: House, tmp_path: Path) -> AsyncIterator[Run]:
    """Runs the house's server, once, with these events in it."""
    async with AsyncExitStack() as stack:

        async def start(*events: Event) -> Site:
            return await stack.enter_async_context(house.run(tmp_path, events))

        yield start


@pytest.fixture(autouse=True)
def _no_secret_in_any_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    for record in caplog.get_records("call"):
        assert "canary-" not in record.getMessage() + repr(record.args)


def able(*names: str) -> pytest.MarkDecorator:
    """For those backends only that can do all of this."""
    houses = [one for one in HOUSES if one.can >= set(names)]
    return pytest.mark.parametrize("house", houses, ids=lambda one: one.name, indirect=True)
