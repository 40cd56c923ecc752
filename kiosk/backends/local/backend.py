"""The local server as a backend: Offision's routes, and those that tell the rooms' own time zones and their air."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.backends.base import Capabilities, RoomSettings
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.transport import DEADLINE
from kiosk.backends.local.acting import ActingBackend
from kiosk.backends.local.connections import LocalConnections
from kiosk.backends.local.directory import LocalDirectory
from kiosk.backends.local.environment import LocalEnvironment
from kiosk.backends.local.problems import LocalProblems
from kiosk.backends.local.visiting import ReceivesVisitors
from kiosk.backends.offision.calibration import Calibration
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.directory import Entry, room_of
from kiosk.backends.offision.enums import LearnedEnums
from kiosk.backends.offision.open import open_client
from kiosk.clock import Clock
from kiosk.domain.environment import Environment
from kiosk.domain.problem import Report, Reported
from kiosk.domain.room import Room

if TYPE_CHECKING:
    from kiosk.backends.local.rooms import LocalRooms
    from kiosk.domain.room_change import RoomChange


class LocalBackend(ReceivesVisitors, ActingBackend):
    """The backend of an Offision server, and what the local server tells beyond it."""

    def __init__(
        self,
        client: OffisionClient,
        directory: LocalDirectory,
        calibration: Calibration,
        settings: RoomSettings,
        clock: Clock,
        *,
        environment: LocalEnvironment,
        list_seconds: float = 60.0,
        check_in_opens: timedelta = timedelta(minutes=10),
        language: str = "en",
    ) -> None:
        super().__init__(
            client, directory, calibration, settings, clock,
            list_seconds=list_seconds, check_in_opens=check_in_opens, language=language,
        )  # fmt: skip
        self._environment = environment
        self._list = directory

    @property
    def capabilities(self) -> Capabilities:
        """Everything that can be done with a booking and with a visit, the air of rooms, what is wrong with them."""
        every = replace(super().capabilities, environment=True, report=True)
        return replace(every, visits=True, arrivals=True, hosts=True, walk_ins=True)

    async def environment(self, room_ids: Sequence[str]) -> tuple[Environment, ...]:
        """What was measured last in these rooms; a room without a sensor is absent."""
        return await self._environment.of(room_ids)

    async def report_problem(self, report: Report, key: str) -> None:
        """Keep a report; see `CanReport`."""
        await LocalProblems(self.client.transport).report(report, key)

    async def add_room(self, change: "RoomChange") -> Room:
        """See `KeepsRooms`."""
        return self._described(await self._rooms.add(change))

    async def change_room(self, room: Room, change: "RoomChange") -> Room:
        """See `KeepsRooms`."""
        return self._described(await self._rooms.change(room.id, change))

    async def problems(self) -> tuple[Reported, ...]:
        """What was reported, the newest first."""
        return await LocalProblems(self.client.transport).newest()

    def _described(self, entry: Entry) -> Room:
        return room_of(entry.id, entry, self._settings)

    @property
    def _rooms(self) -> "LocalRooms":
        from kiosk.backends.local.rooms import LocalRooms  # noqa: PLC0415 - only who makes rooms needs it

        return LocalRooms(self.client, self._list)


def open_local(
    url: str,
    auth: Auth,
    settings: RoomSettings,
    clock: Clock,
    *,
    zone_is_set: bool = False,
    learned: LearnedEnums | None = None,
    on_learned: Callable[[LearnedEnums], None] = lambda _: None,
    check_in_opens: timedelta = timedelta(minutes=10),
    list_seconds: float = 60.0,
    language: str = "en",
    deadline: float = DEADLINE,
    celsius_unit: int = 0,
    allow_plain_http: bool = False,
) -> LocalBackend:
    """A backend for the `kiosk server` at `url`; raises as `kiosk.backends.offision.open.open_client` does.

    A room's own zone in the config goes before the server's; with `zone_is_set` (the config names one zone for all
    rooms) so does that one. `celsius_unit` is the number of the temperature's unit that stands for °C.
    """
    connect = LocalConnections
    client = open_client(url, auth, clock, allow_plain_http=allow_plain_http, deadline=deadline, connect=connect)
    return LocalBackend(
        client,
        LocalDirectory(client.transport, zone_is_set=zone_is_set),
        Calibration(clock, learned or LearnedEnums(), on_learned),
        settings,
        clock,
        environment=LocalEnvironment(client.transport, celsius_unit=celsius_unit),
        list_seconds=list_seconds,
        check_in_opens=check_in_opens,
        language=language,
    )
