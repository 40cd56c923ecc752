"""An answer's body, read piece by piece and never beyond a cap, also where it was compressed."""

import zlib
from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import aclosing

_GZIP_OR_ZLIB = 47


class BodyTooLarge(Exception):
    """The body, once decoded, is larger than the cap."""


class BodyUnreadable(Exception):
    """The body is compressed in an unknown way, or its compressed form is broken."""


async def read_body(pieces: AsyncIterable[bytes], encoding: str, cap: int) -> bytes:
    """All of the body, decoded, at most `cap` bytes; raises as `decoded` does."""
    read = bytearray()
    async with aclosing(decoded(pieces, encoding, cap)) as parts:
        async for part in parts:
            read += part
    return bytes(read)


async def decoded(pieces: AsyncIterable[bytes], encoding: str, cap: int) -> AsyncGenerator[bytes, None]:
    """The body as it comes, decoded. `encoding` is the `Content-Encoding` header, empty for none.

    Raises `BodyTooLarge` at the first byte beyond `cap`, `BodyUnreadable` where a compressed form is broken. A piece is
    expanded only as far as the cap allows, so that a small body cannot fill the memory.
    """
    decoder = _decoder(encoding)
    count = 0
    async for piece in pieces:
        part = piece if decoder is None else _expanded(decoder, piece, cap - count + 1)
        count += len(part)
        if count > cap:
            raise BodyTooLarge
        yield part
    if decoder is not None and not decoder.eof and count:
        raise BodyUnreadable


def _decoder(encoding: str) -> "zlib._Decompress | None":
    match encoding.strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip" | "deflate":
            return zlib.decompressobj(_GZIP_OR_ZLIB)
        case _:
            raise BodyUnreadable


def _expanded(decoder: "zlib._Decompress", piece: bytes, most: int) -> bytes:
    try:
        return decoder.decompress(decoder.unconsumed_tail + piece, most)
    except zlib.error:
        raise BodyUnreadable from None
