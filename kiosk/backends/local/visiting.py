"""A local server's visitors as abilities of its backend."""

from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.backends.offision.client import OffisionClient
from kiosk.domain.visit import Host, Visit

if TYPE_CHECKING:
    from kiosk.backends.local.visitors import LocalVisitors
    from kiosk.domain.visiting import Invited


class ReceivesVisitors:
    """Implements every protocol of `kiosk.backends.visits` over a client of a local server."""

    client: OffisionClient

    async def find_visits(self, code: str, at: datetime) -> tuple[Visit, ...]:  # noqa: ARG002 - it tells all at once
        """See `FindsVisits`."""
        return await self._visitors.find(code)

    async def arrive(self, visit: Visit, at: datetime, key: str) -> None:
        """See `TakesArrivals`."""
        await self._visitors.arrive(visit, at, key)

    async def leave(self, visit: Visit, at: datetime, key: str) -> None:
        """See `TakesArrivals`."""
        await self._visitors.leave(visit, at, key)

    async def find_hosts(self, text: str, most: int = 5) -> tuple[Host, ...]:
        """See `FindsHosts`."""
        return await self._visitors.hosts(text, most)

    async def walk_in(self, visit: Visit, key: str) -> Visit:
        """See `TakesWalkIns`."""
        return await self._visitors.walk_in(visit, key)

    async def invite(self, invited: "Invited", key: str) -> Visit:
        """An invitation; the same key gives the same one."""
        return await self._visitors.invite(invited, key)

    async def expected(self) -> tuple[Visit, ...]:
        """Who is expected in the day to come, and who is in."""
        return await self._visitors.expected()

    async def guess_lock(self, building: str, at: datetime) -> datetime | None:
        """See `SharesGuesses`."""
        return await self._visitors.lock(building, at)

    async def guess_missed(self, building: str, at: datetime) -> None:
        """See `SharesGuesses`."""
        await self._visitors.missed(building, at)

    @property
    def _visitors(self) -> "LocalVisitors":
        from kiosk.backends.local.visitors import LocalVisitors  # noqa: PLC0415 - a door has no visitors

        return LocalVisitors(self.client.transport)
