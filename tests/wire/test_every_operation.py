"""Every operation over real HTTP: the documented sample arrives whole, and what is sent is what is documented."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.backends.errors import BackendError, Garbled, NotFound, Rejected
from kiosk.backends.http.decode import Decoded
from kiosk.backends.http.records import Wire
from kiosk.backends.offision.client import OffisionClient, Statuses
from kiosk.backends.offision.models_sensors import EnvironmentReading, SensorRequest
from kiosk.backends.offision.operations import ROWS, Operation, Reply
from kiosk.backends.offision.requests import BODIES
from tests.wire.conftest import Connect, Serve
from tests.wire.every_operation import calls
from tests.wire.office import resource
from tests.wire.scripted_server import Answer, Request, json_reply
from tests.wire.scripted_server import Reply as HttpReply

PAYLOADS = Path(__file__).parent / "payloads"
BY_NAME = {row.name: row for row in ROWS}
RECORDS = (Reply.OBJECT, Reply.ARRAY, Reply.PAGE)


def sample(operation: Operation) -> bytes:
    """The documented answer; of the two that have none, one of our own."""
    match operation.name:
        case "system.information":
            return b'{"version": "1"}'
        case "booking.export":
            return b"PK\x03\x04 a workbook"
        case name:
            return (PAYLOADS / f"{name}.json").read_bytes()


def script(request: Request) -> Answer:
    asked = request.method, request.path
    return HttpReply(sample(next(row for row in ROWS if (row.method, row.path.format(id=0)) == asked)))


def test_there_is_a_method_for_every_operation() -> None:
    assert set(calls(Path())) == {row.name for row in ROWS}


def records(answer: object) -> list[Wire]:
    if isinstance(answer, Statuses):
        answer = answer.rooms
    if isinstance(answer, Decoded):
        assert (answer.bad, answer.repaired) == ((), 0)
        return list(answer.items)
    assert isinstance(answer, Wire)
    return [answer]


@pytest.mark.parametrize("name", [row.name for row in ROWS[1:] if row.reply in RECORDS])
async def test_every_documented_field_of_an_answer_arrives(serve: Serve, connect: Connect, name: str) -> None:
    client = OffisionClient(connect(await serve(script)))
    answer = await calls(Path())[name](client)
    sent = json.loads(sample(BY_NAME[name]))
    documented = sent["data"] if isinstance(sent, dict) and "data" in sent else sent
    found = [msgspec.to_builtins(one) for one in records(answer)]
    assert without_none(found) == (documented if isinstance(documented, list) else [documented])


def without_none(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Without what was not sent; no sample holds a null."""
    if isinstance(value, dict):
        return {key: without_none(item) for key, item in value.items() if item is not None}
    return [without_none(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", [row.name for row in ROWS if row.method != "GET"])
async def test_a_body_is_sent_as_documented(serve: Serve, connect: Connect, name: str) -> None:
    server = await serve(script)
    await calls(Path())[name](OffisionClient(connect(server)))
    documented = json.loads((PAYLOADS / f"{name}.request.json").read_bytes())
    sent = json.loads(server.requests[0].body)
    if "subscribe" in name:
        assert set(sent) == set(documented)
    else:
        assert sent == documented


@pytest.mark.parametrize("name", [row.name for row in ROWS])
async def test_every_operation_answers_by_name_where_it_is_missing(
    serve: Serve, connect: Connect, name: str, tmp_path: Path
) -> None:
    client = OffisionClient(connect(await serve(lambda _: HttpReply(status=404))))
    with pytest.raises(NotFound) as caught:
        await calls(tmp_path / "x")[name](client)
    assert name in caught.value.hint
    assert ("default" in caught.value.hint) is not BY_NAME[name].confirmed


@pytest.mark.parametrize("body", [b"", b"{", b"<html>"])
async def test_information_that_is_no_json_is_garbled(serve: Serve, connect: Connect, body: bytes) -> None:
    with pytest.raises(Garbled):
        await OffisionClient(connect(await serve(lambda _: HttpReply(body)))).information()


@pytest.mark.parametrize("name", [row.name for row in ROWS[1:] if row.reply is not Reply.STRING])
@pytest.mark.parametrize("body", [b"", b"null", b"5", b'"x"', b"{", b"[[", b'{"data": 5}', b"<html>"])
async def test_an_answer_of_another_shape_is_garbled(
    serve: Serve, connect: Connect, name: str, body: bytes, tmp_path: Path
) -> None:
    client = OffisionClient(connect(await serve(lambda _: HttpReply(body))))
    if name.startswith(("analytics.", "booking.create")) and body == b'{"data": 5}':
        assert set(msgspec.to_builtins(await calls(tmp_path)[name](client)).values()) == {None}
        return
    with pytest.raises(Garbled):
        await calls(tmp_path / "x")[name](client)


@pytest.mark.parametrize("name", [row.name for row in ROWS if row.reply is Reply.OK])
async def test_a_post_that_did_not_succeed_is_refused(serve: Serve, connect: Connect, name: str) -> None:
    client = OffisionClient(connect(await serve(lambda _: json_reply({"isSuccess": False}))))
    with pytest.raises(Rejected, match=name):
        await calls(Path())[name](client)


async def test_a_search_that_is_walked_asks_for_a_page_at_a_time(serve: Serve, connect: Connect) -> None:
    def pages(request: Request) -> Answer:
        number = int(request.query.get("page", "0"))
        return json_reply({"data": [resource(number)], "metaData": {"total": 99, "row": 1, "page": number}})

    server = await serve(pages)
    search = OffisionClient(connect(server)).bookable_resources()
    assert server.requests == []
    found = []
    async for part in search:
        found += [one.id for one in part.items]
        if len(found) == 3:
            break
    assert (found, len(server.requests)) == ([0, 1, 2], 3)
    assert [one.id for one in (await search).items] == list(range(99))


async def test_a_day_of_visitors_is_asked_for_at_its_own_offset(serve: Serve, connect: Connect) -> None:
    server = await serve(script)
    figures = OffisionClient(connect(server)).figures
    assert (await figures.daily_visitors(datetime.fromisoformat("2026-03-30T00:00+08:00"))).number_of_visiting == 15
    assert server.requests[0].query == {"date": "2026-03-30T00:00:00+08:00"}
    with pytest.raises(ValueError, match="offset"):
        await figures.daily_visitors(datetime(2026, 3, 30))  # noqa: DTZ001 - that is what is refused


async def test_what_is_unset_is_not_sent_and_none_is_null(serve: Serve, connect: Connect) -> None:
    server = await serve(script)
    sensors = OffisionClient(connect(server)).sensors
    await sensors.update_occupancy("0", SensorRequest(access_id="A1", bookable_resource=None))
    await sensors.post_environment(EnvironmentReading("A1", co2=415.0))
    bodies = [json.loads(one.body) for one in server.requests]
    assert bodies == [{"accessId": "A1", "bookableResource": None}, {"accessId": "A1", "cO2": 415.0}]


def test_every_body_that_is_sent_has_a_model() -> None:
    assert set(BODIES) == {row.name for row in ROWS if row.method != "GET"}


@pytest.mark.parametrize("name", list(BODIES))
async def test_a_documented_body_is_taken_from_a_person(serve: Serve, connect: Connect, name: str) -> None:
    server = await serve(script)
    body = (PAYLOADS / f"{name}.request.json").read_bytes()
    values = {"id": "0"} if BY_NAME[name].in_path else {}
    assert await OffisionClient(connect(server)).call(name, values, body) == sample(BY_NAME[name])
    assert server.requests[0].body == body


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("booking.create", None, "needs a body"),
        ("room_status.get", b"{}", "takes no body"),
        ("booking.create", b"[]", "not as documented"),
        ("booking.create", b"{}", "period"),
        ("booking.create", b"{", "not as documented"),
        ("booking.create", b"\xff", "not as documented"),
        ("booking.create", b'{"period": {"start": "a", "end": "b"}, "subjekt": "x"}', "'subject'"),
        ("booking.create", b'{"period": {"start": "a", "ende": "b"}}', "'end'"),
        ("occupancy_sensor.post_data", b'{"accessId": ""}', "length"),
        ("occupancy_sensor.post_data", b'{"accessId": "A", "hasMotion": "yes"}', "hasMotion"),
        ("environment_sensor.post_data", b'{"accessId": "A", "co2": 1}', "'cO2'"),
        ("occupancy_sensor.create", b'{"bookableResource": {"ID": 1}}', "'id'"),
        ("booking.export", None, "--output"),
    ],
)
async def test_a_wrong_body_is_refused_before_it_is_sent(
    serve: Serve, connect: Connect, name: str, body: bytes | None, words: str
) -> None:
    server = await serve(script)
    with pytest.raises(ValueError, match=words):
        await OffisionClient(connect(server)).call(name, {}, body)
    assert server.connections == 0


@pytest.mark.parametrize("name", [row.name for row in ROWS])
async def test_a_server_that_fails_fails_by_name(serve: Serve, connect: Connect, name: str, tmp_path: Path) -> None:
    client = OffisionClient(connect(await serve(lambda _: HttpReply(b"{}", 500))))
    with pytest.raises(BackendError):
        await calls(tmp_path / "x")[name](client)
