"""The air of rooms, which the local server tells by a route of its own; Offision's API can only be told it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import field

from kiosk.backends.errors import Garbled
from kiosk.backends.http.decode import Unreadable, decode_all, split
from kiosk.backends.http.query import encode
from kiosk.backends.http.records import Id, Wire
from kiosk.backends.http.transport import Transport
from kiosk.domain.environment import Environment, plausible

PATH = "/api/kiosk/v1/environment"


class Measured(Wire):
    """The room that was measured."""

    id: Id


class LocalMeasurement(Wire):
    """The newest measurement of a room. What the temperature's unit (0 or 1) means is not documented."""

    vital = frozenset({"bookableResource", "bookableResource.id", "date"})

    bookable_resource: Measured
    date: datetime
    temperature: float | None = None
    temperature_unit: int | None = None
    humidity: float | None = None
    co2: float | None = field(default=None, name="cO2")
    noise_level: float | None = None


class LocalEnvironment:
    """Asks for the newest measurements. `celsius_unit` is the number that stands for °C; no number counts as it."""

    def __init__(self, transport: Transport, *, celsius_unit: int = 0) -> None:
        self._transport = transport
        self._celsius_unit = celsius_unit

    async def of(self, room_ids: Sequence[str]) -> tuple[Environment, ...]:
        """One request, none for no rooms. Raises `BackendError`."""
        if not room_ids:
            return ()
        answer = await self._transport.request("GET", PATH, encode({"ids": room_ids}))
        try:
            measured = decode_all(LocalMeasurement, split(answer.body)).items
        except Unreadable:
            sentence = f"{self._transport.address.origin}{PATH} should answer a list, but answered something else."
            raise Garbled(sentence, "Check that the address is that of a `kiosk server`.") from None
        return tuple(one for one in self._read(measured) if one.room_id in room_ids)

    def _read(self, measured: Sequence[LocalMeasurement]) -> Iterator[Environment]:
        for one in measured:
            if one.date.tzinfo is not None:
                unit = one.temperature_unit
                fahrenheit = unit is not None and unit != self._celsius_unit
                room_id = str(one.bookable_resource.id)
                yield plausible(Environment(room_id, one.date, one.temperature, fahrenheit, one.co2, one.noise_level))
