"""Where the server is: checked once, so that a token never travels in the clear."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass


class InsecureAddress(ValueError):
    """Plain HTTP to another machine: the token would be readable on the way."""


@dataclass(frozen=True, slots=True)
class Address:
    """A server's address. `prefix` is the path that goes before every operation's, without a slash at its end."""

    scheme: str
    host: str
    port: int | None
    prefix: str

    @property
    def secure(self) -> bool:
        """Whether the way there is encrypted."""
        return self.scheme == "https"

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a person may read them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port is None else f":{self.port}")

    @property
    def loopback(self) -> bool:
        """Whether the server is on this machine."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost" or self.host.endswith(".localhost")

    def proxy(self) -> str | None:
        """The proxy that the environment names for this server, None for a direct way; never one for this machine."""
        if self.loopback or proxy_bypass(self.host):
            return None
        proxy = getproxies().get(self.scheme)
        return proxy if proxy and proxy.startswith(("http://", "https://")) else None


def parse_address(url: str, *, allow_plain_http: bool = False) -> Address:
    """Read `https://host[:port][/prefix]`, or http where the server is on this machine.

    Raises ValueError with a sentence that says what is wrong, `InsecureAddress` for plain HTTP to elsewhere.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        message = "the server's address cannot be read; expected one like https://rooms.example.com"
        raise ValueError(message) from None
    if parts.username is not None or parts.password is not None:
        message = "the server's address holds a user name; expected one like https://rooms.example.com without it"
        raise ValueError(message)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        message = f"the server's address is {url!r}; expected one like https://rooms.example.com"
        raise ValueError(message)
    host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()
    address = Address(parts.scheme, host, port, parts.path.rstrip("/"))
    if not address.secure and not address.loopback and not allow_plain_http:
        message = f"{address.origin} is plain HTTP, on which anyone on the way can read the token; use https://"
        raise InsecureAddress(message)
    return address


def split_target(url: str) -> tuple[str, str]:
    """Where a whole address leads, to be read by `parse_address`, and what is asked for there: its path and query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}", (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
