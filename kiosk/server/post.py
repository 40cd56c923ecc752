"""One HTTP/1.1 POST without a client library: for change hints, where no answer matters."""

import asyncio
import ssl
from urllib.parse import SplitResult, urlsplit

SECONDS = 5


async def post_hint(url: str, body: bytes) -> None:
    """Send JSON to an http or https address within five seconds. A failure is forgotten: it was only a hint."""
    try:
        async with asyncio.timeout(SECONDS):
            await _post(urlsplit(url), body)
    except (OSError, TimeoutError, ValueError):
        return


def is_address(url: str) -> bool:
    """Whether a hint could be sent there: http or https, a host, printable ASCII only."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and _plain(url)
    except ValueError:
        return False


def _plain(url: str) -> bool:
    return url.isascii() and url.isprintable() and " " not in url


async def _post(parts: SplitResult, body: bytes) -> None:
    secure = parts.scheme == "https"
    context = ssl.create_default_context() if secure else None
    reader, writer = await asyncio.open_connection(
        parts.hostname, parts.port or (443 if secure else 80), ssl=context, limit=1024
    )
    try:
        writer.write(_head(parts, len(body)) + body)
        await writer.drain()
        await reader.read(64)
    finally:
        writer.close()


def _head(parts: SplitResult, length: int) -> bytes:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = (
        f"POST {target} HTTP/1.1",
        f"Host: {parts.netloc.rpartition('@')[2]}",
        "Content-Type: application/json",
        f"Content-Length: {length}",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")
