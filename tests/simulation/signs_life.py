"""What may happen to a building's signs, one thing at a time; and whether in the end each shows what is so."""

from datetime import timedelta
from random import Random

from tests.simulation.signs import Signs
from tests.sync.virtual import until

SETTLES = 26 * 3600.0  # what had to wait for the next day's drawings has been drawn


class SignsLife:
    """`act` does one random thing to the signs' program, its machine or its gateways; each has a name of its own."""

    def __init__(self, signs: Signs) -> None:
        self.signs = signs

    async def act(self, rng: Random) -> str:
        """One thing, and its name."""
        match rng.randrange(20):
            case 0 | 1 | 2 | 3 | 4:
                return self.hint()
            case 5 | 6 | 7 | 8:
                return self.fail(rng)
            case 9 | 10 | 11 | 12 | 13:
                return self.mend()
            case 14 | 15:
                return self.restart(rng)
            case 16:
                return await self.kill()
            case _:
                return await self.disturb(rng)

    async def check(self) -> None:
        """What should not be is raised here."""
        self.signs.check()

    async def end(self) -> None:
        """Each tag comes to show its newest sign, which says what is so."""
        await until(self.signs.all_shown, step=20.0, limit=SETTLES)
        self.signs.check_end()
        await self.signs.kill()

    def hint(self) -> str:
        """The server says that something has changed."""
        self.signs.feed.hint(["1"])
        return "the signs' program gets a hint"

    def fail(self, rng: Random) -> str:
        """A gateway fails."""
        name = rng.choice(list(self.signs.gateways))
        return f"gateway {name}: {', '.join(self.signs.gateways[name].fail(rng))}"

    def mend(self) -> str:
        """All gateways work."""
        for gateway in self.signs.gateways.values():
            gateway.mend()
        return "gateways mended"

    def restart(self, rng: Random) -> str:
        """A gateway forgets what waits for its tags."""
        name = rng.choice(list(self.signs.gateways))
        self.signs.gateways[name].restart()
        return f"gateway {name} restarts"

    async def disturb(self, rng: Random) -> str:
        """Something happens to the signs' machine."""
        match rng.randrange(3):
            case 0:
                return self.set_clock(rng)
            case 1:
                return self.suspend(rng)
            case _:
                return await self.cut_power(rng)

    def set_clock(self, rng: Random) -> str:
        """Somebody sets the clock of the signs' machine."""
        by = timedelta(seconds=rng.choice([-3600, -300, -30, 5, 45, 600, 7200]))
        self.signs.set_wall(by)
        return f"the signs' clock by {by}"

    def suspend(self, rng: Random) -> str:
        """The signs' machine sleeps."""
        seconds = rng.choice([5.0, 300.0, 30_000.0])
        self.signs.suspend(seconds)
        return f"the signs' machine sleeps {seconds} s"

    async def kill(self) -> str:
        """The program is killed, and begun again."""
        await self.signs.kill()
        self.signs.begin(same_boot=True)
        return "the signs' program is killed"

    async def cut_power(self, rng: Random) -> str:
        """The power of the machine goes and comes."""
        off = rng.choice([20.0, 300.0, 4000.0, 90_000.0])
        await self.signs.kill()
        self.signs.clock.boot_anew(off)
        self.signs.begin(lost=not self.signs.clock.battery)
        return f"no power for the signs' machine for {off} s"
