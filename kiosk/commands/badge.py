"""`kiosk badge`: a visitor's badge as a file, or out of the printer."""

import argparse
import os
import secrets
from dataclasses import replace
from pathlib import Path

from kiosk.backends.errors import NotFound, Rejected
from kiosk.backends.visits import visit_abilities_of
from kiosk.badge.badge import Badge, badge_of, body_of, sample_badge
from kiosk.clock import Clock
from kiosk.commands.output import complain
from kiosk.commands.progress import during
from kiosk.domain.codes import code_in
from kiosk.printing.badges import BADGE, PDF, PNG, encoded, label_of, open_printing
from kiosk.settings import Settings, clock_for, settle
from kiosk.site import open_backend, open_memory
from kiosk.sync.outbox_item import Item, Lane

USAGE = 2
_KINDS = {".png": PNG, ".pdf": PDF}


def run(options: argparse.Namespace) -> int:
    """Write or print it; exit 2 where neither is asked for, 5 where there is no such visit."""
    settings = settle(options, os.environ)
    if options.label:
        config = settings.config
        settings = replace(settings, config=replace(config, printer=replace(config.printer, label=options.label)))
    kind = _KINDS.get(options.output.suffix.lower(), "") if options.output else ""
    if not (kind or (options.print and not options.output)):
        complain("name a file to write with --output F.png or F.pdf, or --print the badge")
        return USAGE
    clock = clock_for(None, settings.config)
    badge = during("Looking the visit up", _badge(settings, clock, None if options.sample else options.code))
    if options.output:
        try:
            _write(settings, badge, kind, options.output)
        except OSError as problem:
            complain(f"{options.output} cannot be written ({(problem.strerror or 'unknown').lower()})")
            return USAGE
    if options.print:
        during("Printing the badge", _printed(settings, clock, badge))
    return 0


async def _badge(settings: Settings, clock: Clock, code: str | None) -> Badge:
    language = settings.config.printer.language or settings.config.panel.language
    if code is None:
        return sample_badge(clock.now(), language)
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            able = visit_abilities_of(backend).visits
            if able is None:
                raise Rejected("This building's system knows no visits.")
            spellings = exact.spellings if (exact := code_in(code)) is not None else ()
            found = [visit for one in spellings for visit in await able.find_visits(one, clock.now())]
    if not found:
        raise NotFound("There is no visit with this code.")
    return badge_of(found[0], clock.now(), language)


def _write(settings: Settings, badge: Badge, kind: str, output: Path) -> None:
    from kiosk.badge.drawing import draw  # noqa: PLC0415 - Pillow, once everything else is clear

    language = settings.config.printer.language or settings.config.panel.language
    drawing = draw(label_of(settings.config.printer.label, settings.file), badge, language)
    output.write_bytes(encoded(kind, drawing))


async def _printed(settings: Settings, clock: Clock, badge: Badge) -> None:
    """Print it now, past the outbox: whoever asks stands at the printer. Raises `BackendError`."""
    deliverer = open_printing(settings, clock).deliverers.get(Lane(BADGE))
    if deliverer is None:
        raise Rejected("No printer is configured.", "Name one in [printer] url.")
    await deliverer.deliver(Item(0, Lane(BADGE), secrets.token_hex(16), body_of(badge), clock.now()))
