"""Visitors for an Offision server: the badges of a day, by their state."""

from datetime import datetime

from kiosk.backends.offision.client import OffisionClient
from kiosk.domain.visitors import VisitorCount


class CountsBadges:
    """Implements `kiosk.backends.senses.CountsVisitors` over a client."""

    client: OffisionClient

    async def visitors(self, at: datetime) -> VisitorCount:
        """The badges of the day of `at` at its UTC offset; the operation knows no building, so they are of all."""
        counts = await self.client.figures.daily_visitors(at)
        expected, here, left = counts.number_of_initial, counts.number_of_visiting, counts.number_of_visited
        return VisitorCount(at.date(), at, _count(expected), _count(here), _count(left))


def _count(number: int | None) -> int:
    return max(0, number or 0)
