"""The one place for sheets: one flow at a time, closed when nobody is there, and never by a flow that is gone."""

import asyncio

import pytest

from kiosk.domain.agenda import Agenda
from kiosk.domain.state import RoomState
from kiosk.flows.host import SheetHost
from kiosk.flows.stage import Stage
from kiosk.viewmodels.sheet_view import SheetView
from tests.flows.doorstep import Doorstep, booked
from tests.sync.virtual import VirtualClock, simulate


class Quiet:
    """A flow that shows one sheet and keeps what it is told."""

    def __init__(self, name: str, seconds: float = 20.0) -> None:
        self.view = SheetView(name=name, seconds=seconds)
        self.told: list[str] = []
        self.stage: Stage | None = None

    def begin(self, stage: Stage) -> None:
        self.stage = stage
        stage.show(self.view)

    def changed(self, state: RoomState, agenda: Agenda) -> None:  # noqa: ARG002
        self.told.append("changed")

    def chosen(self, key: str) -> None:
        self.told.append(key)

    def typed(self, text: str) -> None:
        self.told.append(text)

    def entered(self) -> None:
        self.told.append("entered")

    def back(self) -> None:
        self.told.append("back")

    def closed(self) -> None:
        self.told.append("closed")


class Surface:
    def __init__(self) -> None:
        self.names: list[str] = []

    def show(self, view: SheetView) -> None:
        self.names.append(view.name)


def host(surface: Surface, clock: VirtualClock) -> SheetHost:
    return SheetHost(surface, clock, asyncio.ensure_future)


async def closes_after(seconds: float, *, touched_at: float | None = None, limit: float = 1000.0) -> float:
    clock, surface = VirtualClock(), Surface()
    sheets = host(surface, clock)
    running = asyncio.ensure_future(sheets.run())
    sheets.open(Quiet("a", seconds))
    if touched_at is not None:
        await clock.sleep(touched_at)
        sheets.touched()
    while surface.names[-1] and clock.monotonic() < limit:
        await clock.sleep(0.1)
    running.cancel()
    await asyncio.wait([running])
    return clock.monotonic()


def test_a_sheet_closes_by_itself_twenty_seconds_after_the_last_touch() -> None:
    assert simulate(lambda: closes_after(20.0)) == pytest.approx(20.0, abs=0.3)
    assert simulate(lambda: closes_after(20.0, touched_at=15.0)) == pytest.approx(35.0, abs=0.3)


def test_a_sheet_that_never_closes_by_itself_stays() -> None:
    assert simulate(lambda: closes_after(0.0, limit=500.0)) >= 500.0


def test_a_new_flow_takes_the_place_of_the_old_one_which_is_heard_no_more() -> None:
    async def main() -> None:
        clock, surface = VirtualClock(), Surface()
        sheets = host(surface, clock)
        one, two = Quiet("one"), Quiet("two")
        sheets.open(one)
        sheets.open(two)
        assert one.told == ["closed"]
        assert one.stage is not None
        one.stage.show(SheetView(name="late"))
        one.stage.close()
        one.stage.open(Quiet("third"))
        assert surface.names == ["one", "two"]
        assert sheets.busy

    simulate(main)


def test_nothing_is_chosen_in_the_moment_after_a_new_question() -> None:
    async def main() -> None:
        clock, surface = VirtualClock(), Surface()
        sheets, flow = host(surface, clock), Quiet("one")
        sheets.open(flow)
        sheets.chosen("early")
        await clock.sleep(0.4)
        sheets.chosen("meant")
        sheets.dismiss()
        sheets.chosen("late")
        assert flow.told == ["meant", "closed"]
        assert surface.names[-1] == ""

    simulate(main)


def test_the_second_of_two_quick_taps_does_not_close_what_the_first_has_opened() -> None:
    async def main() -> None:
        clock, surface = VirtualClock(), Surface()
        sheets = host(surface, clock)
        sheets.open(Quiet("one"))
        sheets.left()
        assert sheets.busy
        await clock.sleep(0.4)
        sheets.left()
        assert not sheets.busy
        assert surface.names == ["one", ""]

    simulate(main)


def test_what_does_not_fit_on_the_home_screen_is_behind_more() -> None:
    door = Doorstep(booked("14:00", "15:00"), more={"find": lambda: Quiet("find"), "report": lambda: Quiet("report")})
    door.press("more")
    assert door.keys == ("find", "cancel", "report")
    door.choose("extend")
    assert door.view.name == "more"
    door.choose("cancel")
    assert door.view.name == "cancel"


def test_nothing_opens_for_a_key_that_nobody_knows() -> None:
    door = Doorstep()
    for key in ("", "nothing", "gap", "gap ", "minutes 15"):
        door.press(key)
        assert door.view.name == ""
