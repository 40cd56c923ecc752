"""The air of rooms, reports that somebody is there, and a day's visitors, over real HTTP."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import Garbled, NotAllowed, NotFound
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import LocalBackend, open_local
from kiosk.backends.offision.models_sensors import EnvironmentReading
from kiosk.backends.offision.open import open_offision
from kiosk.backends.senses import CountsVisitors, HasEnvironment, TakesPresence
from kiosk.clock import Clock
from kiosk.domain.environment import Environment
from tests.wire.conftest import FRIDAY, TOKEN, Serve
from tests.wire.scripted_server import Answer, Request, json_reply

ROOM = {"id": 1, "name": "Victoria"}


async def test_the_local_server_tells_the_air_of_the_rooms_that_are_asked_for(backend: LocalBackend) -> None:
    posted = EnvironmentReading("ENV301", temperature=22.4, temperature_unit=0, co2=700.0, noise_level=41.0)
    await backend.client.sensors.post_environment(posted)
    assert await backend.environment(["1", "4"]) == (Environment("1", FRIDAY, 22.4, co2=700.0, noise=41.0),)
    assert await backend.environment([]) == ()


async def test_two_rooms_of_the_demo_have_fresh_air(backend: LocalBackend) -> None:
    rooms = [room.id for room in await backend.rooms()]
    measured = await backend.environment(rooms)
    assert len(measured) == 2
    for one in measured:
        assert FRIDAY - timedelta(minutes=10) <= one.measured_at <= FRIDAY
        assert one.temperature is not None
        assert 15 < one.temperature < 30
        assert None not in {one.co2, one.noise}


async def test_a_motion_is_taken_for_a_sensor_of_the_server_and_for_no_other(backend: LocalBackend) -> None:
    await backend.report_presence("OCC301", motion=True)
    await backend.report_presence("OCC301", motion=False)
    with pytest.raises(NotFound):
        await backend.report_presence("nobody's", motion=True)


async def test_what_a_backend_can_do_is_what_it_says(demo: str, backend: LocalBackend) -> None:
    offision = open_offision(demo, Auth(TOKEN), RoomSettings(), Clock())
    await offision.report_presence("OCC301", motion=True)
    await offision.aclose()
    for one in (backend, offision):
        assert one.capabilities.environment == isinstance(one, HasEnvironment)
        assert one.capabilities.presence == isinstance(one, TakesPresence)
    assert backend.capabilities.environment
    assert not offision.capabilities.environment


async def test_what_is_posted_is_the_sensor_and_whether_it_moves(serve: Serve) -> None:
    server = await serve(lambda _: json_reply({"isSuccess": True}))
    offision = open_offision(server.url, Auth(TOKEN), RoomSettings(), Clock())
    await offision.report_presence("A1", motion=False)
    await offision.aclose()
    (request,) = server.requests
    assert (request.method, request.body) == ("POST", b'{"accessId":"A1","hasMotion":false}')


async def air_of(serve: Serve, rows: object, celsius_unit: int = 0) -> tuple[Environment, ...]:
    def script(_: Request) -> Answer:
        return json_reply(rows)

    server = await serve(script)
    backend = open_local(server.url, Auth(TOKEN), RoomSettings(), Clock(), celsius_unit=celsius_unit)
    try:
        return await backend.environment(["1", "2"])
    finally:
        await backend.aclose()


@pytest.mark.parametrize(("celsius_unit", "fahrenheit"), [(0, True), (1, False)])
async def test_the_config_says_which_unit_is_which(serve: Serve, celsius_unit: int, *, fahrenheit: bool) -> None:
    row = {"bookableResource": ROOM, "date": "2026-11-20T13:12:00Z", "temperature": 68.0, "temperatureUnit": 1}
    (measured,) = await air_of(serve, [row], celsius_unit)
    assert (measured.temperature, measured.fahrenheit) == (68.0, fahrenheit)


@pytest.mark.parametrize(
    "row",
    [
        {"bookableResource": ROOM, "date": "soon"},
        {"bookableResource": ROOM, "date": "2026-11-20T13:12:00"},
        {"bookableResource": None, "date": "2026-11-20T13:12:00Z"},
        {"bookableResource": {"id": 7}, "date": "2026-11-20T13:12:00Z"},
        None,
    ],
)
async def test_a_row_that_cannot_be_used_hides_only_itself(serve: Serve, row: object) -> None:
    odd = {"bookableResource": ROOM, "date": "2026-11-20T13:12:00Z", "temperature": "warm", "cO2": 1e300}
    assert await air_of(serve, [row, odd]) == (Environment("1", FRIDAY),)


async def test_an_answer_that_is_no_list_is_a_named_error(serve: Serve) -> None:
    with pytest.raises(Garbled, match="should answer a list"):
        await air_of(serve, {"rows": []})


async def test_a_wrong_token_is_a_named_error(demo: str) -> None:
    backend = open_local(demo, Auth("wrong"), RoomSettings(), Clock())
    with pytest.raises(NotAllowed):
        await backend.environment(["1"])
    await backend.aclose()


async def test_the_visitors_of_a_day_are_counted_by_their_state(backend: LocalBackend) -> None:
    at = FRIDAY.astimezone(ZoneInfo("Europe/Berlin"))
    assert backend.capabilities.visitors
    assert isinstance(backend, CountsVisitors)
    count = await backend.visitors(at)
    assert (count.day, count.as_of) == (at.date(), at)
    assert count.expected > 0
    assert count.here > 0
    assert count.all == count.expected + count.here + count.left


async def test_a_count_that_says_nothing_is_nought_and_never_less(serve: Serve) -> None:
    asked: list[Request] = []

    def answer(request: Request) -> Answer:
        asked.append(request)
        return json_reply({"numberOfInitial": -4, "numberOfVisiting": 2})

    server = await serve(answer)
    backend = open_offision(server.url, Auth(TOKEN), RoomSettings(), Clock())
    count = await backend.visitors(FRIDAY.astimezone(ZoneInfo("Asia/Taipei")))
    assert (count.expected, count.here, count.left, count.all) == (0, 2, 0, 2)
    assert asked[0].query["date"] == "2026-11-20T21:12:00+08:00"
    await backend.aclose()
