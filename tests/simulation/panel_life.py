"""What may happen around a door, one thing at a time; chance says what."""

from datetime import timedelta
from random import Random

from tests.simulation.network import LONGEST_LATENCY, any_fault
from tests.simulation.panel import Panel
from tests.sync.scripted import meeting
from tests.sync.virtual import START


class PanelLife:
    """`act` does one random thing to the panel; each has a name of its own for whoever drives it otherwise."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel

    async def act(self, rng: Random) -> str:
        """One thing, and its name."""
        match rng.randrange(20):
            case 0 | 1 | 2 | 3 | 4 | 5 | 6:
                return self.rebook(rng, hint=rng.random() < 0.5)
            case 7 | 8 | 9 | 10:
                return self.fail(rng)
            case 11 | 12 | 13 | 14 | 15:
                return self.mend()
            case 16:
                return self.slow(rng)
            case 17:
                return self.set_a_clock(rng)
            case 18:
                return self.suspend(rng)
            case _:
                return await (self.kill() if rng.random() < 0.5 else self.cut_power(rng))

    async def check(self) -> None:
        """What the witness has objected to is raised here."""
        self.panel.check()

    async def end(self) -> None:
        """It is over."""
        await self.panel.kill()

    @property
    def now(self) -> float:
        return self.panel.clock.running()

    def fail(self, rng: Random) -> str:
        """The server, or the way to it, fails."""
        fault = any_fault(rng)
        self.panel.network.fail(fault)
        return f"fault {type(fault).__name__}"

    def mend(self) -> str:
        """The server answers again."""
        self.panel.network.mend(self.now)
        return "mended"

    def slow(self, rng: Random) -> str:
        """Requests are under way for longer, or not."""
        latency = rng.choice([0.0, 0.2, LONGEST_LATENCY])
        self.panel.network.slow(latency, self.now)
        return f"latency {latency}"

    def suspend(self, rng: Random) -> str:
        """The tablet sleeps."""
        seconds = rng.choice([5.0, 300.0, 30_000.0])
        self.panel.suspend(seconds)
        return f"sleep {seconds}"

    async def kill(self) -> str:
        """The program is killed, and begun again."""
        await self.panel.kill()
        self.panel.begin(same_boot=True)
        return "kill"

    async def cut_power(self, rng: Random) -> str:
        """The power goes and comes."""
        off = rng.choice([20.0, 300.0, 4000.0, 90_000.0])
        await self.panel.kill()
        self.panel.clock.boot_anew(off)
        self.panel.begin(lost=not self.panel.clock.battery)
        return f"no power for {off} s"

    def rebook(self, rng: Random, *, hint: bool) -> str:
        """The building's meetings are others from now on; a hint may tell."""
        minutes = (self.panel.clock.true() - START + self.panel.network.ahead) / timedelta(minutes=1)
        begins = [minutes + rng.randrange(-120, 600) for _ in range(rng.randrange(5))]
        self.panel.building.meetings = tuple(meeting(one, one + rng.randrange(1, 120), f"m{one}") for one in begins)
        if hint:
            self.panel.feed.hint(["1"])
        return "rebooked, with a hint" if hint else "rebooked"

    def set_a_clock(self, rng: Random) -> str:
        """The tablet's or the server's; or one answer alone has a wrong date."""
        by = timedelta(seconds=rng.choice([-3600, -300, -30, 5, 45, 600, 7200, 86_400 * 3650]))
        match rng.randrange(4):
            case 0:
                self.panel.set_server(by if self.panel.network.ahead == timedelta() else timedelta())
                return f"server's clock to {self.panel.network.ahead}"
            case 1 if self.panel.witness.sees_a_lie and not self.panel.network.fault:
                self.panel.network.lie = self.panel.network.ahead + by
                return f"one date wrong by {by}"
            case _:
                by = by if abs(by) < timedelta(days=1) else -by / 100
                self.panel.set_wall(by)
                return f"tablet's clock by {by}"
