"""For gateways that have nothing to be asked: what one took counts as shown. Knows no way of handing a sign over."""

from kiosk.tags.gateways.gateway import Pushed, Sign, TagReport


class Taken:
    """All of a gateway but its `push`, which ends with `took`."""

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}

    def took(self, sign: Sign) -> Pushed:
        """The sign was handed over, and no more is to be heard of it."""
        self._shown[sign.tag] = sign.face
        return Pushed(shown=True)

    async def look(self) -> tuple[TagReport, ...]:
        """What was taken."""
        return tuple(TagReport(tag, shown=face) for tag, face in self._shown.items())

    def remember(self, tag: str, face: str, mark: str) -> None:
        """Nothing: what was not taken is pushed again."""

    async def aclose(self) -> None:
        """Nothing is held."""
