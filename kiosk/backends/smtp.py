"""Hands one mail to a mail server, encrypted and within a deadline. Knows no words.

Neither a name, nor an address, nor a password is in what it says or logs.
"""

import base64
import re
import ssl
from dataclasses import dataclass, field
from enum import StrEnum

import httpcore

from kiosk.backends.errors import BackendError, Garbled, NotAllowed, Rejected, ServerTrouble, TlsFailure
from kiosk.backends.http.network import PATIENCE, BoundedNetwork, Patience
from kiosk.backends.smtp_line import Reply, SmtpLine, named
from kiosk.clock import Clock

DEADLINE = 30.0


class Security(StrEnum):
    """How the way to the server is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and as whom; without a user, nobody logs in."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """The server as a person may read it."""
        return f"the mail server {self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail on its way: `data` whole, with its headers. `international` needs a server that takes SMTPUTF8."""

    sender: str
    to: str
    data: bytes = field(repr=False)
    international: bool = False


class Postman:
    """Hands mails to one server, each within `deadline` seconds on a connection of its own."""

    def __init__(
        self, server: MailServer, trust: ssl.SSLContext | None, clock: Clock, *, deadline: float = DEADLINE
    ) -> None:
        self._server = server
        self._trust = trust
        self._clock = clock
        self._deadline = deadline

    async def deliver(self, mail: Mail) -> None:
        """Hand it over; when this returns the server has taken it on itself.

        Raises `BackendError`: `Rejected` where this mail, or its recipient, is refused for good.
        """
        if any(bad in mail.sender + mail.to for bad in "\r\n<> \t\0"):
            raise Rejected("A mail address cannot be used.")
        line, abilities = await self._open()
        try:
            await self._hand_over(line, mail, abilities)
        finally:
            await line.aclose()

    async def greet(self) -> str:
        """Connect and log in, but send nothing; how that was done, for people."""
        line, _ = await self._open()
        await line.aclose()
        way = {Security.TLS: "TLS", Security.STARTTLS: "STARTTLS", Security.NONE: "no encryption"}
        return f"{self._server.name} answers, with {way[self._server.security]}" + (
            ", and takes the password" if self._server.user else ""
        )

    async def _open(self) -> tuple[SmtpLine, frozenset[str]]:
        PATIENCE.set(Patience(self._clock, self._clock.monotonic() + self._deadline))
        line = SmtpLine(await self._connected(), self._server.name)
        try:
            return await self._begun(line)
        except BaseException:
            await line.aclose()
            raise

    async def _connected(self) -> httpcore.AsyncNetworkStream:
        with named(self._server.name):
            stream = await BoundedNetwork().connect_tcp(self._server.host, self._server.port)
            if self._server.security is Security.TLS:
                return await stream.start_tls(self._context(), self._server.host)
        return stream

    async def _begun(self, line: SmtpLine) -> tuple[SmtpLine, frozenset[str]]:
        """Greeted, encrypted and logged in."""
        self._expect(await line.reply(), 220)
        abilities = await self._abilities(line)
        if self._server.security is Security.STARTTLS:
            if "STARTTLS" not in abilities:
                raise TlsFailure(f"{self._server.name} offers no encryption.", "Check the port and the security.")
            self._expect(await line.ask("STARTTLS"), 220)
            line = await line.start_tls(self._context(), self._server.host)
            abilities = await self._abilities(line)
        if self._server.user:
            await self._log_in(line, abilities)
        return line, abilities

    async def _abilities(self, line: SmtpLine) -> frozenset[str]:
        """What the server can do, in capitals; the ways to log in as "AUTH PLAIN"."""
        reply = self._expect(await line.ask(f"EHLO {line.own_name}"), 250)
        found = set[str]()
        for one in reply.lines[1:]:
            word, *more = one.upper().replace("=", " ").split() or [""]
            found |= {word, *(f"{word} {way}" for way in more)}
        return frozenset(found)

    async def _log_in(self, line: SmtpLine, abilities: frozenset[str]) -> None:
        user, password = self._server.user, self._server.password
        if "AUTH PLAIN" in abilities:
            reply = await line.ask("AUTH PLAIN " + _base64(f"\0{user}\0{password}"))
        elif "AUTH LOGIN" in abilities:
            self._expect(await line.ask("AUTH LOGIN"), 334)
            self._expect(await line.ask(_base64(user)), 334)
            reply = await line.ask(_base64(password))
        else:
            sentence = f"{self._server.name} offers no way to log in with a password."
            raise NotAllowed(sentence, "It needs AUTH PLAIN or AUTH LOGIN over an encrypted connection.")
        self._expect(reply, 235, NotAllowed, "does not accept the user or the password")

    async def _hand_over(self, line: SmtpLine, mail: Mail, abilities: frozenset[str]) -> None:
        if mail.international and "SMTPUTF8" not in abilities:
            raise Rejected(f"{self._server.name} takes no address with letters like this one's.")
        extra = " SMTPUTF8" if mail.international else ""
        reply = await line.ask(f"MAIL FROM:<{mail.sender}>{extra}")
        self._expect(reply, 250, NotAllowed, "does not take mail from this sender")
        reply = await line.ask(f"RCPT TO:<{mail.to}>")
        self._expect(reply, 25, Rejected, "does not take mail for the recipient")
        self._expect(await line.ask("DATA"), 354, Rejected, "does not take the mail")
        self._expect(await line.send(_on_the_wire(mail.data)), 250, Rejected, "does not take the mail")

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context() if self._trust is None else self._trust

    def _expect(
        self, reply: Reply, code: int, refused: type[BackendError] = ServerTrouble, says: str = "is not ready"
    ) -> Reply:
        """The reply where it begins with `code`; 4xx asks to come again, 5xx is `refused`."""
        if str(reply.code).startswith(str(code)):
            return reply
        match reply.code // 100:
            case 4:
                raise ServerTrouble(f"{self._server.name} asks to come again later ({reply.name}).")
            case 5:
                raise refused(f"{self._server.name} {says} ({reply.name}).", "Check the settings of [hosts].")
            case _:
                raise Garbled(f"{self._server.name} answered {reply.code} where {code} was expected.")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _on_the_wire(data: bytes) -> bytes:
    """Every line ends alike, and none of them ends the mail but the last."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", data)
    return re.sub(rb"(?m)^\.", b"..", lines.rstrip(b"\r\n")) + b"\r\n.\r\n"
