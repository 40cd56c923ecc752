"""What a relay hears of an account is told to it on a bad day, and then looked for everywhere it could have gone."""

import asyncio
import signal
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.clock import Clock
from tests.app.programs import kiosk, started
from tests.app.test_nexudus_commands import nexudus_config
from tests.nexudus.conftest import at
from tests.nexudus.fake import PASSWORD, FakeNexudus
from tests.nexudus.hasty import NOW
from tests.secrets.test_canary import holders, written
from tests.wire.scripted_server import serving

pytestmark = pytest.mark.slow
SUBJECT, PERSON, INNER = "Canary takeover of Acme", "Wilhelmina Canary", "canary invoice note"


def command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")


class BadDay:
    """A relay under --debug, a panel that knows its token, a stranger that does not, and an account that breaks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "relay"
        self.said: dict[str, str] = {}
        self.tokens: list[str] = []
        self.fake = FakeNexudus(Clock())
        about = {"Notes": SUBJECT, "CoworkerFullName": PERSON, "InternalNotes": INNER}
        self.fake.bookings.put_in(1, at(-1), at(1), **about)

    async def live(self) -> None:
        """From the relay's start to its being killed."""
        async with serving(self.fake) as server:
            config = nexudus_config(self.folder, server.url)
            token = self.folder / "relay.token"
            with ExitStack() as stack:
                arguments = ("relay", "--debug", "--config", config, "--port", "0", "--token-file", str(token))
                process = stack.enter_context(started(*arguments, home=self.home))
                assert process.stdout is not None
                line = await asyncio.to_thread(process.stdout.readline)
                await self._ask(line.split(" ready on ")[1].strip(), token)
                self.said["command line"] = command_line(process.pid)
                process.send_signal(signal.SIGABRT)
                await asyncio.to_thread(process.wait)
        self.tokens = [token.read_text().strip(), PASSWORD]
        self.said["relay"] = (self.home / "output.txt").read_text()

    async def _ask(self, relay: str, token: Path) -> None:
        stranger = self.folder / "stranger.token"
        stranger.write_text("canary-of-a-stranger")
        stranger.chmod(0o600)
        await self._panel("door", relay, token, "status", "--json", "--at", NOW.isoformat())
        await self._panel("stranger", relay, stranger, "status", "--json", "--at", NOW.isoformat())
        self.fake.forbidden.update({"/api/spaces/bookings", "/api/spaces/resources"})
        await self._panel("door", relay, token, "doctor", "--json")

    async def _panel(self, name: str, relay: str, token: Path, *arguments: str) -> None:
        config = self.folder / f"{name}.toml"
        config.write_text(
            f'[backend]\nkind = "nexudus"\n[nexudus]\nrelay = "{relay}"\nrelay_token_file = "{token}"\n'
            '[panel]\nroom = "1"\ntime_zone = "Europe/Berlin"\n'
        )
        home = self.folder / name
        done = await asyncio.to_thread(
            kiosk, *arguments, "--debug", "--config", str(config), home=home, KIOSK_TOKEN="",
            KIOSK_DATA_DIR=str(home / "state"),
        )  # fmt: skip
        said = self.said.get(name, "")
        self.said[name] = f"{said}{done.stdout}{done.stderr}"


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> BadDay:
    one = BadDay(tmp_path_factory.mktemp("relay-canary"))
    asyncio.run(one.live())
    return one


def test_the_day_was_one_on_which_it_could_have_got_about(day: BadDay) -> None:
    """The panel at the door was told, the stranger was not, and the relay was asked of an account that failed."""
    assert SUBJECT in day.said["door"]
    assert "credential" in day.said["stranger"] or "token" in day.said["stranger"]
    assert SUBJECT not in day.said["stranger"]
    assert "/api/spaces/bookings" in day.fake.paths()
    assert day.said["relay"], "it has a log to look into"
    assert (day.folder / "relay.token").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("word", [SUBJECT, PERSON, INNER])
def test_the_relay_keeps_nothing_of_what_it_passes_on(day: BadDay, word: str) -> None:
    """Not in a file of its own, nor in its log, also under --debug, nor in what it says of an account that breaks."""
    assert holders(day.home, word) == set()
    assert word not in day.said["relay"]
    assert word not in day.said["command line"]


def test_what_is_not_for_a_door_does_not_come_there(day: BadDay) -> None:
    assert holders(day.folder, INNER) == set()
    assert INNER not in "".join(day.said.values())


def test_a_token_and_the_password_are_in_their_own_files_and_nowhere_else(day: BadDay) -> None:
    for token, file in zip(day.tokens, ("relay.token", "password"), strict=True):
        assert holders(day.folder, token) == {file}
        said = "".join(day.said.values()).encode()
        assert not [form for form in written(token) if form in said]
