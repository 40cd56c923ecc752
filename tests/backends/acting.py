"""A backend's abilities, of which the test knows that they are there."""

from collections.abc import Awaitable

from kiosk.backends.abilities import CanBook, CanCancel, CanCheckIn, CanEnd, CanExtend, abilities_of
from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError
from kiosk.domain.booking import Booking


def booker(backend: Backend) -> CanBook:
    found = abilities_of(backend).book
    assert found is not None
    return found


def extender(backend: Backend) -> CanExtend:
    found = abilities_of(backend).extend
    assert found is not None
    return found


def checker(backend: Backend) -> CanCheckIn:
    found = abilities_of(backend).check_in
    assert found is not None
    return found


def ender(backend: Backend) -> CanEnd:
    found = abilities_of(backend).end
    assert found is not None
    return found


def canceller(backend: Backend) -> CanCancel:
    found = abilities_of(backend).cancel
    assert found is not None
    return found


async def attempt(work: Awaitable[Booking]) -> Booking | BackendError:
    """What it comes to, whichever way it ends."""
    try:
        return await work
    except BackendError as no:
        return no
