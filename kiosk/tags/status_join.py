"""Puts what is known of the tags beside what the config says of them now. Pure."""

from collections.abc import Mapping, Sequence

from kiosk.config.tags import GatewayConfig
from kiosk.tags.bindings import Binding
from kiosk.tags.record import TagRecord, unseen
from kiosk.tags.source import Placing
from kiosk.tags.status import TagStatus


def joined(
    placing: Placing, records: Sequence[TagRecord], gateways: Sequence[GatewayConfig], *, whole: bool = True
) -> tuple[TagStatus, ...]:
    """One for each tag: those that are served, then those that cannot be.

    A record of another room, gateway or panel than the config's says nothing any more. Where `placing` is not the
    `whole` of it, the other records are believed as they are.
    """
    kinds = {one.name: one.kind for one in gateways}
    known = {one.id: one for one in records}
    served = [_of(one, known.get(one.tag.id), kinds) for one in placing.bindings]
    lost = [TagStatus(one, kinds.get(one.gateway, "")) for one in placing.lost]
    named = {one.record.id for one in (*served, *lost)}
    others = () if whole else [one for one in records if one.id not in named]
    return (*served, *lost, *(TagStatus(one, kinds.get(one.gateway, ""), one.width) for one in others))


def _of(one: Binding, record: TagRecord | None, kinds: Mapping[str, str]) -> TagStatus:
    fresh, panel = unseen(one), one.panel
    width = panel.width if one.tag.rotation in (0, 180) else panel.height
    kind = kinds.get(one.tag.gateway, "")
    if record is None or _place(record) != _place(fresh):
        return TagStatus(fresh, kind, width)
    return TagStatus(record, kind, width)


def _place(record: TagRecord) -> tuple[object, ...]:
    return record.room, record.gateway, record.panel, record.width, record.height, record.palette
