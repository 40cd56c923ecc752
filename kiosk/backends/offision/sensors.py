"""The operations about sensors: which there are, and what they measured."""

from collections.abc import Sequence

from kiosk.backends.http.query import Value
from kiosk.backends.offision.calls import Calls
from kiosk.backends.offision.models_sensors import EnvironmentReading, OccupancyReading, Sensor, SensorRequest
from kiosk.backends.offision.search import Search


class Sensors:
    """Every method may raise `BackendError`. An empty sequence asks for all; a resource's id may be the word null."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def environment(
        self,
        *,
        ids: Sequence[str] = (),
        access_ids: Sequence[str] = (),
        resource_ids: Sequence[str] = (),
        search_text: str | None = None,
    ) -> Search[Sensor]:
        """Sensors of temperature, air and noise."""
        fixed = _fixed(access_ids, resource_ids, search_text)
        return self._calls.search("environment_sensor.search", Sensor, "id", ids, fixed)

    async def post_environment(self, reading: EnvironmentReading) -> None:
        """Tell what a sensor measured; raises `Declined` where the server does not take it."""
        await self._calls.posted("environment_sensor.post_data", reading)

    def occupancy(
        self,
        *,
        ids: Sequence[str] = (),
        access_ids: Sequence[str] = (),
        resource_ids: Sequence[str] = (),
        search_text: str | None = None,
    ) -> Search[Sensor]:
        """Sensors of presence."""
        fixed = _fixed(access_ids, resource_ids, search_text)
        return self._calls.search("occupancy_sensor.search", Sensor, "id", ids, fixed)

    async def create_occupancy(self, sensor: SensorRequest) -> Sensor:
        """Make a sensor of presence."""
        return await self._calls.one("occupancy_sensor.create", Sensor, body=sensor)

    async def update_occupancy(self, sensor_id: str, sensor: SensorRequest) -> Sensor:
        """Change a sensor of presence. Whether fields that are not sent are kept is not documented: send all."""
        return await self._calls.one("occupancy_sensor.update", Sensor, {"id": sensor_id}, sensor)

    async def post_occupancy(self, reading: OccupancyReading) -> None:
        """Tell whether someone is there; raises `Declined` where the server does not take it."""
        await self._calls.posted("occupancy_sensor.post_data", reading)


def _fixed(access_ids: Sequence[str], resource_ids: Sequence[str], search_text: str | None) -> dict[str, Value]:
    return {"accessId": access_ids, "bookableResourceId": resource_ids, "searchText": search_text}
