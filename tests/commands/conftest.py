"""Commands of an office that has a local server of its own."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kiosk.cli import run
from kiosk.clock import Clock
from kiosk.server.run import EmbeddedServer
from tests.wire.conftest import TOKEN


class Office:
    """A local server that can go away and come back, and commands with a config that names it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self._server = self._made(0)

    def _made(self, port: int) -> EmbeddedServer:
        return EmbeddedServer(self.folder / "s.sqlite", TOKEN, demo=False, clock=Clock(), port=port)

    async def open(self) -> None:
        if self.url:
            self._server = self._made(int(self.url.rpartition(":")[2]))
        self.url = await asyncio.to_thread(self._server.start)

    async def close(self) -> None:
        await asyncio.to_thread(self._server.stop)

    async def __call__(self, *words: str, reception: str = "") -> int:
        config = self.folder / "config.toml"
        lines = f'[backend]\nkind = "local"\nurl = "{self.url}"\n[panel]\ntime_zone = "Europe/Berlin"\n'
        config.write_text(f"{lines}[reception]\n{reception}\n")
        return await asyncio.to_thread(run, [*words, "--config", str(config)])


@pytest.fixture
async def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    monkeypatch.setenv("KIOSK_TOKEN", TOKEN)
    monkeypatch.setenv("KIOSK_DATA_DIR", str(tmp_path / "state"))
    made = Office(tmp_path)
    await made.open()
    yield made
    await made.close()
