"""The ports of the tag service: where devices fetch their signs, and where a collector finds how the tags are."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

from kiosk.clock import Clock
from kiosk.config.tags import TagsConfig
from kiosk.monitoring.metrics_route import MetricsRoute, aside
from kiosk.server.listening import Ready, listen
from kiosk.server.place import place_behind, place_of
from kiosk.tags.gateways.gateway import Gateway
from kiosk.tags.gateways.pull import PullRoute
from kiosk.tags.gateways.trmnl import Trmnl
from kiosk.tags.metrics import exposition
from kiosk.tags.status import TagStatus

Serve = Callable[[asyncio.Event, Ready], Coroutine[Any, Any, None]]


async def open_ports(
    stack: AsyncExitStack,
    config: TagsConfig,
    gateways: Mapping[str, Gateway],
    statuses: Callable[[], Sequence[TagStatus]],
    clock: Clock,
) -> str:
    """Listen where the config wants it, until `stack` ends; the address at which devices fetch their signs, else empty.

    Raises `ServerFault` where a port cannot be had.
    """
    fetched = ""
    for one in config.gateway:
        gateway = gateways.get(one.name)
        if isinstance(gateway, Trmnl):
            host, port = pull_place(config, one.url)
            route = PullRoute(gateway, clock, one.url)
            fetched = await _serving(stack, partial(listen, route, host, port))
    if config.metrics:
        host, port = place_of(config.metrics)
        await _serving(stack, partial(listen, MetricsRoute(aside(statuses, exposition)), host, port))
    return fetched


def pull_place(config: TagsConfig, url: str) -> tuple[str, int]:
    """Host and port at which devices fetch their signs. Raises ValueError where nothing says it."""
    if config.listen:
        return place_of(config.listen)
    if not url:
        raise ValueError("nothing says where devices fetch their signs: set [tags] listen, or this gateway's url")
    return place_behind(url)


async def _serving(stack: AsyncExitStack, serve: Serve) -> str:
    """Its address, once requests are answered; `stack` ends it. Raises what kept it from coming so far."""
    stop, address = asyncio.Event(), asyncio.get_running_loop().create_future()
    task = asyncio.create_task(serve(stop, address.set_result))

    async def end() -> None:
        stop.set()
        await task

    await asyncio.wait({task, address}, return_when=asyncio.FIRST_COMPLETED)
    if not address.done():
        address.cancel()
        await task
        return ""
    stack.push_async_callback(end)
    return str(address.result())
