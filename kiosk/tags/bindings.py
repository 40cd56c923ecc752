"""The config's tags as the program uses them: their panels known, each bound once. All mistakes are named at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.config.tags import TagConfig, TagsConfig
from kiosk.tags.panels import Panel, custom_panel, panel_named
from kiosk.tags.picture import Palette


@dataclass(frozen=True, slots=True)
class Binding:
    """A tag, and its panel as it is seen once it hangs."""

    tag: TagConfig
    panel: Panel


def bindings_of(config: TagsConfig) -> tuple[tuple[Binding, ...], tuple[str, ...]]:
    """The tags that can be drawn, and a sentence for each mistake.

    With `from_server` a tag may lack its room and its gateway: see `kiosk.tags.source.placed`.
    """
    found, mistakes = list[Binding](), list[str]()
    seen = set[str]()
    gateways = {gateway.name for gateway in config.gateway}
    for gateway in config.gateway:
        if gateway.panel and panel_named(gateway.panel) is None:
            mistakes.append(f'gateway "{gateway.name}": found {gateway.panel}, expected a panel (`kiosk tags panels`)')
    for index, tag in enumerate(config.tag):
        where = f'tag "{tag.id}"' if tag.id else f"tag {index + 1}"
        panel = panel_of(tag)
        if not usable_id(tag.id):
            mistakes.append(f"{where}: its id is missing, or no name that a file could have")
        if not tag.room and not config.from_server:
            mistakes.append(f"{where}: it has no room")
        if tag.id in seen:
            mistakes.append(f"{where}: it is bound twice")
        if tag.gateway not in gateways and (tag.gateway or not config.from_server):
            mistakes.append(f'{where}: there is no gateway "{tag.gateway}"')
        if panel is None:
            wish = tag.panel or "nothing"
            mistakes.append(
                f"{where}: found {wish}, expected a panel (`kiosk tags panels`), or width, height and palette"
            )
        else:
            found.append(Binding(tag, panel))
        seen.add(tag.id)
    return tuple(found), tuple(mistakes)


def ids_by_gateway(bindings: Iterable[Binding]) -> dict[str, tuple[str, ...]]:
    """The ids of each gateway's tags, in their order, by the gateways' names."""
    found: dict[str, list[str]] = {}
    for one in bindings:
        found.setdefault(one.tag.gateway, []).append(one.tag.id)
    return {name: tuple(ids) for name, ids in found.items()}


def usable_id(name: str) -> bool:
    """Whether a tag may be called so: its preview is a file of that name."""
    return bool(name) and name.isprintable() and not {"/", "\\"} & set(name) and not name.startswith(".")


def panel_of(tag: TagConfig) -> Panel | None:
    """The panel of a tag as it is seen, None where the config names none that is known."""
    if tag.panel:
        panel = panel_named(tag.panel)
    elif tag.width is not None and tag.height is not None and tag.palette:
        panel = custom_panel(tag.width, tag.height, Palette(tag.palette))
    else:
        panel = None
    return None if panel is None else panel.hung(tag.rotation)
