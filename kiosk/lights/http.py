"""A lamp that is told over HTTP, in whatever words its config gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.backends.errors import BackendError
from kiosk.backends.lamp import Lamp
from kiosk.domain.light import Light
from kiosk.lights.bar import LightFailed
from kiosk.lights.fill import Filler

_TOKEN = "{token}"  # noqa: S105 - the place of one


@dataclass(frozen=True, slots=True)
class LampWords:
    """What is said to a lamp, with places for the light. `target` is path and query; GET takes no body."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: str = ""
    token: str = field(default="", repr=False)


class HttpLightBar:
    """Sends the words, filled in, at each change."""

    def __init__(self, lamp: Lamp, words: LampWords) -> None:
        self._lamp = lamp
        self._words = words
        self._headers = _headers(words)
        self._filler = Filler((words.target, words.body, *words.headers.values()))

    async def show(self, light: Light) -> None:
        """Send it, and await that it was taken."""
        words, fill = self._words, self._filler.fill
        headers = {name: fill(value, light).replace(_TOKEN, words.token) for name, value in self._headers.items()}
        try:
            await self._lamp.send(words.method, fill(words.target, light), headers, fill(words.body, light))
        except BackendError as error:
            raise LightFailed(error.message) from None

    async def aclose(self) -> None:
        """Close the connection to it."""
        await self._lamp.aclose()


def _headers(words: LampWords) -> dict[str, str]:
    """Those of the config, and what is usual where they do not say it."""
    headers = {"User-Agent": "room-kiosk", **words.headers}
    given = {name.lower() for name in words.headers}
    if words.body and "content-type" not in given:
        headers["Content-Type"] = "application/json"
    if words.token and "authorization" not in given and not any(_TOKEN in value for value in headers.values()):
        headers["Authorization"] = f"Bearer {_TOKEN}"
    return headers
