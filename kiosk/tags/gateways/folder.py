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
from kiosk.tags.gateways.gateway import Pushed, Sign
from kiosk.tags.gateways.taken import Taken

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:-]{0,99}")


class Folder(Taken):
    """Writes into `path`, which is made where it is missing. A file is there whole, or as it was before."""

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__()
        self._path = path
        self._clock = clock

    async def push(self, sign: Sign) -> Pushed:
        """Write both, the picture first, so that who sees the card finds its picture."""
        if not _NAME.fullmatch(sign.tag):
            raise Unfit(f"The tag {sign.tag!r} cannot be the name of a file.", "Use letters, digits and - _ . : only.")
        files = {"png": png(sign.mounted), "json": card(sign, self._clock.now()) + b"\n"}
        try:
            await asyncio.to_thread(self._write, sign.tag.replace(":", "-"), files)
        except OSError as problem:
            raise Unreachable(f"The folder {self._path} cannot be written ({problem.strerror}).") from None
        return self.took(sign)

    def _write(self, name: str, files: dict[str, bytes]) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        for ending, content in files.items():
            new = self._path / f".{name}.{ending}.new"
            with new.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path / f"{name}.{ending}")
