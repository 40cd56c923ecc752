"""A real mail server on a loopback port that keeps what it is handed, and refuses what a test wants refused."""

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

CERTIFICATE = Path(__file__).parents[1] / "wire" / "payloads" / "loopback.pem"
USER, PASSWORD = "panel", "canary-pässword"


@dataclass  # no slots: Python before 3.11.4 cannot list the members of such a one with a weak reference
class Mailbox:
    """What came in. `refusals` are answers for the next recipients or mails, in order; None lets one pass."""

    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    logins: list[bool] = field(default_factory=list)
    sessions: list[bool] = field(default_factory=list)
    sender_refusal: str | None = None
    refusals: list[str | None] = field(default_factory=list)
    mail_refusals: list[str | None] = field(default_factory=list)
    port: int = 0

    async def handle_EHLO(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        del server, envelope
        session.host_name = hostname
        self.sessions.append(session.ssl is not None)
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session
        if self.sender_refusal is not None:
            return self.sender_refusal
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if self.refusals and (refusal := self.refusals.pop(0)) is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del server, session
        if self.mail_refusals and (refusal := self.mail_refusals.pop(0)) is not None:
            return refusal
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    def log_in(self, server: SMTP, session: Session, envelope: Envelope, way: str, secret: object) -> AuthResult:
        del server, session, envelope, way
        assert isinstance(secret, LoginPassword)
        right = (secret.login, secret.password) == (USER.encode(), PASSWORD.encode())
        self.logins.append(right)
        return AuthResult(success=right, handled=False)


def server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def trust() -> ssl.SSLContext:
    """What a machine trusts whose administrator put the test's authority in."""
    return ssl.create_default_context(cafile=str(CERTIFICATE))


@asynccontextmanager
async def mailbox(
    *,
    tls: bool = False,
    starttls: bool = False,
    login: bool = False,
    without: tuple[str, ...] = (),
    utf8: bool = True,
) -> AsyncIterator[Mailbox]:
    """The server; `without` are ways to log in that it does not offer."""
    box, served = Mailbox(), list[SMTP]()
    options = {
        "tls_context": server_context() if starttls else None,
        "require_starttls": starttls,
        "authenticator": box.log_in if login else None,
        "auth_required": login,
        "auth_require_tls": starttls,
        "auth_exclude_mechanism": without,
        "enable_SMTPUTF8": utf8,
    }

    def made() -> asyncio.Protocol:
        with warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", "Requiring AUTH while not requiring TLS"
            )  # it is under TLS from the start
            served.append(SMTP(box, hostname="mail.example", loop=asyncio.get_running_loop(), **options))  # type: ignore[arg-type]
        return served[-1]

    listener = await asyncio.get_running_loop().create_server(
        made, "127.0.0.1", 0, ssl=server_context() if tls else None
    )
    box.port = listener.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        listener.close()
        for server in served:
            await _ended(server)
        await listener.wait_closed()


async def _ended(server: SMTP) -> None:
    """Its connection is closed, and its task is over, also where the encryption never came about."""
    handler: asyncio.Task[None] | None = vars(server)["_handler_coroutine"]
    if server.transport is not None:
        cast("asyncio.WriteTransport", server.transport).abort()
    if handler is not None:
        handler.cancel()
        await asyncio.gather(handler, return_exceptions=True)
    await asyncio.sleep(0)


@asynccontextmanager
async def talking(
    answer: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[int]:
    """A server that says what a test wants said; its port."""
    tasks = list[asyncio.Future[None]]()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await answer(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.append(asyncio.ensure_future(handle(reader, writer)))

    listener = await asyncio.start_server(begin, "127.0.0.1", 0)
    yield listener.sockets[0].getsockname()[1]
    listener.close()
    await asyncio.gather(*tasks)
    await listener.wait_closed()
