"""Every loop hears that the program is to end, also one that knows no signals, as on Windows."""

import asyncio
import signal
from collections.abc import Callable
from typing import NoReturn

import pytest

from kiosk.living import told_to_end


class WithoutSignals(asyncio.SelectorEventLoop):
    """What a loop on Windows says."""

    def add_signal_handler(self, sig: int, callback: Callable[..., object], *args: object) -> NoReturn:
        raise NotImplementedError


@pytest.mark.parametrize("kind", [asyncio.SelectorEventLoop, WithoutSignals])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_and_handlers_are_as_before(
    kind: type[asyncio.SelectorEventLoop], number: signal.Signals
) -> None:
    before = signal.getsignal(number)
    loop = kind()
    stop = asyncio.Event()
    try:
        with told_to_end(loop, stop.set):
            loop.call_soon(signal.raise_signal, number)
            loop.run_until_complete(stop.wait())
    finally:
        loop.close()
    assert signal.getsignal(number) == before
