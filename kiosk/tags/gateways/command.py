"""Signs handed to a program of this machine: the PNG on its standard input, the rest in its arguments."""

import re
from collections.abc import Mapping, Sequence

from kiosk.backends.program import PATIENCE, Program
from kiosk.tags.codecs.png import png
from kiosk.tags.gateways.gateway import Pushed, Sign
from kiosk.tags.gateways.taken import Taken

_PLACE = re.compile(r"\{(tag|face|width|height|palette)\}")


class Command(Taken):
    """Runs `command` for each sign, with `{tag}`, `{face}`, `{width}`, `{height}`, `{palette}` filled in.

    Exit code 0: shown, or it will be. 65: refused for good. Any other: not now.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], patience: float = PATIENCE) -> None:
        super().__init__()
        self._command = tuple(command)
        self._environment = environment
        self._patience = patience

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
        return self.took(sign)
