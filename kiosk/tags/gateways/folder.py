"""Signs as files of a folder, for whatever looks there: `<tag>.png`, and `<tag>.json` about it."""

import asyncio
import os
import re
from pathlib import Path

from kiosk.backends.errors import Unreachable
from kiosk.clock import Clock
from kiosk.tags.codecs.png import png
from kiosk.tags.codecs.unfit import Unfit
from kiosk.tags.gateways.card import card
from kiosk.tags.gateways.gateway import Pushed, Sign, TagReport

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:-]{0,99}")


class Folder:
    """Writes into `path`, which is made where it is missing. A file is there whole, or as it was before."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._shown: dict[str, str] = {}

    async def push(self, sign: Sign) -> Pushed:
        """Write both, the picture first, so that who sees the card finds its picture."""
        if not _NAME.fullmatch(sign.tag):
            raise Unfit(f"The tag {sign.tag!r} cannot be the name of a file.", "Use letters, digits and - _ . : only.")
        files = {"png": png(sign.mounted), "json": card(sign, self._clock.now()) + b"\n"}
        try:
            await asyncio.to_thread(self._write, sign.tag.replace(":", "-"), files)
        except OSError as problem:
            raise Unreachable(f"The folder {self._path} cannot be written ({problem.strerror}).") from None
        self._shown[sign.tag] = sign.face
        return Pushed(shown=True)

    async def look(self) -> tuple[TagReport, ...]:
        """What was written."""
        return tuple(TagReport(tag, shown=face) for tag, face in self._shown.items())

    def remember(self, tag: str, face: str, mark: str) -> None:
        """Nothing: what was not written is pushed again."""

    async def aclose(self) -> None:
        """Nothing is held."""

    def _write(self, name: str, files: dict[str, bytes]) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        for ending, content in files.items():
            new = self._path / f".{name}.{ending}.new"
            with new.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path / f"{name}.{ending}")
