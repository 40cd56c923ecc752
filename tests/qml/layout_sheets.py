"""The sheets of the door for measuring: made by the flows themselves at a door without a screen, in any language."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product

from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.domain.booking import Booking
from kiosk.domain.connection import Trouble
from kiosk.domain.problem import Problem
from kiosk.domain.room import Room
from kiosk.flows.report import ReportFlow
from kiosk.flows.room_flow import RoomFlow
from kiosk.phrases.report import ReportPhrases
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.reports import Fate, Noted
from kiosk.viewmodels.sheet_view import SheetView
from tests.flows.doorstep import ALL, Doorstep, HandClock, booked
from tests.flows.stand import Stand
from tests.qml.test_find_sheet import sheets as find_sheets
from tests.wording.states import ROOM, at

Sheets = Mapping[str, SheetView]
BOOKED = Booking("b1", "1", at("14:00"), at("15:00"), "Design review")
DAY = (booked("14:00", "15:00"), booked("17:00", "17:30", "b2", None))
OPENED = {"find": "find", "report": "report", "settings": "settings"}


def door_sheets(language: str) -> Sheets:
    """What the door's own flows ask and offer, and every way in which an act can end."""
    return {one.name: one for one in _asked(language)} | dict(_ended(language)) | dict(_not(language))


def other_sheets(language: str) -> Sheets:
    """The sheets to find a room and to report a problem."""
    found = {f"find {name}": view for name, view in find_sheets(language).items()}
    return found | {f"report {number}": view for number, view in enumerate(_reported(language))}


def _asked(language: str) -> Iterator[SheetView]:
    for touches in (
        ("book",),
        ("book", "time"),
        ("book", "name"),
        (f"gap {at('17:00').isoformat()}",),
        (f"gap {at('17:00').isoformat()}", f"start {at('15:30').isoformat()}"),
        ("more",),
    ):
        yield _after(Doorstep(DAY[1], now="14:12", more=_more(), language=language), touches)
    held = (("extend",), ("end",), ("cancel",), ("meeting b1",), ("more",))
    yield from (_after(Doorstep(*DAY, more=_more(), language=language), touches) for touches in held)
    listed = Doorstep(*DAY, can=ALL | {"day"}, more=_more(), language=language)
    yield from (_after(listed, touches) for touches in (("more",), ("day",)))
    by_phone = Doorstep(*DAY, can=ALL - {"check_in_tap"}, language=language)
    yield _after(by_phone, ("check_in",))
    by_phone.know(*DAY, keys=False)
    yield by_phone.view


def _ended(language: str) -> Iterator[tuple[str, SheetView]]:
    """By an act: on its way, and every end of it."""
    touches = {"book": ("minutes 15",), "extend": ("minutes 15",), "end": ("yes",), "cancel": ("yes",), "check_in": ()}
    for act, ending in product(Act, Ending):
        step = Doorstep(*(DAY[1:] if act is Act.BOOK else DAY), more=_more(), language=language)
        step.desk.ending, step.desk.outcome = ending, _told
        _after(step, (act.value, *touches[act.value]))
        yield f"{act} on its way", step.view
        step.finish()
        yield f"{act} {ending}", step.view


def _told(outcome: Outcome) -> Outcome:
    """With as much to tell as there may be."""
    good = outcome.ending in (Ending.DONE, Ending.ALREADY)
    free_from = at("2026-11-23T15:15") if outcome.ending is Ending.TAKEN else None
    return replace(outcome, booking=BOOKED if good else None, free_from=free_from)


def _not(language: str) -> Iterator[tuple[str, SheetView]]:
    """Where nothing can be asked."""
    for name, touch in {"book": "book", "extend": "extend", "end": "end"}.items():
        full = Doorstep(DAY[0], booked("15:00", "16:00", "b3"), more=_more(), language=language)
        yield f"{name} at the wrong time", _after(full, (touch,))
        full.know(DAY[0], trouble=Trouble.UNREACHABLE)
        yield f"{name} without a connection", full.view
        full.know(room=replace(ROOM, gone=True))
        yield f"{name} in a room that is gone", full.view


def _after(step: Doorstep, touches: tuple[str, ...]) -> SheetView:
    step.press(touches[0])
    for one in touches[1:]:
        step.choose(one)
    return step.view


def _more() -> Mapping[str, Callable[[], RoomFlow]]:
    """Flows that are only named here: their sheets are made elsewhere."""
    return dict.fromkeys(OPENED, _nobody)


def _nobody() -> RoomFlow:
    raise LookupError("nothing opens this here")


class _Reports:
    """Keeps a report as it is told: with this fate, or with none."""

    def __init__(self, fate: Fate | None, *, before: bool = False) -> None:
        self._fate = fate
        self._before = before

    async def note(self, report: object) -> Noted:  # noqa: ARG002
        if self._fate is None:
            raise OutboxError("full")
        return Noted("key", before=self._before)

    async def fate(self, noted: Noted, seconds: float) -> Fate:  # noqa: ARG002
        assert self._fate is not None
        return self._fate


def _reported(language: str) -> Iterator[SheetView]:
    room = Room("7", "Atrium", "Europe/Berlin", floor="2")
    for reports in (_Reports(None), *(_Reports(fate) for fate in Fate), _Reports(Fate.SENT, before=True)):
        stand = Stand()
        flow = ReportFlow(room, reports, HandClock(at("14:12")), ReportPhrases(language))
        flow.begin(stand)
        for key in (Problem.OTHER, "send"):
            flow.chosen(key)
        flow.typed("The lamp flickers")
        flow.entered()
        asyncio.run(stand.settle())
        yield from stand.shown
