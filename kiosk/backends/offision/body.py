"""An answer's body, read piece by piece and never beyond a cap, also where it was compressed."""

import zlib
from collections.abc import AsyncIterable

_GZIP_OR_ZLIB = 47


class BodyTooLarge(Exception):
    """The body, once decoded, is larger than the cap."""


class BodyUnreadable(Exception):
    """The body is compressed in an unknown way, or its compressed form is broken."""


async def read_body(pieces: AsyncIterable[bytes], encoding: str, cap: int) -> bytes:
    """All of the body, decoded, at most `cap` bytes. `encoding` is the `Content-Encoding` header, empty for none.

    A compressed piece is expanded only as far as the cap allows, so that a small body cannot fill the memory.
    """
    decoder = _decoder(encoding)
    read = bytearray()
    async for piece in pieces:
        read += piece if decoder is None else _expanded(decoder, piece, cap - len(read) + 1)
        if len(read) > cap:
            raise BodyTooLarge
    if decoder is not None and not decoder.eof and read:
        raise BodyUnreadable
    return bytes(read)


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
