"""A collector of metrics, and a port for it."""

import socket

import httpx

from tests.tags.exposition import parsed

Told = dict[str, dict[str, float]]


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        found: int = one.getsockname()[1]
    return found


async def collected(port: int) -> Told:
    """What is told there: by the name's end, by the labels' values; nothing while nobody listens."""
    async with httpx.AsyncClient(trust_env=False) as client:
        try:
            answer = await client.get(f"http://127.0.0.1:{port}/metrics")
        except httpx.TransportError:
            return {}
    return short(answer.raise_for_status().text)


def short(text: str) -> Told:
    """By the name's end, by the values of the labels in the order of their names."""
    return {
        name.removeprefix("room_kiosk_"): {
            ",".join(dict(sorted(labels)).values()): one for labels, one in found.items()
        }
        for name, found in parsed(text).items()
    }
