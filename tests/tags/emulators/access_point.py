"""An OpenEPaperLink access point with the habits of a real one: confirms nothing, drops in silence, pages by a byte."""

import re
from dataclasses import dataclass, field
from hashlib import md5

from tests.wire.scripted_server import Answer, Reply, Request, json_reply

_PART = re.compile(rb'name="(\w+)"[^\r]*\r\n(?:Content-Type: [^\r]+\r\n)?\r\n(.*?)\r\n--', re.DOTALL)


@dataclass
class Tag:
    mac: str
    hash: str = "0" * 32
    updates: int = 0
    last_seen: int = 0
    next_call: int = 0
    battery: int = 2950
    queue: list[bytes] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {
            "mac": self.mac,
            "hash": self.hash,
            "updatecount": self.updates,
            "pending": len(self.queue),
            "lastseen": self.last_seen,
            "nextcheckin": self.next_call,
            "batteryMv": self.battery,
            "alias": "",
        }


@dataclass
class AccessPoint:
    """`busy` counts uploads that it will send away; `before` answers a request in its stead, once each."""

    tags: dict[str, Tag] = field(default_factory=dict)
    page: int = 10
    busy: int = 0
    uploads: list[dict[str, bytes]] = field(default_factory=list)
    instead: list[Answer] = field(default_factory=list)
    after_taking: list[Answer] = field(default_factory=list)
    now: int = 1_800_000_000

    def add(self, count: int = 1) -> list[Tag]:
        new = [Tag(f"{len(self.tags) + at:016X}") for at in range(1, count + 1)]
        self.tags.update((tag.mac, tag) for tag in new)
        return new

    def __call__(self, request: Request) -> Answer:
        if self.instead:
            return self.instead.pop(0)
        match request.method, request.path:
            case "POST", "/imgupload":
                return self._upload(request)
            case "GET", "/get_db" if "mac" in request.query:
                found = self.tags.get(request.query["mac"])
                return json_reply({"tags": [found.as_json()] if found else []})
            case "GET", "/get_db":
                return self._paged(int(request.query.get("pos", "0")) & 0xFF)
            case _:
                return Reply(status=404)

    def calls(self, tag: Tag, *, takes: bool = True) -> None:
        """A tag wakes and calls; where the transfer fails, the access point forgets all that waited, in silence."""
        self.now += 40
        tag.last_seen, tag.next_call = self.now, self.now + 60
        if tag.queue and takes:
            for picture in tag.queue:
                tag.hash = md5(picture, usedforsecurity=False).hexdigest()
                tag.updates += 1
        tag.queue.clear()

    def _upload(self, request: Request) -> Answer:
        fields = dict(_PART.findall(request.body))
        named = {name.decode(): value for name, value in fields.items()}
        if self.busy:
            self.busy -= 1
            return Reply(b"come back later", 409)
        tag = self.tags.get(named["mac"].decode())
        if tag is None:
            return Reply(b"mac not found", 400)
        self.uploads.append(named)
        if md5(named["file"], usedforsecurity=False).hexdigest() != tag.hash:
            tag.queue.append(named["file"])
        return self.after_taking.pop(0) if self.after_taking else Reply(b"Ok, saved")

    def _paged(self, start: int) -> Answer:
        rows = list(self.tags.values())
        page: dict[str, object] = {"tags": [tag.as_json() for tag in rows[start : start + self.page]]}
        if start + self.page < len(rows):
            page["continu"] = start + self.page
        return json_reply(page)
