"""The account's answer to every operation, spoiled at random: a record, or an error with a name, and nothing else."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.backends.errors import BackendError
from kiosk.backends.http.address import parse_address
from kiosk.backends.http.exchange import Connections, Incoming, Outgoing
from kiosk.backends.http.network import Patience
from kiosk.backends.http.transport import Transport
from kiosk.backends.nexudus.client import REPEAT_CYCLE, Availability, Listing, NexudusClient
from kiosk.backends.nexudus.envelope import Outcome, Rows
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.records import Record
from kiosk.backends.nexudus.session import Session
from kiosk.clock import Clock
from tests.nexudus.conftest import at
from tests.nexudus.fake import COMMANDS, PASSWORD, USER, resource
from tests.nexudus.fake_bookings import Bookings, text
from tests.wire.test_any_json import JSON, places, put, without

pytestmark = pytest.mark.slow
EXAMPLES = 10_000 // 2
ATRIUM = resource(1, "Atrium")
HELD = Bookings({1: ATRIUM})
BOOKING = HELD.records[HELD.put_in(1, at(0), at(1))]
CLOSURE = {"Id": 7, "FromTime": text(at(0)), "ToTime": text(at(1)), "Name": "Painting", "Resources": [1]}
DONE = {"Status": 200, "WasSuccessful": True, "Message": "", "Value": {"Id": 1}}
REFUSED = {**DONE, "WasSuccessful": False, "Errors": [{"AttemptedValue": 1, "Message": "no", "PropertyName": "ToTime"}]}
Call = Callable[[NexudusClient], Awaitable[object]]


def page(record: dict[str, Any]) -> dict[str, Any]:
    return {"Records": [record], "CurrentPage": 1, "TotalItems": 1, "HasNextPage": False}


OPERATIONS: dict[str, tuple[Any, Call]] = {
    "booking.search": (page(BOOKING), lambda client: client.bookings(at(0), at(1))),
    "booking.search by id": (page(BOOKING), lambda client: client.bookings_by_id([BOOKING["Id"]])),
    "booking.get": (BOOKING, lambda client: client.booking(BOOKING["Id"])),
    "booking.create": (DONE, lambda client: client.create_booking({})),
    "booking.update": (REFUSED, lambda client: client.update_booking({})),
    "booking.delete": ({**DONE, "Value": None}, lambda client: client.delete_booking(1)),
    "booking.available": (
        {"available": True, "canBeIgnored": False, "errorCode": 3, "message": "no"},
        lambda client: client.available({}),
    ),
    "booking.commands": (COMMANDS, lambda client: client.commands()),
    "booking.run_command": (DONE, lambda client: client.run_command("A", [1])),
    "enum.get": ([{"Id": 1, "Name": "Daily"}], lambda client: client.enum(REPEAT_CYCLE)),
    "resource.search": (page(ATRIUM), lambda client: client.resources()),
    "resource.get": (ATRIUM, lambda client: client.resource("1")),
    "closure.search": (page(CLOSURE), lambda client: client.closures(at(0), at(1))),
    "closure.get": (CLOSURE, lambda client: client.closure(7)),
}


def answered(name: str, body: bytes) -> object:
    """What the client makes of a body: an answer, or the error that it names."""

    class Canned(Connections):
        async def send(self, request: Outgoing, patience: Patience) -> Incoming:  # noqa: ARG002 - any request
            return Incoming(200, {}, body)

    async def ask() -> object:
        clock, login = Clock(), Login(USER, PASSWORD, "")
        transport = Transport(parse_address("http://127.0.0.1:9"), login, clock, connect=Canned)
        try:
            return await OPERATIONS[name][1](NexudusClient(Session(transport, login, clock)))
        except BackendError as error:
            return error
        finally:
            await transport.aclose()

    with asyncio.Runner() as runner:
        return runner.run(ask())


def is_sound(answer: object) -> bool:
    match answer:
        case BackendError():
            return answer.sentence.endswith(".") and PASSWORD not in answer.sentence + answer.hint
        case Listing():
            return isinstance(answer.rows, Rows)
        case tuple():
            return all(isinstance(one, Record) for one in answer)
        case _:
            return isinstance(answer, Record | Rows | Outcome | Availability | dict)


def test_as_it_comes_each_is_read() -> None:
    for name, (sample, _) in OPERATIONS.items():
        answer = answered(name, json.dumps(sample).encode())
        assert is_sound(answer), name
        assert not isinstance(answer, BackendError), name


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, Any]:
    """A sample in which one to three places hold any JSON."""
    name = draw(st.sampled_from(list(OPERATIONS)))
    value = OPERATIONS[name][0]
    for _ in range(draw(st.integers(1, 3))):
        value = put(value, draw(st.sampled_from(places(value))), draw(JSON))
    return name, value


@settings(max_examples=EXAMPLES)
@given(spoiled())
def test_any_json_in_any_place_of_any_answer(given_answer: tuple[str, Any]) -> None:
    name, value = given_answer
    assert is_sound(answered(name, json.dumps(value).encode("utf-8", "replace")))


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(list(OPERATIONS)), st.data())
def test_a_place_that_is_missing(name: str, data: st.DataObject) -> None:
    sample = OPERATIONS[name][0]
    path = data.draw(st.sampled_from(places(sample)[1:]))
    assert is_sound(answered(name, json.dumps(without(sample, path)).encode()))
