"""A conversation with a mail server, line by line (RFC 5321). Knows no mail, and says nothing of what a line holds."""

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore

from kiosk.backends.errors import BackendError, Garbled, TimedOut, TlsFailure, Unreachable
from kiosk.backends.http.network import is_tls

LARGEST_REPLY = 1 << 16
_LINE = re.compile(rb"(\d{3})(?:([ -])(.*))?", re.DOTALL)
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")
_NETWORK_HINT = "Check the server's name, the port, the network and that the server runs."
_TRUST_HINT = "Check the server's certificate, the certificates this machine trusts (SSL_CERT_FILE) and its clock."


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said: three digits, and texts that may hold an address, so that they are never shown."""

    code: int
    lines: tuple[str, ...]

    @property
    def name(self) -> str:
        """The code, with the enhanced one (RFC 3463) where there is one: "550 5.1.1"."""
        found = _ENHANCED.match(self.lines[0])
        return f"{self.code} {found[0]}" if found else str(self.code)


class SmtpLine:
    """The line to one server, `where` being how a person may read it. Methods raise `BackendError`."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, where: str) -> None:
        self._stream = stream
        self._where = where
        self._rest = b""

    @property
    def own_name(self) -> str:
        """Our own name: an address literal, which needs no name that others can look up."""
        host = str((self._stream.get_extra_info("client_addr") or ("127.0.0.1",))[0])
        return f"[IPv6:{host}]" if ":" in host else f"[{host}]"

    async def ask(self, command: str) -> Reply:
        """Send one line, and read the reply."""
        return await self.send(command.encode() + b"\r\n")

    async def send(self, data: bytes) -> Reply:
        """Send bytes that end a line, and read the reply."""
        with named(self._where):
            await self._stream.write(data)
        return await self.reply()

    async def reply(self) -> Reply:
        """The next reply, with all its lines."""
        lines = list[str]()
        while True:
            found = _LINE.fullmatch(await self._line())
            if found is None:
                raise Garbled(f"{self._where} answered with something that is not SMTP.", "Check the port.")
            lines.append((found[3] or b"").decode("ascii", "replace"))
            if found[2] != b"-":
                return Reply(int(found[1]), tuple(lines))

    async def start_tls(self, context: ssl.SSLContext, host: str) -> "SmtpLine":
        """The same line, encrypted. Nothing may be left of what came before: somebody could have slipped it in."""
        if self._rest:
            raise Garbled(f"{self._where} said more before the encryption than it was asked.")
        with named(self._where):
            return SmtpLine(await self._stream.start_tls(context, host), self._where)

    async def aclose(self) -> None:
        """Take leave without waiting for an answer."""
        try:
            await self._stream.write(b"QUIT\r\n")
        except (httpcore.NetworkError, httpcore.TimeoutException):
            return
        finally:
            await self._stream.aclose()

    async def _line(self) -> bytes:
        while b"\n" not in self._rest:
            with named(self._where):
                more = await self._stream.read(4096)
            if not more:
                raise Unreachable(f"{self._where} closed the connection.", _NETWORK_HINT)
            self._rest += more
            if len(self._rest) > LARGEST_REPLY:
                raise Garbled(f"{self._where} answered with something that is not SMTP.", "Check the port.")
        line, _, self._rest = self._rest.partition(b"\n")
        return line.rstrip(b"\r")


@contextmanager
def named(where: str) -> Iterator[None]:
    """The network's failures by the names of `kiosk.backends.errors`."""
    failure: BackendError
    try:
        yield
    except httpcore.TimeoutException:
        failure = TimedOut(f"{where} gave no complete answer in time.", "Check the server's load and the network.")
    except (httpcore.NetworkError, OSError, UnicodeError) as error:  # a name that none can be
        if is_tls(error):
            failure = TlsFailure(f"{where} offers no encryption that is to be trusted.", _TRUST_HINT)
        else:
            failure = Unreachable(f"{where} cannot be reached, or broke off.", _NETWORK_HINT)
    else:
        return
    raise failure
