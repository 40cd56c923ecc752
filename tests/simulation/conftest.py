import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _silence() -> Iterator[None]:
    """A story has thousands of troubles, each of them logged."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)
