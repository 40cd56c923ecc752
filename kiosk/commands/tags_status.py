"""`kiosk tags status`: how the tags are, whether their service runs just now or not."""

import argparse
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.backends.errors import BackendError
from kiosk.clock import Clock
from kiosk.commands.output import complain, complain_of, print_json, print_table
from kiosk.commands.progress import during
from kiosk.commands.tags_settled import settled
from kiosk.settings import Settings, data_dir, tags_zone
from kiosk.site import open_backend, open_memory
from kiosk.tag_service.places import ask_places
from kiosk.tags.source import Placing, placed
from kiosk.tags.status import HEAD, TagStatus, document, notes, row
from kiosk.tags.status_join import joined
from kiosk.tags.store import FILE, RecordFile

DONE, USAGE = 0, 2


def run(options: argparse.Namespace) -> int:
    """Print them; exit 2 for mistakes in the config, and as the failure says where the server's tags are not known."""
    if (settings := settled(options)) is None:
        return USAGE
    clock = Clock()
    placing, failure = during("Asking for the tags", _placing(settings, clock), quiet=options.json)
    records = RecordFile(data_dir(settings) / FILE).records()
    statuses = joined(placing, records, settings.config.tags.gateway, whole=failure is None)
    _print(statuses, clock.now(), tags_zone(settings.config), as_json=options.json)
    return DONE if failure is None else complain_of(failure)


async def _placing(settings: Settings, clock: Clock) -> tuple[Placing, BackendError | None]:
    """What there is; without the server's answer, what the config alone says."""
    config = settings.config.tags
    if not config.from_server:
        return placed(config, ()), None
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            try:
                return await ask_places(settings, backend), None
            except BackendError as failure:
                return Placing(placed(config, ()).bindings), failure


def _print(statuses: tuple[TagStatus, ...], at: datetime, zone: ZoneInfo, *, as_json: bool) -> None:
    if as_json:
        print_json(document(statuses, zone))
        return
    if not statuses:
        complain("there are no tags: the config has no [[tags.tag]], and takes none from the server")
        return
    print_table(HEAD, [row(one, at, zone) for one in statuses])
    if remarks := notes(statuses):
        print_table(("",), [(remark,) for remark in remarks])
