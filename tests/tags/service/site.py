"""A gateway in memory whose tags sleep, call and draw; it fails as real ones do. A site of rooms for it."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from kiosk.backends.errors import Garbled, NotAllowed, ServerTrouble, Throttled, TimedOut, Unreachable
from kiosk.clock import Clock
from kiosk.config.tags import TagConfig
from kiosk.domain.access import AccessKey, AccessKeys
from kiosk.domain.agenda import Agenda, agenda_of
from kiosk.domain.appointment import Appointment
from kiosk.domain.connection import Connection
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.sync.model import FeedState
from kiosk.tags.bindings import Binding
from kiosk.tags.draw import Sign as Drawn
from kiosk.tags.draw import Sketch
from kiosk.tags.faces import Faces, Turn
from kiosk.tags.gateways.gateway import Gateway, Pushed, Sign, TagReport
from kiosk.tags.panels import panel_named
from kiosk.tags.picture import Palette, Picture
from kiosk.tags.rules import Rules
from kiosk.tags.service import TagService
from kiosk.tags.store import FILE, TagStore
from kiosk.tags.worker import Draw

POLICY = Policy(unknown_after=timedelta(days=2), stale_after=timedelta(days=1))


@dataclass
class Paper:
    """One tag of the gateway: what hangs on the wall, what waits for it, and when it calls."""

    shown: str | None = None
    queued: str | None = None
    calls_at: float = 0.0
    seen: float | None = None
    drawings: list[tuple[float, str, bool]] = field(default_factory=list)


@dataclass
class Faults:
    """How often what goes wrong, as shares of one; `until` when, in seconds of the clock."""

    busy: float = 0.0
    down: float = 0.0
    cut: float = 0.0
    lost_answer: float = 0.0
    hang: float = 0.0
    server: float = 0.0
    locked: float = 0.0
    drop: float = 0.0
    blind: float = 0.0
    until: float = float("inf")

    @classmethod
    def any_of(cls, rng: Random, worst: float = 0.3, until: float = float("inf")) -> "Faults":
        kinds = ("busy", "down", "cut", "lost_answer", "server", "drop", "blind")
        made = cls(**{kind: rng.uniform(0.0, worst / 2) for kind in rng.sample(kinds, 4)})
        return replace(made, hang=rng.choice((0.0, 0.0, 0.02)), locked=rng.choice((0.0, 0.0, 0.01)), until=until)


class MemoryGateway(Gateway):
    """Takes what it is given, hands it to a tag when that calls, and confirms nothing by itself.

    `interval` are the seconds between a tag's calls; 0: it draws at once, and the push says so.
    """

    def __init__(self, clock: Clock, rng: Random, faults: Faults | None = None, interval: float = 60.0) -> None:
        self.papers: dict[str, Paper] = {}
        self.faults = faults or Faults()
        self.pushes: list[tuple[float, str, str]] = []
        self.looks = 0
        self.in_flight = 0
        self.most_in_flight = 0
        self._full: dict[str, bool] = {}
        self.remembered: dict[str, str] = {}
        self.states: dict[str, str] = {}
        self._clock = clock
        self._rng = rng
        self._interval = interval

    async def push(self, sign: Sign) -> Pushed:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            return await self._taken(sign)
        finally:
            self.in_flight -= 1

    async def look(self) -> tuple[TagReport, ...]:
        self.looks += 1
        await self._clock.sleep(0.05)
        self.live()
        await self._fail(("down", "cut", "hang", "server", "locked"))
        reports = tuple(self._report(tag, paper) for tag, paper in self.papers.items())
        return tuple(one for one in reports if not self._happens("blind"))

    def remember(self, tag: str, face: str, mark: str) -> None:
        self.remembered[tag] = f"{face}{mark}"

    async def aclose(self) -> None:
        """Nothing."""

    def live(self) -> None:
        """Let the tags have called, up to now."""
        now = self._clock.monotonic()
        for tag, paper in self.papers.items():
            while paper.calls_at <= now:
                self._calls(tag, paper)

    def restart(self) -> None:
        """What waited is forgotten."""
        for paper in self.papers.values():
            paper.queued = None

    async def _taken(self, sign: Sign) -> Pushed:
        await self._clock.sleep(0.2)
        self.live()
        await self._fail(("busy", "down", "hang", "server", "locked"))
        self.pushes.append((self._clock.monotonic(), sign.tag, sign.face))
        self._full[sign.tag] = sign.full
        self.states[sign.face] = sign.words.get("state", "")
        paper = self.papers.setdefault(sign.tag, Paper(calls_at=self._first_call()))
        paper.queued = None if self._happens("drop") else sign.face
        if not self._interval and paper.queued is not None:
            self._draw(sign.tag, paper, self._clock.monotonic())
        if self._happens("lost_answer"):
            raise TimedOut("no answer")
        await self._fail(("cut",))
        return Pushed(shown=not self._interval and paper.shown == sign.face)

    def _first_call(self) -> float:
        return self._clock.monotonic() + self._rng.uniform(0.0, self._interval) if self._interval else float("inf")

    def _calls(self, tag: str, paper: Paper) -> None:
        paper.seen = paper.calls_at
        if paper.queued is not None:
            if self._happens("drop"):
                paper.queued = None
            else:
                self._draw(tag, paper, paper.calls_at)
        paper.calls_at += self._interval

    def _draw(self, tag: str, paper: Paper, at: float) -> None:
        if paper.queued is not None and paper.queued != paper.shown:
            paper.drawings.append((at, paper.queued, self._full[tag]))
        paper.shown, paper.queued = paper.queued, None

    def _report(self, tag: str, paper: Paper) -> TagReport:
        return TagReport(
            tag,
            shown=paper.shown,
            waiting=paper.queued is not None,
            online=True,
            battery_millivolts=2900,
            seen_at=None if paper.seen is None else self._instant(paper.seen),
            calls_at=None if paper.calls_at == float("inf") else self._instant(paper.calls_at),
        )

    def _instant(self, second: float) -> datetime:
        return self._clock.now() + timedelta(seconds=second - self._clock.monotonic())

    def _happens(self, kind: str) -> bool:
        if self._clock.monotonic() >= self.faults.until:
            return False
        return self._rng.random() < float(getattr(self.faults, kind))

    async def _fail(self, kinds: tuple[str, ...]) -> None:
        for kind in kinds:
            if self._happens(kind):
                await self._raise(kind)

    async def _raise(self, kind: str) -> None:
        match kind:
            case "busy":
                raise Throttled("busy", retry_after=self._rng.choice((0.5, 2.0, 30.0)))
            case "down":
                gone = Unreachable("gone")
                gone.undone = True
                raise gone
            case "cut":
                raise Garbled("cut")
            case "server":
                raise ServerTrouble("500")
            case "locked":
                raise NotAllowed("401")
            case _:
                await asyncio.Event().wait()


def binding(tag: str, room: str, *, gateway: str = "g", panel: str = "2.9-bw", language: str = "en") -> Binding:
    """A tag at a room."""
    known = panel_named(panel)
    assert known is not None
    return Binding(TagConfig(id=tag, gateway=gateway, room=room, panel=panel, language=language), known)


def meeting(room: str, start: datetime, minutes: float, subject: str = "Review", **more: object) -> Appointment:
    """A meeting in a room."""
    end = start + timedelta(minutes=minutes)
    return Appointment(f"{room}-{start.isoformat()}", start, end, subject, "Ada", **more)  # type: ignore[arg-type]


def agenda(room: str, meetings: list[Appointment], as_of: datetime, zone: str = "UTC") -> Agenda:
    """What is known of a room for two days."""
    known = as_of + timedelta(days=2)
    return agenda_of(Room(room, f"Room {room}", zone, capacity=8), meetings, as_of=as_of, known_until=known)


def state(agendas: list[Agenda], at: datetime, **more: object) -> FeedState:
    """What a feed would hand on."""
    keys = AccessKeys(
        tuple(AccessKey(one.room.id, f"https://rooms.example.com/k/{one.room.id}") for one in agendas), at
    )
    return FeedState(tuple(agendas), keys, Connection(at), **more)  # type: ignore[arg-type]


def turned(faces: Faces, state: FeedState, now: datetime, *, patient: bool = False) -> Turn:
    """What is told of all rooms together, and when to think of them again."""
    parts = tuple(faces.parts(state, now, patient=patient))
    told = {tag: one for part in parts for tag, one in part.told.items()}
    return Turn(told, min(part.due for part in parts), tuple(tag for part in parts for tag in part.withheld))


def blank(sketch: Sketch) -> Drawn:
    """A sign as fast as can be, where nobody looks at it."""
    return Drawn(Picture(8, 1, Palette.BW, bytes(8)), sketch.no_code, written_out=False)


class Site:
    """A service over gateways in memory, as it runs; what it keeps is in a folder."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        bindings: list[Binding],
        gateways: Mapping[str, Gateway],
        rules: Rules | None = None,
        policy: Policy = POLICY,
        seed: int = 0,
        draw: Draw = blank,
        *,
        keyed: bool = False,
        sure: bool = True,
    ) -> None:
        self.clock = clock
        self.store = TagStore(folder / FILE, clock)
        self.service = TagService(
            bindings,
            gateways,
            self.store,
            draw,
            clock,
            policy,
            rules or Rules(ZoneInfo("UTC")),
            Random(seed),
            keyed=keyed,
            sure=sure,
        )
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self.service.run(self._stop))

    async def end(self) -> None:
        """End as told to."""
        self._stop.set()
        if self._task is not None:
            await self._task
        self.store.close()

    async def kill(self) -> None:
        """End at once, in the middle of anything."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self.check()
        self.store.close()

    def check(self) -> None:
        """What has ended the service is raised here, unless it was killed."""
        if self._task is not None and self._task.done() and not self._task.cancelled():
            self._task.result()

    def settled(self) -> bool:
        """Whether every tag shows its newest face, as far as the service knows."""
        return all(one.face is not None and one.face == one.shown for one in self.service.records())


Change = Callable[[datetime], FeedState]
NOWHERE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
