"""Which tags there are: those of the config, and those that the server wants served. Pure; knows no gateway's protocol.

The server tells a tag's name at its gateway, its room and its language; what the panel is, only the config knows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.backends.epaper import Controller, ServerTag
from kiosk.config.tags import GatewayConfig, TagConfig, TagsConfig
from kiosk.i18n import DEFAULT, resolve
from kiosk.tags.bindings import Binding, panel_of, usable_id
from kiosk.tags.record import TagRecord

_QBIC = "qbicGateway"
_BETWEEN = re.compile(r"[,;|/\s]+")


@dataclass(frozen=True, slots=True)
class Placing:
    """The tags that can be served, and the records of those that cannot, each with its problem."""

    bindings: tuple[Binding, ...]
    lost: tuple[TagRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wish:
    """A tag as the server wants it, what would carry it, and what the config says of it."""

    controller: Controller
    tag: ServerTag
    carrier: GatewayConfig | None
    own: TagConfig | None


def placed(config: TagsConfig, controllers: Sequence[Controller]) -> Placing:
    """What the config says of a tag goes before what the server says. The config's tags come first, in their order."""
    named = {tag.id.casefold(): tag for tag in config.tag}
    wishes = [
        _Wish(one, tag, carrier_of(one, config.gateway), named.get((tag.key or "").casefold()))
        for one in controllers
        for tag in one.tags
    ]
    known = {(wish.tag.key or "").casefold(): wish for wish in reversed(wishes)}
    found = [_completed(tag, known.get(tag.id.casefold())) for tag in config.tag]
    found += [_made(wish, known) for wish in wishes if wish.own is None]
    return Placing(
        tuple(one for one in found if isinstance(one, Binding)),
        tuple(one for one in found if isinstance(one, TagRecord)),
    )


def carrier_of(controller: Controller, gateways: Sequence[GatewayConfig]) -> GatewayConfig | None:
    """The gateway that names this controller, else that of its name, else the only one there is."""
    names = {controller.id.casefold(), controller.name.casefold()}
    said = [one for one in gateways if one.controller.casefold() in names]
    same = [one for one in gateways if not one.controller and one.name.casefold() in names]
    only = [one for one in gateways if len(gateways) == 1 and not one.controller]
    return next(iter([*said, *same, *only]), None)


def language_of(wish: str) -> str:
    """The first of the languages of a wish, as "zh-TW, en-US", that there is a catalogue for; else English."""
    tags = [tag for tag in _BETWEEN.split(wish) if tag]
    spoken = (tag for tag in tags if resolve(tag) != DEFAULT or tag.lower().partition("-")[0] == DEFAULT)
    return resolve(next(spoken, DEFAULT))


def _completed(tag: TagConfig, wish: _Wish | None) -> Binding | TagRecord:
    """A tag of the config, with what only the server says of it."""
    if wish is not None:
        carrier = wish.carrier.name if wish.carrier else ""
        tag = replace(
            tag,
            room=tag.room or wish.tag.room_id or "",
            gateway=tag.gateway or carrier,
            language=tag.language or language_of(wish.controller.language),
        )
    if not tag.room:
        return _lost(tag, "Neither the config nor the server says whose room it shows.")
    if not tag.gateway and wish is not None:
        return _lost(tag, _no_carrier(wish.controller))
    panel = panel_of(tag)
    return Binding(tag, panel) if panel and tag.gateway else _lost(tag, "Nothing says which gateway it has.")


def _made(wish: _Wish, known: dict[str, _Wish]) -> Binding | TagRecord:
    """A tag of the server that the config does not name."""
    carrier, tag = wish.carrier, wish.tag
    made = TagConfig(
        id=tag.key or tag.id or "",
        gateway=carrier.name if carrier else wish.controller.name,
        room=tag.room_id or "",
        panel=carrier.panel if carrier else "",
        rotation=carrier.rotation if carrier else 0,
        language=language_of(wish.controller.language),
    )
    if tag.key is None:
        return _lost(made, "The server does not say what its gateway calls it (externalKey).")
    if known[tag.key.casefold()] is not wish:
        return _lost(made, f'The server has it twice, the other time at "{known[tag.key.casefold()].controller.name}".')
    if not usable_id(tag.key):
        return _lost(made, "Its name at the gateway (externalKey) is no name that a file could have.")
    if carrier is None:
        return _lost(made, _no_carrier(wish.controller))
    if not made.room:
        return _lost(made, "The server has it in no room.")
    if (panel := panel_of(made)) is None:
        said = f'"{carrier.panel}" is no panel that is known' if carrier.panel else "Its panel is not known"
        return _lost(made, f'{said}: set `panel` at the gateway "{carrier.name}", or in a [[tags.tag]] with its id.')
    return Binding(made, panel)


def _no_carrier(controller: Controller) -> str:
    kind = f" ({controller.kind})" if controller.kind else ""
    sentence = f'No gateway carries the tags of the controller "{controller.name}"{kind}: '
    sentence += "name it in the `controller` of a [[tags.gateway]]."
    if controller.kind == _QBIC:
        sentence += ' How such a gateway is spoken to is not public; kind = "http" hands signs to a program of yours.'
    return sentence


def _lost(tag: TagConfig, problem: str) -> TagRecord:
    return TagRecord(tag.id, tag.room, tag.gateway, tag.panel, 0, 0, tag.palette, problem=problem)
