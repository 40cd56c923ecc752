"""Listens for a server's change hints where the config names an address for them; loaded only where it does."""

import logging
from collections.abc import Callable
from contextlib import ExitStack

from kiosk.clock import Clock
from kiosk.config import SyncConfig
from kiosk.server.hint_secrets import HintSecrets
from kiosk.server.hints import HintReceiver
from kiosk.server.place import place_behind, place_of
from kiosk.server.refusal import ServerFault
from kiosk.sync.subscriptions import Address, nowhere

_log = logging.getLogger(__name__)


def receive_hints(
    stack: ExitStack, sync: SyncConfig, on_hint: Callable[[frozenset[str] | None], None], clock: Clock
) -> Address:
    """The address to subscribe with, to be asked for anew each time, for its secret changes.

    There is none, which the log says, where nothing can be received there. `on_hint` is called from another thread with
    the rooms that changed, None for any. `stack` ends the listening.
    """
    secrets = HintSecrets(clock.monotonic)
    host, port = place_of(sync.callback_listen) if sync.callback_listen else place_behind(sync.callback_url)
    receiver = HintReceiver(host, port, secrets, on_hint)
    try:
        receiver.start()
    except ServerFault as fault:
        _log.warning("Change hints cannot be received, polling goes on: %s", fault)
        return nowhere
    stack.callback(receiver.stop)
    return lambda: f"{sync.callback_url.rstrip('/')}/hint/{secrets.newest()}"
