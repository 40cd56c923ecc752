"""One look at all rooms of a building: one request, and never a failure that is not told."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from kiosk.acting.house import House
from kiosk.backends.errors import ServerTrouble
from kiosk.domain.connection import Trouble
from kiosk.domain.room import Room
from tests.sync.scripted import ScriptedBackend
from tests.sync.virtual import VirtualClock, passing, simulate

PLACES = {"1": ("House", "1"), "2": ("House", "2"), "3": ("Annex", "1"), "4": ("House", "3")}


@dataclass(slots=True)
class Building(ScriptedBackend):
    """Tells where its rooms are; room 4 is gone."""

    listed: int = 0

    async def rooms(self) -> tuple[Room, ...]:
        self.listed += 1
        await passing(self.latency)
        if self.fault is not None:
            raise self.fault
        rooms = await ScriptedBackend.rooms(self)
        return tuple(
            replace(one, building=PLACES[one.id][0], floor=PLACES[one.id][1], gone=one.id == "4") for one in rooms
        )


def played(script: Callable[[House, Building], Awaitable[None]]) -> None:
    async def main() -> None:
        clock = VirtualClock()
        backend = Building(clock, {"1": [], "2": [], "3": [], "4": []})
        await script(House(backend, clock, Room("1", "1", "UTC")), backend)

    simulate(main)


def test_it_sees_the_other_rooms_of_this_building_with_their_places_in_one_request() -> None:
    async def script(house: House, backend: Building) -> None:
        look = await house.look()
        assert [(one.room.id, one.room.floor) for one in look.agendas] == [("2", "2")]
        assert (look.here.building, look.here.floor, look.missing, look.trouble) == ("House", "1", 0, None)
        assert len(backend.asked("agendas")) == 1
        assert house.known == look

    played(script)


def test_the_list_of_rooms_serves_for_ten_minutes() -> None:
    async def script(house: House, backend: Building) -> None:
        for _ in range(10):
            await house.look()
            await passing(50)
        assert backend.listed == 1
        await passing(120)
        await house.look()
        assert backend.listed == 2

    played(script)


def test_a_failure_leaves_what_was_known_and_says_why_nothing_is_newer() -> None:
    async def script(house: House, backend: Building) -> None:
        before = await house.look()
        backend.fault = ServerTrouble("no", "")
        after = await house.look()
        assert after.agendas == before.agendas
        assert after.trouble is Trouble.SERVER_ERROR
        backend.fault = None
        assert (await house.look()).trouble is None

    played(script)


def test_a_building_that_never_answered_is_trouble_and_nothing_else() -> None:
    async def script(house: House, backend: Building) -> None:
        backend.fault = ServerTrouble("no", "")
        look = await house.look()
        assert (look.agendas, look.trouble) == ((), Trouble.SERVER_ERROR)

    played(script)


def test_a_room_that_an_answer_leaves_out_is_counted() -> None:
    async def script(house: House, backend: Building) -> None:
        backend.missing = {"2"}
        look = await house.look()
        assert (look.agendas, look.missing) == ((), 1)

    played(script)
