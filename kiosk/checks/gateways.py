"""What doctor says of the gateways of e-paper signs, and of the signs as their service last knew them. Sends none."""

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.backends.errors import BackendError, TimedOut
from kiosk.checks.check import Check, failed
from kiosk.clock import Clock
from kiosk.config.tags import GatewayConfig
from kiosk.settings import Settings, data_dir
from kiosk.tags.bindings import bindings_of, ids_by_gateway
from kiosk.tags.gateways.gateway import Gateway, TagReport
from kiosk.tags.gateways.open import Openings, open_gateways
from kiosk.tags.rules import Rules
from kiosk.tags.source import placed
from kiosk.tags.status import TagStatus
from kiosk.tags.status_join import joined
from kiosk.tags.store import FILE, RecordFile

ANSWER_SECONDS = 15.0
_ASKED = frozenset({"openepaperlink", "opendisplay", "minew"})
_NAMED = 10


async def gateway_checks(settings: Settings, clock: Clock) -> list[Check]:
    """Each gateway, then the signs; none where there is no gateway. Mistakes in the config are told elsewhere."""
    config = settings.config.tags
    if not config.gateway:
        return []
    tags = ids_by_gateway(bindings_of(config)[0])
    how = Openings(clock, Rules(ZoneInfo("UTC")), b"", settings.environment)
    opened, _ = open_gateways(config.gateway, tags, how)
    known = [one for one in config.gateway if one.name in opened]
    told = await asyncio.gather(*(_gateway(one, opened[one.name], tags.get(one.name, ())) for one in known))
    return [*told, *_signs(settings)]


async def _gateway(config: GatewayConfig, gateway: Gateway, tags: tuple[str, ...]) -> Check:
    name = f"gateway {config.name}"
    if config.kind not in _ASKED:
        await gateway.aclose()
        return _unasked(name, config)
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            return _answered(name, config, await gateway.look(), tags)
    except TimeoutError:
        return failed(name, TimedOut("It did not answer in time.", "Check its address, its power and the network."))
    except BackendError as error:
        return failed(name, error)
    finally:
        await gateway.aclose()


def _answered(name: str, config: GatewayConfig, reports: tuple[TagReport, ...], tags: tuple[str, ...]) -> Check:
    if config.kind == "opendisplay":
        if any(one.online is False for one in reports):
            return Check(
                name, "bad", f"{config.url} does not answer", "Check its address, its power and the network.", 4
            )
        return Check(name, "good", f"{config.url} answers")
    there = {one.tag.casefold() for one in reports}
    if missing := [tag for tag in tags if tag.casefold() not in there]:
        do = "Compare their ids with the gateway's own list, and whether they have joined it."
        return Check(name, "doubtful", f"it answers, and does not know {_some(missing)}", do)
    return Check(name, "good", f"it answers, and knows {len(there)} tag(s)")


def _unasked(name: str, config: GatewayConfig) -> Check:
    """Gateways that have nothing to be asked for; a folder can be looked at."""
    if config.kind != "folder":
        says = "its devices ask by themselves" if config.kind == "trmnl" else "it is spoken to with a sign only"
        return Check(name, "skipped", says)
    folder = Path(config.path or config.url).expanduser()
    if folder.is_dir() and not os.access(folder, os.W_OK):
        return Check(
            name, "bad", f"{folder} may not be written", "Give this user the right to, or name another path.", 1
        )
    return Check(name, "good", f"{folder}{'' if folder.is_dir() else ' is made with the first sign'}")


def _signs(settings: Settings) -> list[Check]:
    """What the service has written down, also while it runs."""
    file, config = data_dir(settings) / FILE, settings.config.tags
    if not file.exists():
        return [Check("signs' records", "skipped", "none yet: no `kiosk tags run` has kept any here")]
    records = RecordFile(file).records()
    if not records:
        do = "Look at the disk. Without them, each sign is drawn once more when the service starts."
        return [Check("signs' records", "doubtful", f"nothing can be read in {file}", do)]
    statuses = joined(placed(config, ()), records, config.gateway, whole=not config.from_server)
    late, low = [one for one in statuses if one.silent], [one for one in statuses if one.low]
    found = [
        *_told("silent signs", late, "Look at their batteries, and whether their gateway reaches them."),
        *_told("signs' batteries", low, "Change them soon; `kiosk tags status` says how they are."),
    ]
    return found or [Check("signs' records", "good", f"{len(records)} kept; none is silent, no battery is low")]


def _told(name: str, statuses: list[TagStatus], do: str) -> list[Check]:
    if not statuses:
        return []
    what = "low: " if name.endswith("batteries") else ""
    return [Check(name, "doubtful", what + _some(one.record.id for one in statuses), do)]


def _some(names: Iterable[str]) -> str:
    """All of a few names, the first of many."""
    every = list(names)
    rest = f" and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
    return ", ".join(every[:_NAMED]) + rest
