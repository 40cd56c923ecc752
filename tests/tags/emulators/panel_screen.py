"""What a black-and-white panel of the emulator shows, and what a drawing of a part does to its ink."""

import struct
from dataclasses import dataclass

MISMATCH, OUTSIDE, UNALIGNED, FLAGS, STREAM, NO_PARTS = 1, 3, 4, 5, 6, 7
_PACKETS = ((0x01, bytes(22)), (0x26, b"wifi and its password".ljust(160, b"\0")), (0x02, bytes(22)), (0x04, bytes(30)))


def settings_of(width: int, height: int, *, parts: int = 0, scheme: int = 0, modes: int = 3, turned: int = 0) -> bytes:
    """What a panel says of itself: packets of fixed sizes, nearly all empty, in their wrapper."""
    about = struct.pack("<BBHHHHHHBBBBBBBBBB", 0, 0, 0, width, height, 0, 0, 0, turned,
                        *[0xFF] * 4, 0, parts, scheme, modes, 0)  # fmt: skip
    packets = (*_PACKETS, (0x20, about.ljust(46, b"\0")))
    body = b"".join(bytes((number, kind)) + packet for number, (kind, packet) in enumerate(packets))
    return (len(body) + 5).to_bytes(2, "little") + b"\1" + body + b"\0\0"


@dataclass(frozen=True)
class Part:
    """A part as 0x76 asks for it."""

    flags: int
    old: int
    new: int
    x: int
    y: int
    width: int
    height: int

    @classmethod
    def of(cls, head: bytes) -> "Part":
        return cls(*struct.unpack(">BIIHHHH", head[:17]))

    @property
    def size(self) -> int:
        """Bytes of both planes."""
        return 2 * self.width * self.height // 8

    def refused(self, screen: "Screen", etag: int) -> int:
        """Why it is refused, as the firmware looks at it in turn; 0 where it is not."""
        if self.flags & ~1:
            return FLAGS
        if not self.old or not self.new or self.old != etag:
            return MISMATCH
        if not screen.parts:
            return NO_PARTS
        if not self.size or self.x + self.width > screen.width or self.y + self.height > screen.height:
            return OUTSIDE
        return UNALIGNED if self.x % 8 or self.width % 8 else 0


@dataclass
class Screen:
    """`ink` is what hangs on the wall, a bit a pixel. `parts` as in `settings_of`."""

    width: int
    height: int
    parts: int
    ink: bytes = b""

    def draw(self, part: Part, data: bytes) -> None:
        """Move only the ink that is said to differ; a panel that draws all anew forgets what it was not sent."""
        stride, across = -(-self.width // 8), part.width // 8
        left, half = part.x // 8, part.size // 2
        rows = [bytearray(self.ink[start : start + stride]) for start in range(0, len(self.ink), stride)]
        fresh = [bytearray(b"\xff" * stride) for _ in rows] if self.parts > 1 else rows
        for y in range(part.height):
            was = data[y * across : (y + 1) * across]
            shall = data[half + y * across : half + (y + 1) * across]
            for x in range(across):
                before = rows[part.y + y][left + x]
                moved = was[x] ^ shall[x]
                fresh[part.y + y][left + x] = before & ~moved | shall[x] & moved
        self.ink = b"".join(map(bytes, fresh))
