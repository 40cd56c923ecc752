"""A machine for one page: the servers that it speaks of, and a folder in which its commands run."""

import asyncio
import shutil
import stat
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import Clock
from kiosk.server.run import EmbeddedServer
from tests.app.programs import TOKEN, environment
from tests.badge.printer import Printer
from tests.docs.pages import ROOT, blocks
from tests.nexudus.fake import PASSWORD, FakeNexudus
from tests.tags.emulators.access_point import AccessPoint, Tag
from tests.wire.scripted_server import Script, serving

PIN = "482916\n"
SERVERS = ("http://127.0.0.1:8750", "https://rooms.example.com")  # both are the server of the sandbox
_BASE = """
[backend]
kind = "local"
url = "http://127.0.0.1:8750"
token_file = "/etc/room-kiosk/token"
[panel]
room = "1"
time_zone = "Europe/Berlin"
"""
_KIOSK = """#!/bin/sh
[ -p /dev/stdin ] || exec <{answers}
exec {python} -m kiosk "$@"
"""
_SUDO = """#!/bin/sh
[ "$1" != -u ] || shift 2
exec "$@"
"""


@dataclass(frozen=True, slots=True)
class House:
    """What a page's commands find: which addresses of the page are whose, and whether its first config is theirs.

    `copied` is a folder of the checkout that they find a copy of.
    """

    demo: bool = True
    own_config: bool = False
    others: Mapping[str, Callable[[], Script]] | None = None
    copied: str = ""


def _access_point() -> Script:
    return AccessPoint({mac: Tag(mac) for mac in ("0000021B3C4D5E6F", "0000021B3C4D5E70")})


HOUSES: Mapping[str, House] = {
    "adding-a-language.md": House(copied="assets/locale"),
    "local-server.md": House(demo=False, own_config=True),
    "nexudus.md": House(own_config=True, others={"https://spaces.nexudus.com": lambda: FakeNexudus(Clock())}),
    "offision.md": House(own_config=True),
    "reception-printer.md": House(own_config=True, others={"ipp://localhost": Printer}),
    "tags-openepaperlink.md": House(own_config=True, others={"http://ap1.example": _access_point}),
}


class Sandbox:
    """Names of the page, of hosts and of folders, stand for what is here instead."""

    def __init__(self, folder: Path, here: Mapping[str, str]) -> None:
        self._folder, self._work = folder, folder / "work"
        self._here = {**here, "mail.example.com": "127.0.0.1", "/etc/": f"{folder}/etc/", "/var/": f"{folder}/var/"}
        self._work.mkdir(parents=True)
        self._secret("token", TOKEN)
        self._secret("password", PASSWORD)
        self._secret("../../work/token", TOKEN)
        self._secret("../../var/lib/room-kiosk/rooms.token", TOKEN)
        (folder / "answers").write_text(PIN)

    def configure(self, page: str, house: House) -> None:
        """Write the page's own config, or the usual one; and each file that a config's first line names."""
        configs = [block.text for block in blocks("toml") if block.page == page]
        config = configs[0] if house.own_config else _BASE
        standing = self._folder / "home" / ".config" / "room-kiosk" / "config.toml"
        for path in (standing, self._folder / "etc" / "room-kiosk" / "config.toml"):
            self._write(path, config if "[backend]" in config else _BASE + config)
        for text in configs:
            name = text.partition("\n")[0].removeprefix("# ")
            if name.endswith(".toml") and "/" not in name:
                self._write(self._work / "panels" / name, text)

    def run(self, script: str) -> "subprocess.CompletedProcess[str]":
        """Run a script of the page to its end; its first command that fails ends it."""
        tools = self._folder / "bin"
        kiosk = _KIOSK.format(answers=self._folder / "answers", python=sys.executable)
        for name, text in (("kiosk", kiosk), ("sudo", _SUDO)):
            self._write(tools / name, text)
            (tools / name).chmod(stat.S_IRWXU)
        self._write(self._folder / "script.sh", script)
        own = environment(self._folder / "home", QT_QPA_PLATFORM="offscreen")
        del own["KIOSK_TOKEN"]
        own |= {"PATH": f"{tools}:{own['PATH']}", "KIOSK_PASSWORD": PASSWORD}
        command = ["/bin/sh", "-eux", str(self._folder / "script.sh")]
        return subprocess.run(
            command, cwd=self._work, env=own, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )

    def _secret(self, name: str, text: str) -> None:
        path = (self._folder / "etc" / "room-kiosk" / name).resolve()
        self._write(path, text + "\n")
        path.chmod(0o600)

    def _write(self, path: Path, text: str) -> None:
        for there, here in self._here.items():
            text = text.replace(there, here)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@asynccontextmanager
async def sandbox(page: str, folder: Path) -> AsyncIterator[Sandbox]:
    """A sandbox for the commands of a page, with every server that they ask."""
    house = HOUSES.get(page, House())
    async with AsyncExitStack() as stack:
        data = folder / "var" / "lib" / "room-kiosk" / "rooms.sqlite"
        data.parent.mkdir(parents=True)
        server = EmbeddedServer(data, TOKEN, demo=house.demo, clock=Clock())
        here = dict.fromkeys(SERVERS, await asyncio.to_thread(server.start))
        stack.push_async_callback(asyncio.to_thread, server.stop)
        for address, script in (house.others or {}).items():
            url = (await stack.enter_async_context(serving(script()))).url
            here[address] = url.replace("http", address.partition(":")[0].rstrip("s"), 1)
        made = Sandbox(folder, here)
        if house.copied:
            shutil.copytree(ROOT / house.copied, folder / "work" / house.copied)
        made.configure(page, house)
        yield made
