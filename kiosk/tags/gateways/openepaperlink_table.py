"""The table of tags of an OpenEPaperLink access point, page by page. Knows nothing of pictures."""

from dataclasses import dataclass

import msgspec

from kiosk.backends.errors import Garbled
from kiosk.backends.http.decode import Unreadable, parse
from kiosk.tags.gateways.line import Line

_NO_BATTERY = frozenset({0, 1337, 2600})
_MOST_PAGES = 512


@dataclass(frozen=True, slots=True)
class Row:
    """One tag. Times are seconds since 1970, 0 for never; `hash` is the access point's own of what the tag shows."""

    tag: str
    hash: str
    updates: int
    pending: int
    last_seen: int
    next_call: int
    battery: int | None

    @property
    def state(self) -> tuple[str, int, int]:
        """What changes when the tag has taken a picture, and when it was last heard of."""
        return self.hash, self.updates, self.last_seen


class Table:
    """Reads it over a line. Methods raise `BackendError`."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def row(self, tag: str) -> Row | None:
        """One tag, None where the access point does not know it."""
        found, _ = await self._page(f"?mac={tag}")
        return next((row for row in found if row.tag == tag), None)

    async def rows(self) -> dict[str, Row]:
        """All that its pages reach.

        The place of a page is a byte on the access point: beyond 255 tags the pages begin anew, and are left then.
        """
        rows = dict[str, Row]()
        place = 0
        for _ in range(_MOST_PAGES):
            found, following = await self._page(f"?pos={place}")
            fresh = [row for row in found if row.tag not in rows]
            rows.update((row.tag, row) for row in fresh)
            if following is None or following <= place or not fresh:
                break
            place = following
        return rows

    async def _page(self, query: str) -> tuple[list[Row], int | None]:
        """Rows and the place of the next page, which the field is spelled `continu` for."""
        body = await self._line.ask("GET", f"/get_db{query}")
        try:
            page = msgspec.convert(parse(body), _Page)
        except (Unreadable, msgspec.ValidationError):
            hint = "Check that the address is an access point's."
            raise Garbled(f"{self._line.origin} answered with something that is no table of tags.", hint) from None
        return [row for item in page.tags if (row := _row(item)) is not None], page.continu


class _Page(msgspec.Struct):
    tags: list[object] = []
    continu: int | None = None


class _Tag(msgspec.Struct):
    mac: str
    hash: str = ""
    updatecount: int = 0
    pending: int = 0
    lastseen: int = 0
    nextcheckin: int = 0
    batteryMv: int = 0  # noqa: N815 - its name on the wire


def _row(item: object) -> Row | None:
    """None for a record that cannot be read, which hides only itself."""
    try:
        tag = msgspec.convert(item, _Tag)
    except msgspec.ValidationError:
        return None
    battery = None if tag.batteryMv in _NO_BATTERY else tag.batteryMv
    return Row(tag.mac.upper(), tag.hash, tag.updatecount, tag.pending, tag.lastseen, tag.nextcheckin, battery)
