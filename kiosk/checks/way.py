"""What doctor says of the ways in and out: how long the server's certificate lasts, whether hints arrive."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from urllib.parse import SplitResult, urlsplit

from kiosk.checks.check import Check
from kiosk.clock import Clock
from kiosk.settings import Settings

SOON = timedelta(days=30)
_SECONDS = 10.0


async def way_checks(settings: Settings, clock: Clock, trust: ssl.SSLContext | None = None) -> list[Check]:
    """`trust` is what certificates are verified against, None: what the system trusts."""
    context = trust or ssl.create_default_context()
    return [*await _certificates(settings, clock, context), *await _hints(settings, context)]


async def _certificates(settings: Settings, clock: Clock, trust: ssl.SSLContext) -> list[Check]:
    config = settings.config
    named = (config.nexudus.relay or config.backend.url, config.sync.callback_url)
    asked = dict.fromkeys(_place(urlsplit(url)) for url in named if url.startswith("https:"))
    return [check for host, port in asked if (check := await _certificate(host, port, clock, trust)) is not None]


async def _certificate(host: str, port: int, clock: Clock, trust: ssl.SSLContext) -> Check | None:
    """None where it cannot be seen: why shows when the server itself is asked."""
    try:
        async with asyncio.timeout(_SECONDS):
            _, writer = await asyncio.open_connection(host, port, ssl=trust)
            shown = writer.get_extra_info("peercert") or {}
            writer.close()
    except (OSError, TimeoutError, ValueError):
        return None
    if "notAfter" not in shown:
        return None
    until = datetime.fromtimestamp(ssl.cert_time_to_seconds(shown["notAfter"]), UTC)
    left = until - clock.now()
    says = f"that of {host} is good until {until:%Y-%m-%d}"
    if left > SOON:
        return Check("certificate", "good", says)
    do = "Have it renewed: from that day on the server is not believed, and doors become unknown."
    return Check("certificate", "doubtful", f"{says}, for {max(0, left.days)} more days", do)


async def _hints(settings: Settings, trust: ssl.SSLContext) -> list[Check]:
    """Whether whoever calls the address for change hints finds the program there; polling goes on where not."""
    url = settings.config.sync.callback_url
    if not url:
        return []
    answer = await _status_line(urlsplit(url), trust)
    if answer.split(" ")[1:2] == ["404"]:
        return [Check("hints", "good", f"the receiver answers at {url}")]
    says = f"{url} answers otherwise than the receiver ({answer[:60]})" if answer else f"nobody answers at {url}"
    do = "Start the program that receives them, and let the server's way to this address through. Until then it polls."
    return [Check("hints", "doubtful", says, do)]


async def _status_line(parts: SplitResult, trust: ssl.SSLContext) -> str:
    """The first line of an answer to a hint's path without a secret; empty where there is none."""
    host, port = _place(parts)
    head = f"GET {parts.path.rstrip('/')}/hint/ HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n"
    try:
        async with asyncio.timeout(_SECONDS):
            reader, writer = await asyncio.open_connection(host, port, ssl=trust if parts.scheme == "https" else None)
            writer.write(head.encode("ascii"))
            line = await reader.readline()
            writer.close()
    except (OSError, TimeoutError, ValueError):
        return ""
    return line.decode("ascii", "replace").strip()


def _place(parts: SplitResult) -> tuple[str, int]:
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
