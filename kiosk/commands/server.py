"""`kiosk server`: the local server alone."""

import argparse
import asyncio
import os
from functools import partial
from pathlib import Path

from kiosk.clock import Clock
from kiosk.commands.output import complain
from kiosk.commands.progress import Progress, progress
from kiosk.config import Config
from kiosk.server.refusal import ServerFault
from kiosk.server.rules import HouseRules
from kiosk.server.run import serve
from kiosk.server.token import token_from
from kiosk.server.whereabouts import forget, note
from kiosk.settings import NO_FILE, Settings, clock_for, data_dir, read_config
from kiosk.streams import announce
from kiosk.supervision.heartbeat_served import ServedHeart
from kiosk.supervision.notify import notifier_of


def run(options: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM; prints one line with the address when requests are answered."""
    settings = _settings(options)
    server = settings.config.server
    data = options.data or (Path(server.data).expanduser() if server.data else _default(settings))
    try:
        data.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        token = token_from(options.token_file or data.with_suffix(".token"))
        heart = ServedHeart(notifier_of(os.environ), Clock(), "server", "/api/external/building/v1", token)
        with progress() as say:
            work = partial(
                serve,
                options.host,
                options.port,
                data,
                token,
                demo=settings.demo,
                clock=clock_for(options.at, settings.config),
                on_ready=partial(_ready, data, heart, say),
                seed=options.seed or server.seed,
                rules=HouseRules(
                    auto_check_in=server.auto_check_in,
                    release_after_minutes=server.release_after_minutes,
                    keep_visits_days=server.keep_visits_days,
                ),
                metrics=options.metrics,
                say=say,
            )
            asyncio.run(heart.beside(lambda stop: work(stop=stop)))
    except ServerFault as fault:
        complain(str(fault))
        return 2
    except OSError as fault:
        complain(f"{data}: the data file cannot be kept there ({fault.strerror}); name another one with --data")
        return 2
    forget(data)
    return 0


def _settings(options: argparse.Namespace) -> Settings:
    """The config only where one is named: a server needs no panel's backend."""
    config = read_config(options.config, os.environ)[0] if options.config else Config()
    return Settings(config, str(options.config or NO_FILE), options.demo or config.server.demo, os.environ)


def _default(settings: Settings) -> Path:
    return data_dir(settings) / ("demo.sqlite" if settings.demo else "rooms.sqlite")


def _ready(data: Path, heart: ServedHeart, say: Progress, address: str) -> None:
    say.wipe()
    note(data, address)
    announce(f"room-kiosk server ready on {address}")
    heart.ready(address)
