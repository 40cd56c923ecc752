import pytest
from starlette.requests import Request
from starlette.types import Message

from kiosk.server.body import read_body
from kiosk.server.refusal import Refusal


async def test_a_body_that_is_cut_off_is_refused_and_nothing_unexpected() -> None:
    messages: list[Message] = [
        {"type": "http.request", "body": b'{"minutes":', "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Message:
        return messages.pop(0)

    with pytest.raises(Refusal) as refused:
        await read_body(Request({"type": "http", "method": "POST", "headers": []}, receive), dict[str, int])

    assert refused.value.status == 400
