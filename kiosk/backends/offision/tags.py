"""E-paper controllers of an Offision server: the tags that it wants served, and how they are."""

from collections import Counter

from kiosk.backends.epaper import Controller, ServerTag, TagCondition
from kiosk.backends.errors import Declined
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.enums import CONTROLLER_TYPE
from kiosk.backends.offision.models_house import EpaperController, EpaperTag, TagStatus
from kiosk.backends.offision.texts import plain


class ServesTags:
    """Implements `kiosk.backends.epaper.KnowsTags` over a client."""

    client: OffisionClient

    async def tag_controllers(self) -> tuple[Controller, ...]:
        """All of them, and one more request for each type by name, for no answer is documented to tell a type."""
        every = (await self.client.epaper.controllers()).items
        kinds = await self._kinds() if every else {}
        return tuple(_controller(one, kinds.get(str(one.id))) for one in every)

    async def report_tag(self, condition: TagCondition) -> None:
        """Post it; the server's own clock says when."""
        status = TagStatus(
            condition.battery_percent, condition.inches, is_online=condition.online, e_paper_tag_id=condition.tag
        )
        await self.client.epaper.post_tag_status(status)

    async def _kinds(self) -> dict[str, str]:
        """The types by controller; what is found under several names is known under none."""
        found = list[tuple[str, str]]()
        for kind in CONTROLLER_TYPE.documented:
            try:
                rows = (await self.client.epaper.controllers(types=(kind,))).items
            except Declined:
                continue
            found += [(str(row.id), kind) for row in rows]
        times = Counter(controller for controller, _ in found)
        return {controller: kind for controller, kind in found if times[controller] == 1}


def _controller(record: EpaperController, kind: str | None) -> Controller:
    language = (record.display_language or "").strip()
    name = plain(record.name, language) or str(record.id)
    return Controller(str(record.id), name, language, kind, tuple(_tag(one) for one in record.tags or ()))


def _tag(record: EpaperTag) -> ServerTag:
    room = record.bookable_resource
    return ServerTag(
        None if record.id is None else str(record.id),
        (record.external_key or "").strip() or None,
        None if room is None or room.id is None else str(room.id),
    )
