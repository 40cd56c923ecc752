"""A PIN as a salted scrypt hash in one line of text. Knows no file, no clock and nobody's tries.

A PIN of a few digits cannot be kept from somebody who holds the hash; the hash keeps it from whoever reads along.
"""

import hashlib
import hmac
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass

SHORTEST, LONGEST = 4, 12
LOG_N, R, P = 14, 8, 1  # 16 MiB and some 50 ms
_SALT, _KEY = 16, 32
_MOST_LOG_N, _MOST_R, _MOST_P = 17, 16, 4  # what a config may ask of a tablet
_NAME = "scrypt"


@dataclass(frozen=True, slots=True)
class PinHash:
    """One PIN's hash with the parameters that it was made with. Its text is `scrypt:14:8:1:SALT:HASH`."""

    log_n: int
    r: int
    p: int
    salt: bytes
    key: bytes

    def __str__(self) -> str:
        salt, key = (b64encode(part).decode("ascii") for part in (self.salt, self.key))
        return f"{_NAME}:{self.log_n}:{self.r}:{self.p}:{salt}:{key}"

    def __repr__(self) -> str:
        return "PinHash(***)"

    def matches(self, pin: str) -> bool:
        """Whether this is the PIN, in the same time whatever it is."""
        return hmac.compare_digest(_key(pin, self.salt, self.log_n, self.r, self.p), self.key)


def hashed(pin: str, salt: bytes) -> PinHash:
    """The hash of a PIN; `salt` is 16 bytes that nobody can guess. Raises ValueError for what is no PIN."""
    if not usable(pin):
        raise ValueError(f"a PIN has {SHORTEST} to {LONGEST} digits")
    if len(salt) != _SALT:
        raise ValueError(f"a salt has {_SALT} bytes")
    return PinHash(LOG_N, R, P, salt, _key(pin, salt, LOG_N, R, P))


def usable(pin: str) -> bool:
    """Whether this can be a PIN: digits only, not too few, and not one that is a single digit again and again."""
    return SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdecimal() and len(set(pin)) > 1


def parse(text: str) -> PinHash | None:
    """The hash that a text holds, None where it holds none or asks for more than a tablet should spend."""
    parts = text.strip().split(":")
    if len(parts) != len(("name", "log_n", "r", "p", "salt", "key")) or parts[0] != _NAME:
        return None
    if not all(part.isascii() and part.isdecimal() for part in parts[1:4]):
        return None
    log_n, r, p = (int(part) for part in parts[1:4])
    if not (1 <= log_n <= _MOST_LOG_N and 1 <= r <= _MOST_R and 1 <= p <= _MOST_P):
        return None
    try:
        salt, key = (b64decode(part, validate=True) for part in parts[4:])
    except NotBase64:
        return None
    return PinHash(log_n, r, p, salt, key) if len(salt) == _SALT and len(key) == _KEY else None


def _key(pin: str, salt: bytes, log_n: int, r: int, p: int) -> bytes:
    most = 128 * r * ((1 << log_n) + p + 2) + (1 << 20)
    return hashlib.scrypt(pin.encode(), salt=salt, n=1 << log_n, r=r, p=p, maxmem=most, dklen=_KEY)
