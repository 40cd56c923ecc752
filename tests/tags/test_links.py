"""The links on signs: the one that stays, else the day's, never one for a single use."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import open_local
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.clock import Clock, FixedClock
from kiosk.domain.access import AccessKey
from kiosk.server.run import EmbeddedServer
from kiosk.tags.links import RoomsOfSigns
from tests.backends.houses import NOW
from tests.wire.conftest import TOKEN
from tests.wire.scripted_server import Answer, Request, json_reply, serving


@pytest.fixture
async def local() -> AsyncIterator[OffisionBackend]:
    server = EmbeddedServer(None, TOKEN, demo=True, clock=FixedClock(NOW))
    backend = open_local(await asyncio.to_thread(server.start), Auth(TOKEN), RoomSettings(), Clock())
    yield backend
    await backend.aclose()
    await asyncio.to_thread(server.stop)


async def test_every_room_has_one_link_on_its_sign_and_it_is_the_static_one(local: OffisionBackend) -> None:
    rooms = [room.id for room in await local.rooms() if not room.gone]
    static = {
        str(one.bookable_resource.id): one.access_url
        for one in (await local.client.access_keys(rooms, ["static"])).items
    }
    keys = await RoomsOfSigns(local).access_keys(rooms)
    assert {key.room_id: key.url for key in keys} == static
    assert len(keys) == len(rooms)
    assert len(await local.access_keys(rooms)) > len(rooms), "a panel may show others"


class Keys:
    """A server whose rooms have links of these kinds."""

    def __init__(self, **rooms: tuple[str, ...]) -> None:
        self._rooms = {name.removeprefix("r"): kinds for name, kinds in rooms.items()}
        self.asked = list[str]()

    def __call__(self, request: Request) -> Answer:
        self.asked.append(request.query["type"])
        kinds, ids = request.query["type"].split(","), request.query["bookableResourceId"].split(",")
        found = [(room, kind) for room in ids for kind in self._rooms.get(room, ()) if kind in kinds]
        return json_reply(
            [
                {"type": 1, "bookableResource": {"id": int(room)}, "accessUrl": f"https://x.example/{kind}/{room}"}
                for room, kind in found
            ]
        )


async def links(keys: Keys, *rooms: str) -> tuple[AccessKey, ...]:
    async with serving(keys) as server:
        backend = open_local(server.url, Auth(TOKEN), RoomSettings(), Clock())
        found = await RoomsOfSigns(backend).access_keys(rooms)
        await backend.aclose()
    return found


async def test_rooms_without_a_static_link_have_the_days_and_the_others_nothing() -> None:
    keys = Keys(r1=("oneTime", "daily", "static"), r2=("daily", "oneTime"), r3=("oneTime",))
    found = {key.room_id: key.url for key in await links(keys, "1", "2", "3")}
    assert found == {"1": "https://x.example/static/1", "2": "https://x.example/daily/2"}
    assert not any("oneTime" in asked for asked in keys.asked)


async def test_where_all_are_static_the_days_are_not_even_asked_for() -> None:
    keys = Keys(r1=("static",), r2=("static",))
    await links(keys, "1", "2")
    assert keys.asked == ["static"]
    assert await links(Keys()) == ()
