"""`kiosk doctor`: checks everything that the program needs, and says what to do about each."""

import argparse
import asyncio
import os
from dataclasses import asdict

from kiosk.checks.check import Check
from kiosk.checks.graphics import graphics
from kiosk.checks.night import night_checks
from kiosk.checks.private import private_checks
from kiosk.checks.program import all_checks
from kiosk.checks.service import service_checks
from kiosk.checks.theme import theme_checks
from kiosk.checks.way import way_checks
from kiosk.clock import Clock
from kiosk.commands.output import print_json, print_table
from kiosk.commands.progress import Progress, progress
from kiosk.config.file import ConfigError
from kiosk.settings import Settings, data_dir, settle

MARKS = {"good": "ok", "doubtful": "!", "bad": "X", "skipped": "-"}


def run(options: argparse.Namespace) -> int:
    """Print every check; the exit code is that of the first bad one, 0 where there is none."""
    checks, settings = _settled(options)
    if settings is not None:
        with progress(quiet=options.json) as say:
            checks += asyncio.run(_all(settings, say))
    if options.json:
        print_json({"healthy": not any(one.bad for one in checks), "checks": [_document(one) for one in checks]})
    else:
        print_table(("", "check", "found", "what to do"), [(MARKS[c.state], c.name, c.says, c.do) for c in checks])
    return next((one.exit_code for one in checks if one.bad), 0)


async def _all(settings: Settings, say: Progress) -> list[Check]:
    from kiosk.checks.gateways import gateway_checks  # noqa: PLC0415 - which brings Pillow
    from kiosk.checks.hosts import host_checks  # noqa: PLC0415 - the same
    from kiosk.checks.tags import tag_checks  # noqa: PLC0415 - the same

    say("Looking at this machine")
    found = [*theme_checks(settings), *private_checks(settings), *tag_checks(settings)]
    found += [*service_checks(data_dir(settings)), graphics(settings.environment)]
    say("Asking the server, and looking at what is kept of it")
    found += [*await all_checks(settings), *await way_checks(settings, Clock())]
    say("Looking at what dims the screen, and at what tells hosts")
    found += [*await night_checks(settings), *await host_checks(settings)]
    say("Asking the gateways of the signs")
    return [*found, *await gateway_checks(settings, Clock())]


def _settled(options: argparse.Namespace) -> tuple[list[Check], Settings | None]:
    try:
        settings = settle(options, os.environ)
    except ConfigError as wrong:
        return [
            Check("config", "bad", f"{wrong.file}: {wrong.key}: {wrong.found}", f"expected {wrong.expected}", 2)
        ], None
    return [Check("config", "good", settings.file + (", the demo building" if settings.demo else ""))], settings


def _document(check: Check) -> dict[str, object]:
    return {name: value for name, value in asdict(check).items() if name != "exit_code"}
