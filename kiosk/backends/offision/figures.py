"""The operations about figures: visitors of a day, and how much resources are used."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from kiosk.backends.http.decode import Decoded
from kiosk.backends.http.query import Moment
from kiosk.backends.offision.calls import Calls
from kiosk.backends.offision.models_figures import DailyVisitors, ResourceUsage, TimeUsage

Grain = Literal["FiveMinutes", "FifteenMinutes", "HalfHour", "Hourly", "Daily", "Weekly", "Monthly"]


class Figures:
    """Every method may raise `BackendError`. An empty sequence asks for all resources, or all floors."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def daily_visitors(self, date: datetime) -> DailyVisitors:
        """Badges by state on the day of `date` at its own UTC offset; raises ValueError where it has none."""
        return await self._daily("analytics.daily_visitors", date)

    async def daily_visitor_appointments(self, date: datetime) -> DailyVisitors:
        """As `daily_visitors`: the reference does not say what sets the two apart."""
        return await self._daily("analytics.daily_visitor_appointments", date)

    async def booking_by_resource(
        self,
        *,
        resource_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
        start: Moment | None = None,
        end: Moment | None = None,
    ) -> Decoded[ResourceUsage]:
        """How much each resource was booked."""
        query = {"bookableResourceId": resource_ids, "floorId": floor_ids, "from": start, "to": end}
        return await self._calls.array("usage.booking_by_resource", ResourceUsage, query)

    async def occupancy_by_resource(
        self,
        *,
        resource_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
        start: Moment | None = None,
        end: Moment | None = None,
    ) -> Decoded[ResourceUsage]:
        """How much each resource was occupied, by its sensors."""
        query = {"bookableResourceId": resource_ids, "floorId": floor_ids, "from": start, "to": end}
        return await self._calls.array("usage.occupancy_by_resource", ResourceUsage, query)

    async def booking_by_time(
        self,
        *,
        resource_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
        start: Moment | None = None,
        end: Moment | None = None,
        group_by: Grain | None = None,
    ) -> Decoded[TimeUsage]:
        """How much was booked in each span of time; by day where `group_by` is None."""
        query = {"bookableResourceId": resource_ids, "floorId": floor_ids, "from": start, "to": end}
        return await self._calls.array("usage.booking_by_time", TimeUsage, {**query, "groupPeriodBy": group_by})

    async def occupancy_by_time(
        self,
        *,
        resource_ids: Sequence[str] = (),
        floor_ids: Sequence[str] = (),
        start: Moment | None = None,
        end: Moment | None = None,
        group_by: Grain | None = None,
    ) -> Decoded[TimeUsage]:
        """How much was occupied in each span of time; by day where `group_by` is None."""
        query = {"bookableResourceId": resource_ids, "floorId": floor_ids, "from": start, "to": end}
        return await self._calls.array("usage.occupancy_by_time", TimeUsage, {**query, "groupPeriodBy": group_by})

    async def _daily(self, name: str, date: datetime) -> DailyVisitors:
        if date.tzinfo is None:
            message = f"{name} needs a date with its UTC offset, found {date.isoformat()}"
            raise ValueError(message)
        return await self._calls.one(name, DailyVisitors, {"date": date.isoformat()})
