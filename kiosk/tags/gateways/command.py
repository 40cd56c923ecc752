"""Signs handed to a program of this machine: the PNG on its standard input, the rest in its arguments."""

import re
from collections.abc import Mapping, Sequence

from kiosk.backends.program import PATIENCE, Program
from kiosk.tags.codecs.png import png
from kiosk.tags.gateways.gateway import Pushed, Sign, TagReport

_PLACE = re.compile(r"\{(tag|face|width|height|palette)\}")


class Command:
    """Runs `command` for each sign, with `{tag}`, `{face}`, `{width}`, `{height}`, `{palette}` filled in.

    Exit code 0: shown, or it will be. 65: refused for good. Any other: not now.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], patience: float = PATIENCE) -> None:
        self._command = tuple(command)
        self._environment = environment
        self._patience = patience
        self._shown: dict[str, str] = {}

    async def push(self, sign: Sign) -> Pushed:
        """Run it to its end."""
        picture = sign.mounted
        words = {
            "tag": sign.tag,
            "face": sign.face,
            "width": str(picture.width),
            "height": str(picture.height),
            "palette": picture.palette.value,
        }
        command = [_PLACE.sub(lambda found: words[found[1]], part) for part in self._command]
        await Program(command, self._environment, patience=self._patience).give(png(picture), sign.face)
        self._shown[sign.tag] = sign.face
        return Pushed(shown=True)

    async def look(self) -> tuple[TagReport, ...]:
        """What was taken."""
        return tuple(TagReport(tag, shown=face) for tag, face in self._shown.items())

    def remember(self, tag: str, face: str, mark: str) -> None:
        """Nothing: what was not taken is pushed again."""

    async def aclose(self) -> None:
        """Nothing is held."""
