"""One OpenDisplay panel on the local network: planes over TCP, confirmed once the panel has drawn them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple
from zlib import crc32

from kiosk.backends.errors import NoAnswer, TimedOut
from kiosk.tags.codecs.opendisplay import planes
from kiosk.tags.codecs.opendisplay_config import PanelSays, Parts, panel_says
from kiosk.tags.codecs.opendisplay_patch import Patch, patch
from kiosk.tags.gateways.frames import connected
from kiosk.tags.gateways.gateway import Pushed, Sign, TagReport
from kiosk.tags.gateways.opendisplay_upload import Upload
from kiosk.tags.picture import Palette

PORT = 2446
ANSWER_SECONDS = 30.0
DRAWING_SECONDS = 90.0
_FULL, _FAST = b"\x00", b"\x01"
_NO_PARTS = 0x07


class _Held(NamedTuple):
    """What the panel has in its memory, and the name by which it knows it."""

    etag: bytes
    width: int
    height: int
    planes: bytes


class OpenDisplay:
    """The panel `tag` at a host and port. `answer_seconds` is for one answer, `drawing_seconds` for its ink."""

    def __init__(
        self,
        tag: str,
        host: str,
        port: int = PORT,
        *,
        answer_seconds: float = ANSWER_SECONDS,
        drawing_seconds: float = DRAWING_SECONDS,
    ) -> None:
        self._tag = tag
        self._host = host
        self._port = port
        self._answer = answer_seconds
        self._drawing = drawing_seconds
        self._shown: str | None = None
        self._held: _Held | None = None
        self._says: PanelSays | None = None
        self._draws_parts = True
        self._one_at_a_time = asyncio.Lock()

    async def push(self, sign: Sign) -> Pushed:
        """Send it and await that it was drawn: only what has changed, where ghosts may stay and the panel can."""
        mounted = sign.mounted
        new = _Held(_etag(sign.face), mounted.width, mounted.height, planes(mounted))
        async with self._open() as upload:
            old, self._shown, self._held = self._held, None, None
            may = not sign.full and mounted.palette is Palette.BW
            named = may and await self._patched(upload, old, new)
            named = named or await upload.whole(new.planes, _FULL if sign.full else _FAST, new.etag)
            await upload.drawn()
        self._shown, self._held = sign.face, new if named else None
        return Pushed(shown=True)

    async def look(self) -> tuple[TagReport, ...]:
        """Whether it can be reached; it tells neither its battery nor what it shows."""
        try:
            async with self._open() as upload:
                self._says = panel_says(await upload.config())
        except NoAnswer:
            return (TagReport(self._tag, shown=self._shown, online=False),)
        return (TagReport(self._tag, shown=self._shown, online=True),)

    def remember(self, tag: str, face: str, mark: str) -> None:
        """Nothing: what was not confirmed on the spot was not shown."""

    async def aclose(self) -> None:
        """Nothing is held between pushes."""

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[Upload]:
        """The panel takes one visitor at a time."""
        async with self._one_at_a_time:
            panel = await connected(self._host, self._port, self._answer)
            try:
                yield Upload(panel, self._answer, self._drawing)
            finally:
                panel.close()

    async def _patched(self, upload: Upload, old: _Held | None, new: _Held) -> bool:
        """Whether the panel draws only what has changed; not where it refuses, as where it shows something else.

        One that says nothing to that, or that it never does so, is not asked for it again.
        """
        part, says = self._part(old, new), self._says
        if part is None or old is None or says is None:
            return False
        try:
            refusal = await upload.part(part, old.etag, new.etag, inflates=says.inflates)
        except TimedOut:
            self._draws_parts = False
            raise
        if refusal is not None:
            self._draws_parts = _NO_PARTS not in refusal[1:2]
        return refusal is None

    def _part(self, old: _Held | None, new: _Held) -> Patch | None:
        """What has to be drawn anew of what it shows; None where that is not known, or it draws no parts."""
        says = self._says
        if old is None or says is None or says.parts is Parts.NONE or not self._draws_parts:
            return None
        if not old[1:3] == new[1:3] == says[:2]:
            return None
        return patch(old.planes, new.planes, new.width, whole=says.parts is Parts.WHOLE)


def _etag(face: str) -> bytes:
    """Four bytes that name what the panel shows, never all zero, which stands for nothing."""
    return (crc32(face.encode()) or 1).to_bytes(4, "big")
