"""Looks through a camera until a code is read; it is on only in between. asyncio without Qt; keeps nothing it saw."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Protocol

from kiosk.clock import Clock
from kiosk.domain.camera import NO_PICTURE_SECONDS, Picture, Sighting, meant
from kiosk.domain.scan import Pace, as_typed
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)

Spawn = Callable[[Coroutine[object, object, None]], object]
Read = Callable[[Picture], Sequence[Sighting]]


class Camera(Protocol):
    """A camera that can be turned on. All calls come from the loop's thread, and go to it."""

    def start(self, on_picture: Callable[[Picture], None], on_failure: Callable[[str], None]) -> None:
        """Turn it on: `on_picture` gets a few pictures a second, `on_failure` why there will be none, without a name.

        Either may be called before this returns.
        """
        ...

    def stop(self) -> None:
        """Turn it off; nothing is called any more. Once more does nothing."""
        ...


class CameraReader:
    """Has codes read from the pictures of `camera` by `read`, which is called on a thread of its own.

    `shown` gets every picture. `scanned` is called once with what was read, `failed` once where nothing is to be seen;
    the camera is off before either is.
    """

    def __init__(
        self,
        camera: Camera,
        read: Read,
        clock: Clock,
        spawn: Spawn,
        shown: Callable[[Picture], None],
        scanned: Callable[[str], None],
        failed: Callable[[], None],
    ) -> None:
        self._camera = camera
        self._read = read
        self._clock = clock
        self._spawn = spawn
        self._shown = shown
        self._scanned = scanned
        self._failed = failed
        self._looks = 0
        self._on = False
        self._newest: Picture | None = None
        self._at = 0.0
        self._news = asyncio.Event()

    @property
    def on(self) -> bool:
        """Whether the camera is on."""
        return self._on

    def begin(self) -> None:
        """Look from now on, unless it does already."""
        if self._on:
            return
        self._on, self._newest, self._at = True, None, self._clock.monotonic()
        self._looks += 1
        self._news = asyncio.Event()
        look = self._looks
        self._camera.start(partial(self._saw, look), partial(self._fail, look))
        if self._is(look):
            self._spawn(self._watch(look, self._news))

    def end(self) -> None:
        """Turn the camera off, if it is on; what is still being read is not handed over."""
        if self._on:
            self._on, self._newest = False, None
            self._camera.stop()
            self._news.set()

    def _is(self, look: int) -> bool:
        return self._on and look == self._looks

    def _saw(self, look: int, picture: Picture) -> None:
        if self._is(look):
            self._newest, self._at = picture, self._clock.monotonic()
            self._news.set()
            self._shown(picture)

    async def _watch(self, look: int, news: asyncio.Event) -> None:
        """Read the newest picture again and again, and give up where none comes."""
        while self._is(look):
            await pause(self._clock, self._at + NO_PICTURE_SECONDS, news)
            news.clear()
            if self._is(look):
                await self._go_on(look)

    async def _go_on(self, look: int) -> None:
        picture, self._newest = self._newest, None
        if picture is not None:
            await self._look_at(picture, look)
        elif self._clock.monotonic() >= self._at + NO_PICTURE_SECONDS:
            self._fail(look, f"no picture for {NO_PICTURE_SECONDS:g} seconds")

    async def _look_at(self, picture: Picture, look: int) -> None:
        seen = await asyncio.to_thread(self._read, picture)
        text = as_typed(meant(seen) or "", Pace())
        if text and self._is(look):
            self.end()
            self._scanned(text)

    def _fail(self, look: int, why: str) -> None:
        if self._is(look):
            _log.warning("The camera cannot be used: %s", why)
            self.end()
            self._failed()
