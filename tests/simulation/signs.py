"""The signs beside a simulated door: their program, on a machine of its own, and two gateways with three tags."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from kiosk.sync.disk import Disk
from kiosk.sync.feed import RoomFeed
from kiosk.sync.knowledge import went_on
from kiosk.sync.model import FeedSettings, FeedState
from kiosk.sync.store import Store
from kiosk.tags.links import RoomsOfSigns
from kiosk.tags.record import TagRecord
from kiosk.tags.rules import Rules
from kiosk.tags.store import FILE, RecordFile
from tests.simulation.building import Building, SameBuilding
from tests.simulation.network import Network
from tests.simulation.pace import StoryClock
from tests.simulation.panel import AtOnce
from tests.simulation.signs_gateway import REST, WatchedGateway
from tests.simulation.signs_witness import SignsWitness
from tests.simulation.witness import POLICY, Witness
from tests.tags.service.site import Site, binding

NEAR, FAR = "near", "far"
_A_MOMENT = 90.0


class Signs:
    """`begin` starts the program, `kill` ends it. The tags of one gateway draw at once; that of the other has calls."""

    def __init__(self, folder: Path, start: datetime, door: Building, rng: Random, refreshes: int = 1000) -> None:
        poll = rng.choice([120.0, 300.0])
        self.clock = StoryClock(start, asyncio.get_running_loop())
        self.network = Network(moved=self._hear_server_is_set)
        door.network.others.append(self.network)
        self.building = SameBuilding(self.clock, self.network, of=door)
        self.truth = Witness(self.building, poll)
        self.witness = SignsWitness(self.clock, self.truth)
        self.bindings = [
            binding("bw", "1", gateway=NEAR),
            binding("colour", "1", gateway=NEAR, panel="7.5-bwr"),
            binding("calls", "1", gateway=FAR, panel=rng.choice(("1.54-bw", "2.9-bwr"))),
        ]
        interval = rng.choice((40.0, 60.0, 300.0))
        self.gateways = {name: self._gateway(name, rng, calls) for name, calls in ((NEAR, 0.0), (FAR, interval))}
        self.begun = 0
        self._folder = folder
        self._rng = rng
        self._rules = Rules(ZoneInfo("UTC"), refreshes=refreshes)
        self._settings = FeedSettings(poll_seconds=poll, identity="simulated-tags")
        self._moved = 0.0
        self._asking: asyncio.Task[None] | None = None

    def begin(self, *, lost: bool = False, same_boot: bool = False) -> None:
        """Start, with whatever is on the disk. `lost`: the clock stood still while the machine was off."""
        self.clock.restart()
        self.begun += 1
        self._check_remembered()
        self.truth.panel_begins(self.clock.running(), lost=lost, same_boot=same_boot)
        self._forgive()
        self.witness.begins()
        self._disk = Disk(self._folder / "signs.sqlite", self.clock)
        self._disk.open()
        store = Store(self._disk, self.clock, AtOnce())
        sure = went_on(self.clock, store, self._settings.identity, ())
        rules, seed = self._rules, self.begun
        self.site = Site(self._folder, self.clock, self.bindings, self.gateways, rules, POLICY, seed, sure=sure)
        backend = RoomsOfSigns(self.building)
        self.feed = RoomFeed(backend, ("1",), self.clock, self._settings, self._rng, store, self._hear)
        self._asking = asyncio.ensure_future(self.feed.run())
        self.site.start()

    async def kill(self) -> None:
        """End in the middle of anything."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)
        await self.site.kill()
        self._disk.close()
        if self._asking is not None and not self._asking.cancelled():
            self._asking.result()

    def set_wall(self, by: timedelta) -> None:
        """Somebody sets the machine's clock."""
        self.witness.disturb()
        self.clock.set_wall(by)
        self.truth.wall_is_set()

    def suspend(self, seconds: float) -> None:
        """The machine sleeps; its gateways and their tags do not."""
        self.witness.disturb()
        self.clock.suspend(seconds)
        self.network.disturb(self.clock.running())
        for gateway in self.gateways.values():
            gateway.disturb(0.0)

    def check(self) -> None:
        """What runs still runs; no sign is wrong for long; what should not have been is raised here."""
        self.site.check()
        if self._asking is not None and self._asking.done():
            self._asking.result()
        for gateway in self.gateways.values():
            gateway.check()
        assert not self.witness.objections, "; ".join(self.witness.objections)
        for one in self.bindings:
            self._check_wall(one.tag.id, self.gateways[one.tag.gateway], colour=one.panel.palette != "bw")

    def all_shown(self) -> bool:
        """Whether each tag shows its newest sign."""
        for gateway in self.gateways.values():
            gateway.live()
        return self.site.settled()

    def check_end(self) -> None:
        """All is well: each tag shows what the program takes for its newest sign, and its words are right."""
        for record in self.site.service.records():
            gateway = self.gateways[record.gateway]
            face = gateway.shown(record.id)
            assert face is not None, f"{record.id} shows nothing"
            assert face == record.face, f"{record.id} does not show its newest sign"
            self.witness.reads(record.id, gateway.words[face])

    def _check_wall(self, tag: str, gateway: WatchedGateway, *, colour: bool) -> None:
        """What hangs there says what there is to say, once it had time to come there and nothing was in its way."""
        takes = _A_MOMENT + 2 * gateway.interval + (REST if colour else 0.0)
        well = self.clock.monotonic() - gateway.well_since >= takes and not gateway.troubled
        if well and self.witness.steady(takes):
            words = gateway.words.get(gateway.shown(tag) or "")
            assert words is not None, f"{tag} shows nothing"
            self.witness.hangs(tag, words)

    def _check_remembered(self) -> None:
        """The program's records hold what was confirmed, no less and no more."""
        records = {one.id: one for one in RecordFile(self._folder / FILE).records()}
        for one in self.bindings:
            record, gateway = records.get(one.tag.id), self.gateways[one.tag.gateway]
            assert _no_more(record, gateway), f"{one.tag.id} is remembered to show what nobody has confirmed"
            assert _no_less(record, gateway, one.tag.id), f"{one.tag.id}: what was confirmed is forgotten"

    def _forgive(self) -> None:
        """Where clocks were set since the last sign was handed over, how long a panel has rested cannot be known."""
        for gateway in self.gateways.values():
            if self.truth.in_doubt or any(at <= self._moved for at, _, _ in gateway.pushes[-3:]):
                gateway.forgive()

    def _hear(self, state: FeedState) -> None:
        self.witness.hear(state)
        self.site.service.show(state)

    def _hear_server_is_set(self) -> None:
        self._moved = self.clock.monotonic()
        self.truth.server_is_set(self.clock.running())

    def _gateway(self, name: str, rng: Random, interval: float) -> WatchedGateway:
        tags = [one.tag.id for one in self.bindings if one.tag.gateway == name and one.panel.palette != "bw"]
        witness = self.witness
        return WatchedGateway(self.clock, Random(rng.random()), interval, tags, witness.gives, witness.object_to)


def _no_more(record: TagRecord | None, gateway: WatchedGateway) -> bool:
    return record is None or record.shown is None or record.shown in gateway.told.get(record.id, ())


def _no_less(record: TagRecord | None, gateway: WatchedGateway, tag: str) -> bool:
    confirmed = gateway.confirmed.get(tag)
    return confirmed is None or (record is not None and record.shown == confirmed)
