"""What some backends can do beyond bookings: a room's air, that somebody is there, visitors, links that last."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

from kiosk.domain.access import AccessKey
from kiosk.domain.environment import Environment
from kiosk.domain.visitors import VisitorCount


@runtime_checkable
class HasEnvironment(Protocol):
    """A backend with `capabilities.environment`. The method may raise `BackendError`."""

    async def environment(self, room_ids: Sequence[str]) -> tuple[Environment, ...]:
        """What was measured last in these rooms; a room without a sensor is absent."""
        ...


@runtime_checkable
class TakesPresence(Protocol):
    """A backend with `capabilities.presence`. The method may raise `BackendError`."""

    async def report_presence(self, sensor: str, *, motion: bool) -> None:
        """Tell that somebody moves now (or no longer does) before the sensor of that access id."""
        ...


@runtime_checkable
class CountsVisitors(Protocol):
    """A backend with `capabilities.visitors`. The method may raise `BackendError`."""

    async def visitors(self, at: datetime) -> VisitorCount:
        """Those of the local day of `at`, which comes with the zone's own UTC offset; of all buildings together."""
        ...


@runtime_checkable
class HasLastingKeys(Protocol):
    """A backend with `capabilities.access_keys` that knows which of them may stand on a sign for hours."""

    async def lasting_keys(self, room_ids: Sequence[str]) -> tuple[AccessKey, ...]:
        """One link a room: the one that stays, else the day's; never one for a single use. May raise `BackendError`."""
        ...
