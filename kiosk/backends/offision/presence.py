"""Presence for an Offision server: what a panel senses, posted as one of its occupancy sensors."""

from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.models_sensors import OccupancyReading


class PostsPresence:
    """Implements `kiosk.backends.senses.TakesPresence` over a client."""

    client: OffisionClient

    async def report_presence(self, sensor: str, *, motion: bool) -> None:
        """Post `hasMotion` for the sensor with this access id, as of now by the server's clock; never sent twice.

        Raises `NotFound` where the server knows no such sensor (the local server says so; others may say `Rejected`).
        """
        await self.client.sensors.post_occupancy(OccupancyReading(sensor, has_motion=motion))
