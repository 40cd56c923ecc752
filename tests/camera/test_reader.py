"""A camera is on from the wish to the code, no longer; what came too late is not believed."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Sequence

import pytest

from kiosk.camera.codes import codes_in
from kiosk.camera.reader import CameraReader
from kiosk.domain.camera import NO_PICTURE_SECONDS, Picture, Sighting
from tests.camera.drawn import code, held, picture, wall
from tests.camera.eye import Eye, SlowClock, Work

EMPTY = picture(wall())
CODE = picture(held())


class Visitor:
    """A reader with a camera that a test holds codes before, and what came of it."""

    def __init__(self, eye: Eye) -> None:
        self.eye, self.clock, self.work = eye, SlowClock(), Work()
        self.shown: list[Picture] = []
        self.told: list[str] = []
        self.let: threading.Event | None = None
        self.reading = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self.reader = CameraReader(
            eye, self._read, self.clock, self.work.spawn, self.shown.append, self._scanned, self._failed
        )

    def _read(self, one: Picture) -> Sequence[Sighting]:
        self._loop.call_soon_threadsafe(self.reading.set)
        if self.let is not None:
            self.let.wait()
        return codes_in(one)

    def _scanned(self, text: str) -> None:
        assert not self.eye.on
        self.told.append(text)

    def _failed(self) -> None:
        assert not self.eye.on
        self.told.append("failed")


@pytest.fixture
async def visitor() -> AsyncIterator[Visitor]:
    one = Visitor(Eye())
    yield one
    one.reader.end()
    await one.work.over()


async def test_a_code_that_is_held_up_is_handed_over_once_and_the_camera_is_off(visitor: Visitor) -> None:
    assert not visitor.eye.on
    visitor.reader.begin()
    assert visitor.eye.on
    for one in (EMPTY, CODE, CODE):
        visitor.eye.sees(one)
    await visitor.work.over()
    visitor.eye.sees(CODE)
    assert visitor.told == ["FJUEIW"]
    assert not visitor.eye.on
    assert visitor.shown == [EMPTY, CODE, CODE]


async def test_pictures_without_a_code_change_nothing(visitor: Visitor) -> None:
    visitor.reader.begin()
    for _ in range(3):
        visitor.reading.clear()
        visitor.eye.sees(EMPTY)
        await visitor.reading.wait()
    assert visitor.eye.on
    assert visitor.told == []


async def test_once_more_while_it_looks_begins_nothing_new(visitor: Visitor) -> None:
    visitor.reader.begin()
    visitor.reader.begin()
    assert visitor.eye.starts == 1
    assert visitor.work.going == 1


async def test_what_is_still_being_read_when_the_camera_goes_off_is_not_handed_over(visitor: Visitor) -> None:
    visitor.let = threading.Event()
    visitor.reader.begin()
    visitor.eye.sees(CODE)
    await visitor.reading.wait()
    visitor.reader.end()
    assert not visitor.eye.on
    visitor.let.set()
    await visitor.work.over()
    assert visitor.told == []


async def test_a_code_of_the_look_before_is_not_taken_for_one_of_this(visitor: Visitor) -> None:
    visitor.let = threading.Event()
    visitor.reader.begin()
    visitor.eye.sees(CODE)
    await visitor.reading.wait()
    visitor.reader.end()
    visitor.reader.begin()
    visitor.let.set()
    await visitor.work.tasks[0]
    assert visitor.told == []
    assert visitor.eye.on
    visitor.eye.sees(picture(held("SECOND")))
    await visitor.work.over()
    assert visitor.told == ["SECOND"]


@pytest.mark.parametrize("before", [0, 3])
async def test_without_a_picture_for_a_while_it_is_given_up(
    visitor: Visitor, before: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        visitor.reader.begin()
        for _ in range(before):
            visitor.clock.pass_by(NO_PICTURE_SECONDS - 0.1)
            visitor.reading.clear()
            visitor.eye.sees(EMPTY)
            await visitor.reading.wait()
        assert visitor.told == []
        while visitor.work.going:
            visitor.clock.pass_by(1.0)
            await asyncio.sleep(0)
    assert visitor.told == ["failed"]
    assert [one.getMessage() for one in caplog.records] == ["The camera cannot be used: no picture for 5 seconds"]


async def test_a_camera_that_is_unplugged_is_given_up_at_once(visitor: Visitor) -> None:
    visitor.reader.begin()
    visitor.eye.sees(EMPTY)
    visitor.eye.fails("it is gone")
    visitor.eye.fails("it is gone")
    await visitor.work.over()
    assert visitor.told == ["failed"]
    assert not visitor.eye.on


async def test_a_camera_that_may_not_be_used_says_so_before_anything_is_begun() -> None:
    one = Visitor(Eye("not allowed"))
    one.reader.begin()
    assert one.told == ["failed"]
    assert one.work.tasks == []
    assert not one.reader.on


async def test_a_text_of_control_characters_is_no_code(visitor: Visitor) -> None:
    visitor.reader.begin()
    visitor.eye.sees(picture(wall((code("\x01\x02\x03", 200), (200, 100)))))
    await visitor.reading.wait()
    visitor.eye.sees(CODE)
    await visitor.work.over()
    assert visitor.told == ["FJUEIW"]


async def test_nothing_that_was_read_is_logged(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        visitor.reader.begin()
        visitor.eye.sees(CODE)
        await visitor.work.over()
    assert "FJUEIW" not in caplog.text
