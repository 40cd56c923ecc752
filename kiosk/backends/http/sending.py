"""How a request is sent to whoever is no building's system: again where that is no harm, or once. Knows no answer."""

from kiosk.backends.errors import Unreachable
from kiosk.backends.http.exchange import Connections, Incoming, Outgoing, PoolStuck, StaleConnection
from kiosk.backends.http.network import Patience

_TRIES = 2


async def sent_again(connections: Connections, outgoing: Outgoing, patience: Patience, name: str) -> Incoming:
    """The answer to what may well arrive twice: where a kept connection went stale, on a new one.

    `name` is whom sentences are about. Raises `BackendError`.
    """
    for _ in range(_TRIES):
        try:
            return await connections.send(outgoing, patience)
        except (StaleConnection, PoolStuck):
            patience = Patience(patience.clock, patience.deadline)
    raise _silent(name)


async def sent_once(connections: Connections, outgoing: Outgoing, patience: Patience, name: str) -> Incoming:
    """The answer to what shall not arrive twice, over connections that were made for it and are closed after it.

    `name` is whom sentences are about. Raises `BackendError`.
    """
    try:
        return await connections.send(outgoing, patience)
    except (StaleConnection, PoolStuck):
        raise _silent(name) from None
    finally:
        await connections.aclose()


def _silent(name: str) -> Unreachable:
    return Unreachable(f"{name} closed the connection without an answer.")
