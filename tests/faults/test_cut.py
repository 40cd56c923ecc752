"""Answers of the real server, cut at every byte: each is taken whole or not at all."""

from pathlib import Path

import pytest

from kiosk.backends.errors import NoAnswer
from kiosk.backends.http.transport import Answer
from kiosk.backends.offision.backend import OffisionBackend
from tests.backends.houses import ATRIUM, NOW
from tests.faults.damage import Damage, End, first, unmeasured
from tests.faults.door import MEETINGS, Door, at_the_door

pytestmark = pytest.mark.slow
HEAD_END = b"\r\n\r\n"


@pytest.mark.parametrize(("end", "step"), [(End.CLOSED, 1), (End.RESET, 11)])
def test_an_answer_that_is_cut_is_none(tmp_path: Path, end: End, step: int) -> None:
    async def story(door: Door) -> int:
        cuts = 0
        for path, target in (await both_requests(door)).items():
            answer = door.line.answers[path]
            for count in range(0, len(answer), step):
                door.line.damage, cuts = first(count, end), cuts + 1
                with pytest.raises(NoAnswer):
                    await request(door, target)
            door.mend()
            assert (await request(door, target)).body == body_of(answer)
        return cuts

    assert at_the_door(tmp_path, story, polls=False) * step > 1000


def test_where_no_length_is_said_the_records_before_the_cut_are_no_answer(tmp_path: Path) -> None:
    async def story(door: Door) -> None:
        for path in await both_requests(door):
            door.line.only = path
            for count in range(0, len(body_of(door.line.answers[path])), 13):
                await refused(door, unmeasured(count))
        door.mend()
        assert await known(door) == len(MEETINGS)

    at_the_door(tmp_path, story, polls=False)


async def refused(door: Door, damage: Damage) -> None:
    door.line.damage = damage
    with pytest.raises(NoAnswer):
        await known(door)


async def both_requests(door: Door) -> dict[str, str]:
    """The paths of one look at a room, with their targets, once the server has answered them."""
    await known(door)
    door.line.seen.clear()
    assert await known(door) == len(MEETINGS)
    found = {request.path: request.target for request in door.line.seen}
    assert len(found) == 2, "the state of the room, and the list of its appointments"
    return found


async def known(door: Door) -> int:
    (agenda,) = (await door.backend.agendas([ATRIUM], NOW, whole=True)).agendas
    return len(agenda.appointments)


def body_of(answer: bytes) -> bytes:
    return answer.partition(HEAD_END)[2]


async def request(door: Door, target: str) -> Answer:
    assert isinstance(door.backend, OffisionBackend)
    path, _, query = target.partition("?")
    return await door.backend.client.transport.request("GET", path, query)
