"""A server that cannot prove who it is: it learns no token, the door says so calmly, and is soon well again."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from kiosk.domain.connection import Trouble
from kiosk.domain.state import Status
from tests.faults.door import POLL, Door, at_the_door
from tests.faults.truth import check

pytestmark = pytest.mark.slow
SELF_SIGNED = Path(__file__).parent.parent / "wire" / "payloads" / "loopback.pem"
Make = Callable[[trustme.CA], ssl.SSLContext]


def at(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def issued(authority: trustme.CA, name: str = "localhost", *, since: int = 2020, until: int = 2100) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, not_before=at(since), not_after=at(until)).configure_cert(context)
    return context


def self_signed(_: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(SELF_SIGNED)
    return context


BAD: dict[str, Make] = {
    "another name": lambda authority: issued(authority, "rooms.example.com"),
    "an address as its name": lambda authority: issued(authority, "127.0.0.1"),
    "expired": lambda authority: issued(authority, until=2025),
    "not yet valid": lambda authority: issued(authority, since=2090),
    "signed by a stranger": lambda _: issued(trustme.CA()),
    "self-signed": self_signed,
}


@dataclass
class Identity:
    """What a server shows from now on; what it begins with is good."""

    shown: ssl.SSLContext

    def context(self) -> ssl.SSLContext:
        entrance = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        entrance.sni_callback = self._choose
        return entrance

    def _choose(self, connection: ssl.SSLObject, _name: str | None, _entrance: ssl.SSLContext) -> None:
        connection.context = self.shown


@pytest.mark.parametrize("bad", BAD)
def test_a_server_that_cannot_prove_who_it_is_learns_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    authority = trustme.CA()
    good, doubtful = issued(authority), BAD[bad](authority)
    trusted = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(trusted)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    identity = Identity(good)

    async def story(door: Door) -> None:
        await door.until(2.0)
        assert door.trouble is None
        identity.shown = doubtful
        door.line.drop()
        door.line.seen.clear()
        await door.until(18.0)
        assert [door.trouble, door.now.state.status] == [Trouble.TLS, Status.UNKNOWN]
        assert door.now.view.note.endswith(" · The connection is not safe, so it is not used")
        assert door.line.seen == []
        identity.shown = good
        assert await door.well() <= POLL + 2.0
        check(door.shown, door.line.good, door.loop.time())

    at_the_door(tmp_path, story, tls=identity.context())
