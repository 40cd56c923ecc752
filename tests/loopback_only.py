"""Refuses connections to other machines while tests run; knows addresses, and nothing of what is tested."""

import ipaddress
import sys

LOCAL_NAMES = frozenset({"", "localhost"})


class LeftTheMachineError(Exception):
    """A test tried to reach another machine: name it `localhost`, or serve the answer on a loopback port."""


def stay_local() -> None:
    """Refuse every later connection and look-up of this process that is not of this machine; there is no way back."""
    sys.addaudithook(_watch)


def is_local(host: object) -> bool:
    """Whether `host` (a name, an address, or None) is this machine, or a name that is reserved never to exist."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in LOCAL_NAMES or name.endswith(".invalid"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not is_local(address[0]):
            raise LeftTheMachineError(f"connect to {address[0]}")
    elif event == "socket.getaddrinfo" and not is_local(arguments[0]):
        raise LeftTheMachineError(f"look up {arguments[0]}")
