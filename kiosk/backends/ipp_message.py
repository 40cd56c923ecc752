"""IPP requests and answers as bytes (RFC 8010). Knows no printer."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

OPERATION, JOB, END = 0x01, 0x02, 0x03
_VERSION = b"\x01\x01"
_LAST_DELIMITER = 0x0F
_BEGIN, _FINISH, _MEMBER = 0x34, 0x37, 0x4A
_DEEPEST = 8

Value = int | bool | str | bytes | tuple[int, ...] | Mapping[str, "Values"]
Values = tuple[Value, ...]


class Tag(IntEnum):
    """What a value is."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    RESOLUTION = 0x32
    RANGE = 0x33
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a request; a mapping of further ones stands for a collection."""

    name: str
    tag: Tag
    values: Sequence[int | bool | str | Sequence["Attribute"]]


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is IPP's own; each group has its tag and its attributes' values by their names."""

    status: int
    groups: tuple[tuple[int, Mapping[str, Values]], ...]


def request(operation: int, number: int, groups: Sequence[tuple[int, Sequence[Attribute]]]) -> bytes:
    """A whole request, but for the document that may follow it."""
    out = bytearray(_VERSION + struct.pack(">HI", operation, number))
    for tag, attributes in groups:
        out.append(tag)
        for one in attributes:
            out += _attribute(one)
    return bytes(out) + bytes([END])


def answer(data: bytes) -> Answer:
    """What a printer said. Raises ValueError where it is no answer."""
    if len(data) < 9:  # noqa: PLR2004 - version, status, number, and the end
        raise ValueError("no answer of IPP")
    (status,) = struct.unpack_from(">H", data, 2)
    return Answer(status, tuple(_Reader(data).groups()))


def _attribute(one: Attribute) -> bytes:
    out = bytearray()
    for index, value in enumerate(one.values):
        name = one.name if not index else ""
        if isinstance(value, int | str):
            out += _item(one.tag, name, _plain(one.tag, value))
        else:
            out += _item(_BEGIN, name, b"")
            for member in value:
                inner = Attribute("", member.tag, member.values)
                out += _item(_MEMBER, "", member.name.encode()) + _attribute(inner)
            out += _item(_FINISH, "", b"")
    return bytes(out)


def _item(tag: int, name: str, value: bytes) -> bytes:
    word = name.encode()
    return struct.pack(">BH", tag, len(word)) + word + struct.pack(">H", len(value)) + value


def _plain(tag: Tag, value: int | bool | str) -> bytes:  # noqa: FBT001 - a value of IPP
    if isinstance(value, str):
        return value.encode()
    return bytes([value]) if tag is Tag.BOOLEAN else struct.pack(">i", value)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 8

    def groups(self) -> list[tuple[int, Mapping[str, Values]]]:
        found = list[tuple[int, Mapping[str, Values]]]()
        while (tag := self._byte()) != END:
            if tag > _LAST_DELIMITER:
                raise ValueError("a value outside of any group")
            found.append((tag, self._attributes()))
        return found

    def _attributes(self) -> Mapping[str, Values]:
        found, name = dict[str, Values](), ""
        while self._peek() > _LAST_DELIMITER:
            tag, name = self._byte(), self._text() or name
            found[name] = (*found.get(name, ()), self._value(tag, self._bytes(), 0))
        return found

    def _collection(self, depth: int) -> Mapping[str, Values]:
        if depth > _DEEPEST:
            raise ValueError("collections too deep")
        found, name = dict[str, Values](), ""
        while (tag := self._byte()) != _FINISH:
            self._text()
            data = self._bytes()
            if tag == _MEMBER:
                name = data.decode("utf-8", "replace")
                found[name] = ()
            else:
                found[name] = (*found.get(name, ()), self._value(tag, data, depth + 1))
        self._text()
        self._bytes()
        return found

    def _value(self, tag: int, data: bytes, depth: int) -> Value:
        if tag == _BEGIN:
            return self._collection(depth)
        try:
            match tag:
                case Tag.INTEGER | Tag.ENUM:
                    return int(struct.unpack(">i", data)[0])
                case Tag.BOOLEAN:
                    return data != b"\0"
                case Tag.RANGE:
                    return struct.unpack(">ii", data)
                case Tag.RESOLUTION:
                    return struct.unpack(">iib", data)
                case _ if tag in range(0x41, 0x4A):
                    return data.decode("utf-8", "replace")
                case _:
                    return data
        except struct.error:
            raise ValueError("a value of the wrong length") from None

    def _peek(self) -> int:
        if self._at >= len(self._data):
            raise ValueError("it ends too early")
        return self._data[self._at]

    def _byte(self) -> int:
        found = self._peek()
        self._at += 1
        return found

    def _text(self) -> str:
        return self._bytes().decode("utf-8", "replace")

    def _bytes(self) -> bytes:
        length = (self._byte() << 8) + self._byte()
        found = self._data[self._at : self._at + length]
        if len(found) < length:
            raise ValueError("it ends too early")
        self._at += length
        return found
