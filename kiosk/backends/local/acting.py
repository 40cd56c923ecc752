"""An Offision backend whose server also checks in, extends, ends and cancels. Knows neither rooms nor their air."""

from dataclasses import replace
from datetime import datetime

from kiosk.backends.base import Capabilities
from kiosk.backends.errors import Conflict
from kiosk.backends.local.desk import LocalDesk, named
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.domain.booking import Booking


class ActingBackend(OffisionBackend):
    """Implements every protocol of `kiosk.backends.abilities`."""

    @property
    def capabilities(self) -> Capabilities:
        """What Offision's API can do, and all that can be done with a booking."""
        return replace(super().capabilities, check_in=True, extend=True, end=True, cancel=True)

    async def book(
        self, room_id: str, start: datetime, end: datetime, subject: str | None = None, *, marker: str | None = None
    ) -> Booking:
        """A new booking; see `CanBook`."""
        try:
            return await super().book(room_id, start, end, subject, marker=marker)
        except Conflict as no:
            raise named(no) from None

    async def check_in(self, held: Booking) -> Booking:
        """The booking, checked in; see `CanCheckIn`."""
        return await self._acted(self._local.check_in(held))

    async def extend(self, held: Booking, end: datetime) -> Booking:
        """The same booking, which lasts until `end`; see `CanExtend`."""
        return await self._acted(self._local.extend(held, end))

    async def end(self, held: Booking, at: datetime) -> Booking:  # noqa: ARG002 - the server goes by its own clock
        """The booking, over at the server's now; see `CanEnd`."""
        return await self._acted(self._local.end(held))

    async def cancel(self, held: Booking) -> None:
        """Nothing is left of the booking; see `CanCancel`."""
        await self._acted(self._local.cancel(held))

    @property
    def _local(self) -> LocalDesk:
        return LocalDesk(self.client.transport)
