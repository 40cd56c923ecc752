"""A conversation at a real desk in a folder, whose wishes run when the test says so."""

from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.reception_events import Event
from kiosk.domain.reception_steps import Conversation, Habits
from kiosk.reception.talk import Badges, Talk
from kiosk.viewmodels.reception_parts import Aside, Badge
from tests.visits.house import Desk, House, desk, visit


@dataclass
class Counter:
    """The talk, the desk behind it, and everything that was shown."""

    at: Desk
    talk: Talk
    shown: list[tuple[Conversation, Aside]]
    work: list[Coroutine[object, object, None]]

    @property
    def step(self) -> object:
        return self.talk.now.step

    @property
    def aside(self) -> Aside:
        return self.shown[-1][1]

    async def happens(self, *events: Event) -> None:
        """Tell all of them, and let what follows come to its end."""
        for event in events:
            self.talk.tell(event)
        await self.settle()

    async def settle(self) -> None:
        while self.work:
            await self.work.pop(0)


async def no_badge(_key: str) -> AsyncIterator[Badge]:
    """No printer."""
    for _ in ():
        yield "none"


def counter(
    folder: Path, house: House | None = None, habits: Habits | None = None, badges: Badges = no_badge
) -> Counter:
    """A counter where Ada Lovelace is expected under FJUEIW."""
    made, shown = desk(folder, house), list[tuple[Conversation, Aside]]()
    work: list[Coroutine[object, object, None]] = []

    def show(talk: Conversation, aside: Aside) -> None:
        shown.append((talk, aside))

    telling = lambda one: one.host is not None  # noqa: E731 - one line says it
    talk = Talk(made.desk, made.clock, habits or Habits(), work.append, show, telling, badges)
    return Counter(made, talk, shown, work)


ADA = visit()
