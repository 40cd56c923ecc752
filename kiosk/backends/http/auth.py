"""How a request says who asks: the token goes into one header, and into nothing that a person or a log reads."""

from base64 import b64encode
from enum import StrEnum


class AuthKind(StrEnum):
    """The two ways in which a server takes a token."""

    HEADER = "header"
    BASIC = "basic"


class Auth:
    """A token and how it is sent: as it is, without the word Bearer, or as the user name of HTTP Basic."""

    __slots__ = ("_header", "kind")

    def __init__(self, token: str, kind: AuthKind = AuthKind.HEADER) -> None:
        """Raises ValueError, without naming it, for a token that no header can carry."""
        token = token.strip()
        if not token or not token.isascii() or not token.isprintable():
            message = "the token is empty or holds characters that no header can carry; copy it again"
            raise ValueError(message)
        self.kind = kind
        self._header = token if kind is AuthKind.HEADER else "Basic " + b64encode(f"{token}:".encode()).decode()

    def header(self) -> tuple[bytes, bytes]:
        """The `Authorization` header."""
        return b"Authorization", self._header.encode("ascii")

    def __repr__(self) -> str:
        return f"Auth(***, {self.kind.value})"
