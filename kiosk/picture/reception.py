"""Draws a step of the reception once, offscreen. What it says of a visit was asked for by its code; nothing is done."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from PySide6.QtGui import QImage

from kiosk.backends.errors import NotFound
from kiosk.backends.visits import visit_abilities_of
from kiosk.clock import Clock, FixedClock
from kiosk.domain.codes import code_in
from kiosk.domain.reception_steps import (
    Conversation,
    Done,
    EnteringCode,
    Greeting,
    HouseRules,
    Idle,
    Locked,
    LookingUp,
    Naming,
    Page,
    Refused,
    Step,
    WalkIn,
)
from kiosk.domain.visit import Visit
from kiosk.domain.visiting import Act, Outcome, Receipt
from kiosk.picture.steps import NoSuchStep
from kiosk.reception.face import open_reception, screen_of
from kiosk.settings import Settings
from kiosk.site import open_backend, open_memory
from kiosk.theme.worn import dressed
from kiosk.viewmodels.reception_parts import Aside

_PLAIN: Mapping[str, Callable[[datetime], Step]] = {
    "idle": lambda _: Idle(),
    "code": lambda _: EnteringCode(Act.ARRIVE),
    "code_leave": lambda _: EnteringCode(Act.LEAVE),
    "leave_name": lambda _: Naming(),
    "looking_up": lambda _: LookingUp(Act.ARRIVE, "", 0),
    "rules": lambda _: HouseRules(None),
    "not_found": lambda at: Refused(Outcome.NOT_FOUND, None, at),
    "locked": lambda at: Locked(at + timedelta(seconds=30)),
    "offline": lambda at: Done(Receipt(Act.ARRIVE, Outcome.OFFLINE_RECORDED, at, ""), at),
    "name": lambda _: WalkIn(Page.NAME),
    "host": lambda _: WalkIn(Page.HOST),
}
_OF_A_VISIT: Mapping[str, Callable[[Visit, datetime], Step]] = {
    "greeting": lambda visit, _: Greeting(Act.ARRIVE, visit, visit.code),
    "leaving": lambda visit, _: Greeting(Act.LEAVE, visit, visit.code),
    "in": lambda visit, at: Done(Receipt(Act.ARRIVE, Outcome.CHECKED_IN, at, "", visit), at),
    "out": lambda visit, at: Done(Receipt(Act.LEAVE, Outcome.CHECKED_OUT, at, "", visit), at),
    "early": lambda visit, at: Refused(Outcome.TOO_EARLY, visit, at),
}
STEPS = (*_PLAIN, *_OF_A_VISIT)


async def fetch_visit(settings: Settings, clock: Clock, text: str) -> Visit | None:
    """The visit of a code, None without a code. Raises BackendError (NotFound for a code that nobody has)."""
    code = code_in(text)
    if code is None:
        return None
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            finder = visit_abilities_of(backend).visits
            spellings = () if finder is None else code.spellings
            for spelling in spellings:
                if finder is not None and (found := await finder.find_visits(spelling, clock.now())):
                    return found[0]
    raise NotFound("no visit has this code", "`kiosk visitors` lists today's")


def draw_reception(settings: Settings, name: str, visit: Visit | None, at: datetime, size: tuple[int, int]) -> QImage:
    """A step by its name, of `STEPS`, at the instant `at`. Raises NoSuchStep."""
    screen = screen_of(settings.config, FixedClock(at), dressed(settings, "reception"))
    screen.call("" if visit is None else visit.building or "")
    screen.show(Conversation(_step(name, visit, at), at), Aside())
    window = open_reception(screen, settings, windowed=True, size=size)
    try:
        window.draw_first_frame()
        return window.grab()
    finally:
        window.destroy()


def _step(name: str, visit: Visit | None, at: datetime) -> Step:
    if name in _PLAIN:
        return _PLAIN[name](at)
    if name not in _OF_A_VISIT:
        raise NoSuchStep(f'there is no step "{name}"; steps are {", ".join(STEPS)}')
    if visit is None:
        raise NoSuchStep(f'"{name}" is about a visit; name one with --code')
    return _OF_A_VISIT[name](visit, at)
