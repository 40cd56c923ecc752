"""What may happen at a reception, one thing at a time; and whether everybody who was told so has arrived, once."""

from collections.abc import Awaitable
from datetime import timedelta
from random import Random
from typing import TypeVar

from kiosk.backends.errors import Declined, Throttled
from kiosk.domain.visit import Visit
from kiosk.domain.visiting import Act, Form, Found, Outcome, Receipt, Unanswered
from kiosk.sync.delivery import LOOK_EVERY
from kiosk.sync.delivery_lane import LONGEST_BACKOFF
from kiosk.sync.outbox_file import OutboxError
from tests.simulation.network import LONGEST_PATIENCE, any_fault
from tests.simulation.reception import PowerCut, Reception
from tests.visits.house import new

T = TypeVar("T")
RECOVERY = LONGEST_BACKOFF + LOOK_EVERY + 2.0
STATEMENTS = 40


class ReceptionLife:
    """`promised` holds every act that a visitor was told to be done, `walked_in` every name without an appointment."""

    def __init__(self, reception: Reception) -> None:
        self.reception = reception
        self.promised: list[tuple[Act, str]] = []
        self.walked_in: list[str] = []
        self.refused = 0
        self._guests = 0
        self._inside: list[Visit] = []

    async def act(self, rng: Random) -> str:
        """One thing, and its name."""
        match rng.randrange(20):
            case 0 | 1 | 2 | 3 | 4 | 5 | 6:
                return await self.arrive(rng)
            case 7 | 8 | 9:
                return await self.leave(rng)
            case 10:
                return await self.walk_in()
            case 11 | 12 | 13:
                return self.fail(rng)
            case 14 | 15 | 16:
                return self.mend()
            case 17:
                return self.lose_power(rng)
            case 18:
                return self.fill_the_disk()
            case _:
                return await self.kill()

    async def arrive(self, rng: Random) -> str:
        """Somebody who is expected comes in, if need be with a code that nobody can be asked about."""
        visit = self._invited(rng)
        said = await self._survived(self._received(visit, Act.ARRIVE))
        if said is not None:
            self._inside.append(visit)
        return f"arrival: {'not told so' if said is None else said.outcome}"

    async def leave(self, rng: Random) -> str:
        """Somebody who is in goes."""
        if not self._inside:
            return "nobody is in"
        visit = self._inside.pop(rng.randrange(len(self._inside)))
        said = await self._survived(self._received(visit, Act.LEAVE))
        return f"departure: {'not told so' if said is None else said.outcome}"

    async def walk_in(self) -> str:
        """Somebody comes whom nobody had announced."""
        self._guests += 1
        name = f"Guest {self._guests}"
        if await self._survived(self.reception.desk.walk_in(Form(name))) is not None:
            self.walked_in.append(name)
        return "walk-in"

    def fail(self, rng: Random) -> str:
        """The backend fails; or it does what it is asked, and its answers are lost."""
        fault = any_fault(rng)
        if isinstance(fault, Declined):
            self.reception.house.deaf = 3
            return "three answers lost"
        self._keep_patience()
        self.reception.house.down = fault
        return f"fault {type(fault).__name__}"

    def mend(self) -> str:
        """The backend answers, and the disk has room."""
        house = self.reception.house
        self._keep_patience()
        house.down, house.deaf, self.reception.power.full = None, 0, False
        self.reception.disturb()
        return "mended"

    def lose_power(self, rng: Random) -> str:
        """The power will fail at one of the next statements."""
        self.reception.power.cut_in = rng.randrange(STATEMENTS)
        return f"the power fails in {self.reception.power.cut_in} statements"

    def fill_the_disk(self) -> str:
        """Nothing more can be written."""
        self.reception.power.full = True
        return "the disk is full"

    async def kill(self) -> str:
        """The power goes and comes."""
        await self.reception.kill()
        self.reception.begin()
        return "kill"

    async def check(self) -> None:
        """Nothing is doubled; nothing that was promised is lost; what waits does not wait for ever."""
        await self.reception.settle()
        house, clock = self.reception.house, self.reception.clock
        told = [(act, visit) for act, visit, _, _ in house.told]
        assert len(set(told)) == len(told), "doubled"
        names = [one.visitor for one in house.walked_in.values()]
        assert len(set(names)) == len(names), "a guest is doubled"
        well = clock.running() - self.reception.well_since
        if self._troubled() or well < RECOVERY:
            return
        items = await self.reception.desk.book.outbox.items()
        late = [one for one in items if one.state == "waiting" and one.put < clock.now() - timedelta(seconds=RECOVERY)]
        assert not late, f"{len(late)} still wait after {well} s"
        if any(one.state == "waiting" for one in items):
            return
        assert set(self.promised) <= set(told), f"lost: {set(self.promised) - set(told)}"
        assert set(self.walked_in) <= set(names), "a guest is lost"

    async def end(self) -> None:
        """It is over."""
        await self.reception.kill()

    def _keep_patience(self) -> None:
        if isinstance(self.reception.house.down, Throttled):
            self.reception.well_since = self.reception.clock.running() + LONGEST_PATIENCE

    def _troubled(self) -> bool:
        house, power = self.reception.house, self.reception.power
        return house.down is not None or house.deaf > 0 or power.full or power.cut_in is not None

    def _invited(self, rng: Random) -> Visit:
        now, made = self.reception.clock.now(), new()
        key = str(len(self.reception.house.visits) + 1)
        visit = Visit(
            key, made.code, now - timedelta(minutes=rng.randrange(60)), now + timedelta(hours=9), "Europe/Berlin",
            uid=made.uid, visitor=f"Visitor {key}", building_id="1",
        )  # fmt: skip
        self.reception.house.visits[key] = visit
        return visit

    async def _received(self, visit: Visit, act: Act) -> Receipt | None:
        """What the visitor is told; None where it is that it did not work."""
        desk = self.reception.desk
        finding = await desk.look_up(visit.code, act)
        match finding:
            case Unanswered(code, _):
                receipt = await desk.take_down(code, act)
            case Found(Outcome.FOUND | Outcome.ALREADY_IN, found, _, certain) if found is not None:
                receipt = await (desk.check_in if act is Act.ARRIVE else desk.check_out)(found, certain=certain)
            case _:
                return None
        self.promised.append((act, visit.id))
        return receipt

    async def _survived(self, work: Awaitable[T]) -> T | None:
        """None where the disk or the power failed meanwhile."""
        try:
            return await work
        except OutboxError:
            self.refused += 1
            return None
        except PowerCut:
            await self.reception.kill()
            self.reception.begin()
            return None
