"""Every backend there is, each with its server. A new one is one line here, and every test of the contract is its."""

from kiosk.backends.base import Backend
from kiosk.domain.booking import Booking, booking_behind
from kiosk.domain.policy import Policy
from kiosk.domain.state import RoomState, derive
from tests.backends.houses import ATRIUM, NOW
from tests.backends.local_house import LOCAL, OFFISION
from tests.backends.nexudus_house import NEXUDUS, NEXUDUS_OTHERWISE
from tests.backends.relay_house import RELAYED, RELAYED_OTHERWISE

HOUSES = (OFFISION, LOCAL, NEXUDUS, NEXUDUS_OTHERWISE, RELAYED, RELAYED_OTHERWISE)


async def state_of(backend: Backend, room: str = ATRIUM) -> RoomState:
    """What the door says now."""
    (agenda,) = (await backend.agendas([room], NOW)).agendas
    return derive(agenda, NOW, Policy())


async def held_now(backend: Backend, room: str = ATRIUM) -> Booking:
    """The booking that has the room now, as the backend shows it."""
    current = (await state_of(backend, room)).current
    assert current is not None
    booking = booking_behind(current, room)
    assert booking is not None
    return booking
