"""The documented answers of every operation, spoiled at random: a record, or an error with a name, and nothing else."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.backends.errors import BackendError
from kiosk.backends.http.address import parse_address
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.decode import Decoded
from kiosk.backends.http.exchange import Connections, Incoming, Outgoing
from kiosk.backends.http.network import Patience
from kiosk.backends.http.records import Wire
from kiosk.backends.http.transport import Transport
from kiosk.backends.offision.client import OffisionClient, Statuses
from kiosk.backends.offision.operations import ROWS, Reply
from kiosk.clock import Clock
from tests.wire.conftest import TOKEN
from tests.wire.every_operation import calls
from tests.wire.test_any_json import JSON, places, put, without

PAYLOADS = Path(__file__).parent / "payloads"
NAMES = [row.name for row in ROWS if row.reply not in {Reply.FILE, Reply.STRING} and row.name != "system.information"]
SAMPLES = {name: json.loads((PAYLOADS / f"{name}.json").read_bytes()) for name in NAMES}
PLACES = {name: places(sample) for name, sample in SAMPLES.items()}
CALLS = calls(Path())
EXAMPLES = 10_000 // 4
pytestmark = pytest.mark.slow


class Canned(Connections):
    """Answers everything with one body, without a network."""

    body = b""

    async def send(self, request: Outgoing, patience: Patience) -> Incoming:  # noqa: ARG002 - any request
        return Incoming(200, {}, self.body)


def answered(name: str, body: bytes) -> object:
    """What the client makes of a body: an answer, or the error that it names."""

    class Given(Canned):
        pass

    Given.body = body

    async def ask() -> object:
        address = parse_address("http://127.0.0.1:9")
        transport = Transport(address, Auth(TOKEN), Clock(), connect=Given)
        try:
            return await CALLS[name](OffisionClient(transport))
        except BackendError as error:
            return error
        finally:
            await transport.aclose()

    with asyncio.Runner() as runner:
        return runner.run(ask())


def is_sound(answer: object) -> bool:
    if isinstance(answer, Statuses):
        answer = answer.rooms
    if isinstance(answer, Decoded):
        return all(isinstance(one, Wire) for one in answer.items)
    if isinstance(answer, BackendError):
        return answer.sentence.endswith(".") and TOKEN not in answer.sentence + answer.hint
    return answer is None or isinstance(answer, Wire)


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, Any]:
    """A sample in which one to three places hold any JSON."""
    name = draw(st.sampled_from(NAMES))
    value = SAMPLES[name]
    for _ in range(draw(st.integers(1, 3))):
        value = put(value, draw(st.sampled_from(places(value))), draw(JSON))
    return name, value


@settings(max_examples=EXAMPLES)
@given(spoiled())
def test_any_json_in_any_place_of_any_answer(given_answer: tuple[str, Any]) -> None:
    name, value = given_answer
    assert is_sound(answered(name, json.dumps(value).encode("utf-8", "replace")))


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(NAMES), st.data())
def test_a_place_that_is_missing(name: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PLACES[name][1:] or [()]))
    assert is_sound(answered(name, json.dumps(without(SAMPLES[name], path)).encode()))


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(NAMES), st.data())
def test_an_answer_that_is_cut(name: str, data: st.DataObject) -> None:
    body = json.dumps(SAMPLES[name]).encode()
    answer = answered(name, body[: data.draw(st.integers(0, len(body) - 1))])
    assert isinstance(answer, BackendError)
    assert is_sound(answer)


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(NAMES), st.data(), st.binary(min_size=1, max_size=4))
def test_bytes_that_are_overwritten(name: str, data: st.DataObject, noise: bytes) -> None:
    body = json.dumps(SAMPLES[name]).encode()
    start = data.draw(st.integers(0, len(body) - 1))
    assert is_sound(answered(name, body[:start] + noise + body[start + len(noise) :]))


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_itself_is_read(name: str) -> None:
    answer = answered(name, json.dumps(SAMPLES[name]).encode())
    assert not isinstance(answer, BackendError)
    assert is_sound(answer)
