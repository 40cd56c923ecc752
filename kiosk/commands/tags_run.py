"""`kiosk tags run`: the service that keeps every tag up to date."""

import argparse
import asyncio
import os

from kiosk.clock import Clock
from kiosk.commands.output import complain
from kiosk.commands.tags_settled import say_mistakes
from kiosk.server.listening import stop_on_signals
from kiosk.server.refusal import ServerFault
from kiosk.settings import Settings, settle
from kiosk.streams import announce
from kiosk.supervision.notify import notifier_of
from kiosk.tag_service.root import TagMistakes, serve_tags

DONE, USAGE = 0, 2


def run(options: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM; prints one line once tags are served. Exit 2 for mistakes in the config."""
    settings = settle(options, os.environ)
    try:
        asyncio.run(_serve(settings))
    except TagMistakes as mistakes:
        say_mistakes(settings, mistakes.sentences)
        return USAGE
    except ServerFault as fault:
        complain(str(fault))
        return USAGE
    return DONE


async def _serve(settings: Settings) -> None:
    stop = asyncio.Event()
    stop_on_signals(stop)
    await serve_tags(settings, Clock(), stop, _ready)


def _ready(served: str) -> None:
    announce(f"room-kiosk tags ready: {served}")
    notifier_of(os.environ).ready(f"Serves {served}.")
