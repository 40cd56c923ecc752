"""Where a program of ours is to listen, by what the config says. Opens nothing."""

from urllib.parse import urlsplit

_EVERYWHERE = "0.0.0.0"  # noqa: S104 - others must reach it


def place_of(listen_at: str) -> tuple[str, int]:
    """Host and port of what `check_listen` has let through."""
    host, _, port = listen_at.rpartition(":")
    return host.strip("[]"), int(port)


def place_behind(url: str) -> tuple[str, int]:
    """Every address of this machine, and the port of a web address by which others reach it."""
    address = urlsplit(url)
    return _EVERYWHERE, address.port or (443 if address.scheme == "https" else 80)
