"""The e-paper tags that a server wants served, and how they are, over real HTTP."""

import json

import httpx
import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.epaper import Controller, KnowsTags, ServerTag, TagCondition
from kiosk.backends.errors import NotFound
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import LocalBackend
from kiosk.backends.offision.open import open_offision
from kiosk.clock import Clock
from tests.wire.conftest import TOKEN, Serve
from tests.wire.scripted_server import Answer, Reply, Request, json_reply


async def test_the_controllers_come_with_their_kinds_their_language_and_their_tags(backend: LocalBackend) -> None:
    controllers = await backend.tag_controllers()
    assert {one.kind for one in controllers} == {"qbicGateway", "MinewServer"}
    assert all(one.language and one.tags for one in controllers)
    rooms = {room.id for room in await backend.rooms()}
    bound = [tag for one in controllers for tag in one.tags if tag.room_id is not None]
    assert bound
    assert all(tag.key and tag.room_id in rooms for tag in bound)


async def test_how_a_tag_is_reaches_the_server_by_its_id_and_by_its_key(demo: str, backend: LocalBackend) -> None:
    tag = (await backend.tag_controllers())[0].tags[0]
    for name, battery in ((tag.id, 55), (tag.key, 54)):
        await backend.report_tag(TagCondition(name or "", online=True, battery_percent=battery, inches=7.5))
        (kept,) = [one for one in kept_tags(demo) if one["id"] == tag.id]
        assert (kept["batteryLevel"], kept["screenSize"], kept["isOnline"]) == (battery, 7.5, True)
    await backend.report_tag(TagCondition(tag.id or "", online=False))
    (kept,) = [one for one in kept_tags(demo) if one["id"] == tag.id]
    assert (kept["batteryLevel"], kept["screenSize"], kept["isOnline"]) == (54, 7.5, False)
    with pytest.raises(NotFound):
        await backend.report_tag(TagCondition("nobody's", online=True))


def kept_tags(demo: str) -> list[dict[str, object]]:
    answer = httpx.get(f"{demo}/api/kiosk/v1/tags", headers={"Authorization": TOKEN})
    found: list[dict[str, object]] = answer.json()
    return found


async def test_what_is_posted_is_what_the_reference_documents(serve: Serve) -> None:
    server = await serve(lambda _: json_reply({"isSuccess": True}))
    offision = open_offision(server.url, Auth(TOKEN), RoomSettings(), Clock())
    await offision.report_tag(TagCondition("7", online=False, battery_percent=0, inches=2.9))
    await offision.report_tag(TagCondition("8", online=True))
    await offision.aclose()
    assert [json.loads(request.body) for request in server.requests] == [
        {"batteryLevel": 0, "screenSize": 2.9, "isOnline": False, "ePaperTagId": "7"},
        {"isOnline": True, "ePaperTagId": "8"},
    ]


ROWS = [
    {"id": 1, "name": [{"language": "en", "text": "North"}, {"language": "zh-TW", "text": "北"}],
     "displayLanguage": "zh-TW", "tags": [{"id": "t1", "externalKey": " AC23 ", "bookableResource": {"id": 4}}]},
    {"id": 2, "name": "South", "displayLanguage": None, "tags": [
        {"id": 9, "externalKey": "", "bookableResource": None},
        {"id": None, "externalKey": "AC99", "bookableResource": {"id": None, "name": "?"}}]},
    {"name": "no id"},
]  # fmt: skip


def rows_by(filtered: dict[str, object]) -> object:
    def script(request: Request) -> Answer:
        rows = filtered.get(request.query.get("type", ""), ROWS)
        if isinstance(rows, int):
            return Reply(b'{"message": "no"}', rows)
        assert isinstance(rows, list)
        page = rows if request.query.get("page", "1") in {"0", "1"} else []
        return json_reply({"data": page, "metaData": {"total": len(rows), "row": 50, "page": 1}})

    return script


@pytest.mark.parametrize(
    ("filtered", "kinds"),
    [
        ({"qbicGateway": ROWS[:1], "MinewServer": ROWS[1:]}, ["qbicGateway", "MinewServer"]),
        ({"qbicGateway": [], "MinewServer": ROWS[:1]}, ["MinewServer", None]),
        ({}, [None, None]),
        ({"qbicGateway": 400, "MinewServer": ROWS[:1]}, ["MinewServer", None]),
    ],
    ids=["both", "one", "the filter is ignored", "the filter is refused"],
)
async def test_a_kind_is_known_where_one_name_finds_it(
    serve: Serve, filtered: dict[str, object], kinds: list[str | None]
) -> None:
    server = await serve(rows_by(filtered))  # type: ignore[arg-type]
    offision = open_offision(server.url, Auth(TOKEN), RoomSettings(), Clock())
    found = await offision.tag_controllers()
    await offision.aclose()
    assert found == (
        Controller("1", "北", "zh-TW", kinds[0], (ServerTag("t1", "AC23", "4"),)),
        Controller("2", "South", "", kinds[1], (ServerTag("9", None, None), ServerTag(None, "AC99", None))),
    )


async def test_a_backend_says_whether_it_knows_tags(backend: LocalBackend) -> None:
    assert backend.capabilities.tags
    assert isinstance(backend, KnowsTags)
