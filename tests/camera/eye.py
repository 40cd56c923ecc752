"""A camera without a device: it shows what the test holds before it, and says how often it was turned on."""

import asyncio
from collections.abc import Callable, Coroutine

from kiosk.clock import Clock
from kiosk.domain.camera import Picture


class Eye:
    """Stands in for the device alone. `broken` fails as soon as it is turned on."""

    def __init__(self, broken: str = "") -> None:
        self.broken = broken
        self.on = False
        self.starts = 0
        self._on_picture: Callable[[Picture], None] = _nothing
        self._on_failure: Callable[[str], None] = _nothing

    def start(self, on_picture: Callable[[Picture], None], on_failure: Callable[[str], None]) -> None:
        self.on, self.starts = True, self.starts + 1
        self._on_picture, self._on_failure = on_picture, on_failure
        if self.broken:
            on_failure(self.broken)

    def stop(self) -> None:
        self.on = False

    def sees(self, picture: Picture) -> None:
        """One picture; also a late one, that was on its way when the camera was turned off."""
        self._on_picture(picture)

    def fails(self, why: str) -> None:
        self._on_failure(why)


class SlowClock(Clock):
    """A clock that goes on when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 100.0
        self._moved = asyncio.Event()

    def monotonic(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        until = self.seconds + seconds
        while self.seconds < until:
            await self._moved.wait()


class Work:
    """What was begun, as tasks of the running loop."""

    def __init__(self) -> None:
        self.tasks: list[asyncio.Task[None]] = []

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        self.tasks.append(asyncio.ensure_future(work))

    @property
    def going(self) -> int:
        return sum(not one.done() for one in self.tasks)

    async def over(self) -> None:
        """Wait until all of it is done, and what was begun meanwhile; what it raised is raised here."""
        while self.going:
            await asyncio.gather(*self.tasks)


def _nothing(_: object) -> None:
    """Nobody looks."""
