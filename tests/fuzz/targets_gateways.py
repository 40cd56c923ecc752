"""What gateways of e-paper tags answer, and what devices say that fetch their signs themselves."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, cast

from kiosk.backends.errors import BackendError
from kiosk.clock import FixedClock
from kiosk.tags.gateways.frames import Frames
from kiosk.tags.gateways.gateway import Sign
from kiosk.tags.gateways.line import Headers, Line
from kiosk.tags.gateways.minew import Minew, MinewPaths, MinewStore
from kiosk.tags.gateways.minew_session import MinewLogin, MinewSession
from kiosk.tags.gateways.opendisplay import OpenDisplay
from kiosk.tags.gateways.opendisplay_upload import Upload
from kiosk.tags.gateways.openepaperlink import OpenEPaperLink
from kiosk.tags.gateways.openepaperlink_table import Table
from kiosk.tags.gateways.pull import PullRoute
from kiosk.tags.gateways.trmnl import Trmnl
from tests.fuzz.asked import asked
from tests.fuzz.houses import FRIDAY
from tests.fuzz.played import NOWHERE, Runs
from tests.fuzz.target import Target
from tests.tags.emulators.access_point import AccessPoint
from tests.tags.emulators.minew_server import MinewServer
from tests.tags.emulators.panel_screen import settings_of
from tests.tags.gateways.signs import sign
from tests.wire.scripted_server import Reply, Request

_MINEW = "/apis/esl/"
_SMALL = b"\x02\x00\x00\x70"
_PATCHED = b"\x02\x00\x00\x76\x02\x00\x00\x72\x02\x00\x00\x73"
_REFUSED = b"\x04\x00\xff\x76\x01\x00\x02\x00\x00\x70\x02\x00\x00\x72\x02\x00\x00\x73"
_DRAWN = b"\x02\x00\x80\x70\x02\x00\x00\x72\x02\x00\x00\x73"


class Told(Line):
    """Answers what it is told, by the beginning of what is asked for."""

    def __init__(self, answers: Mapping[str, bytes]) -> None:
        self.origin = NOWHERE.origin
        self._answers = answers

    async def ask(self, method: str, target: str, body: bytes | None = None, headers: Headers = ()) -> bytes:  # noqa: ARG002 - any request
        return next(answer for begin, answer in self._answers.items() if target.startswith(begin))

    async def aclose(self) -> None:
        return


class Heard(OpenEPaperLink):
    """An access point behind such a line."""

    def __init__(self, answers: Mapping[str, bytes]) -> None:
        super().__init__(NOWHERE, FixedClock(FRIDAY))
        self._line = Told(answers)
        self._table = Table(self._line)


class Spoken(OpenDisplay):
    """A panel that says these bytes, whatever it is told."""

    said = b""

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[Upload]:
        reader = asyncio.StreamReader()
        reader.feed_data(self.said)
        reader.feed_eof()
        yield Upload(Frames(reader, cast("asyncio.StreamWriter", Sink()), "127.0.0.1:9"), 9.0, 9.0)


class Sink:
    """Takes all that is written."""

    def write(self, data: bytes) -> None:
        """Into nothing."""

    async def drain(self) -> None:
        """At once."""

    def close(self) -> None:
        """Nothing is open."""


def targets(run: Runs[Any]) -> Iterator[Target]:
    """Every gateway that answers."""
    point = AccessPoint()
    point.add(3)
    page, one = _body(point, "/get_db", {"pos": "0"}), _body(point, "/get_db", {"mac": f"{1:016X}"})
    yield Target(
        "an access point's table", _access_point(run), (page, one, b'{"tags":[],"continu":9}'), (BackendError,), 40
    )
    yield Target(
        "an OpenDisplay panel", _open_display(run), (_DRAWN, _SMALL, b"\x03\x00\xff\x70\x01"), (BackendError,), 40
    )
    yield Target("a part of a sign", _open_display_in_part(run), (_PATCHED, _REFUSED, _DRAWN), (BackendError,), 25)
    for name, seed in _minew_seeds().items():
        yield Target(f"a Minew server: {name}", _minew(run, name), (seed,), (BackendError,), 15)
    yield Target("a device that fetches", _device(run), _DEVICE, (), 25)


def _body(server: Callable[[Request], object], path: str, query: Mapping[str, str], method: str = "GET") -> bytes:
    answer = server(
        Request(method, path, query, {"token": "none"}, b'{"labelMac":"a1","currentPage":1,"pageSize":9}', path)
    )
    assert isinstance(answer, Reply)
    return answer.body


def _access_point(run: Runs[Any]) -> Callable[[bytes], object]:
    tag = f"{1:016X}"

    def feed(given: bytes) -> object:
        gateway = Heard({"/get_db": given, "/imgupload": b"Ok"})
        gateway.remember(tag, "a1", given[:60].decode("latin-1"))
        return run(_pushed_and_seen(gateway, sign(tag)))

    return feed


async def _pushed_and_seen(gateway: Any, one: Sign) -> object:  # noqa: ANN401 - any gateway
    try:
        await gateway.push(one)
    except BackendError:
        return await gateway.look()
    return await gateway.look()


def _open_display(run: Runs[Any]) -> Callable[[bytes], object]:
    panel = Spoken("door", "127.0.0.1")

    def feed(given: bytes) -> object:
        panel.said = given
        return run(_pushed_and_seen(panel, sign("door")))

    return feed


def _open_display_in_part(run: Runs[Any]) -> Callable[[bytes], object]:
    """The same, once it has said that it draws parts, and shows a sign."""
    panel, shown, newer = Spoken("door", "127.0.0.1"), sign("door"), replace(sign("door", "b2"), full=False)
    told = settings_of(shown.picture.width, shown.picture.height, parts=1)
    config = b"\0\x40\0\0" + len(told).to_bytes(2, "little") + told

    def feed(given: bytes) -> object:
        panel.said = len(config).to_bytes(2, "little") + config
        run(panel.look())
        panel.said = _DRAWN
        run(panel.push(shown))
        panel.said = given
        return run(_pushed_and_seen(panel, newer))

    return feed


def _minew_seeds() -> dict[str, bytes]:
    server = MinewServer()
    server.add("A1", battery="77")
    server.draws("a1")
    return {
        "login": b'{"code":200,"msg":"success","data":{"token":"t0ken"}}',
        "label": _body(server, f"{_MINEW}label/cascadQuery", {"page": "1", "size": "9"}),
        "logs": _body(server, f"{_MINEW}logs/queryList", {}, "POST"),
        "goods": b'{"code":200,"msg":"success","data":{"A1":"0"}}',
    }


def _minew(run: Runs[Any], spoiled: str) -> Callable[[bytes], object]:
    seeds = _minew_seeds()
    store = MinewStore("1", {"x": "{room}"}, {"A1": "A1"})

    def feed(given: bytes) -> object:
        answers = {**seeds, spoiled: given}
        line = Told(
            {
                "/apis/action/login": answers["login"],
                **{_MINEW + key: answers[key] for key in ("label", "logs", "goods")},
            }
        )
        gateway = Minew(MinewSession(line, MinewLogin("u", "p")), store, MinewPaths())
        gateway.remember("A1", "a0", "")
        return run(_pushed_and_seen(gateway, sign("A1")))

    return feed


_KEY = b"<key>"
_DEVICE = (
    b"GET /api/display\nid: A1:B2\naccess-token: <key>\nbattery-voltage: 4.1\nrssi: -60\nhost: 10.0.0.1:80",
    b"GET /api/setup/\nid: A1:B2\nhost: x",
    b"GET /api/picture/x.bmp\n",
    b"POST /api/log\nid: A1:B2\n\n{}",
)


def _device(run: Runs[Any]) -> Callable[[bytes], object]:
    """Each request as its lines say it; `<key>` stands for the key of the device."""
    clock = FixedClock(FRIDAY)
    trmnl = Trmnl(b"s" * 32, lambda _: 900, clock)
    run(trmnl.push(sign("A1:B2")))
    key = (trmnl.key("A1:B2") or "").encode()
    route = PullRoute(trmnl, clock)

    def feed(given: bytes) -> object:
        status, _ = run(asked(route, given.replace(_KEY, key)))
        assert status in {200, 204, 404}, status
        return run(trmnl.look())

    return feed
