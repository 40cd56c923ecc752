"""The sheet on which a problem is reported: a tap, thanks once it is on disk, and thanks that stay true."""

import asyncio
import itertools
import logging
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.backends.errors import BackendError, Rejected, Unreachable
from kiosk.domain.agenda import Agenda
from kiosk.domain.policy import Policy
from kiosk.domain.problem import Problem
from kiosk.domain.room import Room
from kiosk.domain.state import derive
from kiosk.flows.report import ReportFlow
from kiosk.flows.stage import Flow
from kiosk.phrases.report import ReportPhrases
from kiosk.sync.delivery_lane import Deliverer
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_item import Item, Lane
from kiosk.sync.reports import ReportDesk, document_of
from kiosk.viewmodels.sheet_view import SheetView
from tests.sync.posting import QuickClock, Receiver, delivery, outbox

ROOM = Room("7", "Atrium", "Europe/Berlin", floor="2")
WEBHOOK, COMMAND = Lane("report.webhook"), Lane("report.command")
SAYS = ReportPhrases("en")


class StandingClock(QuickClock):
    """A clock whose wall time a test sets; waits are real, or over at once where nothing is waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.at = datetime(2026, 11, 20, 13, 12, tzinfo=UTC)
        self.hurry = False

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        await (super().sleep(seconds) if self.hurry else asyncio.sleep(seconds))


@dataclass(slots=True)
class Door:
    """A stage, an outbox in a folder, and a flow on it."""

    folder: Path
    lanes: tuple[Lane, ...] = (WEBHOOK,)
    clock: StandingClock = field(default_factory=StandingClock)
    views: list[SheetView] = field(default_factory=list)
    work: list["asyncio.Task[None]"] = field(default_factory=list)
    keys: "itertools.count[int]" = field(default_factory=itertools.count)
    closed: bool = False

    box: Outbox = field(init=False)

    def __post_init__(self) -> None:
        self.box = outbox(self.folder, self.clock)

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.views]

    @property
    def view(self) -> SheetView:
        return self.views[-1]

    def show(self, view: SheetView) -> None:
        self.views.append(view)

    def open(self, flow: Flow) -> None:
        flow.begin(self)

    def close(self) -> None:
        self.closed = True

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        async def run() -> None:
            await work

        self.work.append(asyncio.ensure_future(run()))

    def flow(self, says: ReportPhrases = SAYS) -> ReportFlow:
        desk = ReportDesk(self.box, self.lanes, self.clock, lambda: f"k{next(self.keys)}", says.kind)
        flow = ReportFlow(ROOM, desk, self.clock, says)
        flow.begin(self)
        return flow

    async def done(self, deliverers: Mapping[Lane, Deliverer] | None = None) -> None:
        """Until the flow has said its last word, while these deliver."""
        self.clock.hurry = not deliverers
        work = asyncio.ensure_future(delivery(self.box, deliverers or {}, self.clock).run())
        await asyncio.gather(*self.work)
        work.cancel()
        await asyncio.wait([work])

    async def waiting(self) -> tuple[Item, ...]:
        return await self.box.items()


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path / "state")


def to(receiver: Receiver) -> dict[Lane, Deliverer]:
    return {WEBHOOK: receiver.plain, COMMAND: receiver.plain}


async def test_every_kind_is_offered_with_a_name_of_its_own(door: Door) -> None:
    door.flow()
    assert [kind.key for kind in door.view.choices] == [problem.value for problem in Problem]
    assert len({kind.label for kind in door.view.choices}) == len(Problem)
    assert (door.view.title, door.view.close) == ("What is wrong?", "Close")


async def test_a_tap_is_answered_at_once_and_thanked_for_once_it_is_on_disk(door: Door) -> None:
    flow = door.flow()
    flow.chosen("too_cold")
    assert (door.view.tone, door.view.name) == ("waiting", "report noting")
    assert await door.waiting() == ()
    receiver = Receiver()
    await door.done(to(receiver))
    assert door.names == ["report", "report noting", "report noted"]
    assert (door.view.tone, door.view.line) == ("good", "Facilities will see it.")
    assert receiver.got == ["k0"]


async def test_what_is_kept_says_which_room_what_and_when(door: Door) -> None:
    door.flow(ReportPhrases("de")).chosen("light")
    await door.done()
    (item,) = await door.waiting()
    assert document_of(item) == {
        "room": "Atrium", "room_id": "7", "building": "", "floor": "2", "problem": "Licht", "kind": "light",
        "text": "", "time": "2026-11-20T14:12:00+01:00",
    }  # fmt: skip
    assert item.expires == door.clock.at + timedelta(days=30)


@pytest.mark.parametrize("fault", [Unreachable("Nobody there."), None])
async def test_without_a_connection_it_is_kept_and_said_to_wait(door: Door, fault: BackendError | None) -> None:
    door.flow().chosen("too_hot")
    await door.done({} if fault is None else to(Receiver(faults=[fault] * 1000)))
    assert [view.line for view in door.views if view.name == "report noted"] == [SAYS.sent(), SAYS.later()]
    assert [item.key for item in await door.waiting()] == ["k0"]


async def test_what_nobody_takes_is_said(door: Door) -> None:
    door.flow().chosen("power")
    await door.done(to(Receiver(faults=[Rejected("Unknown room.")])))
    assert (door.view.line, door.view.tone) == (SAYS.refused(), "bad")


async def test_the_same_problem_within_ten_minutes_is_one_report(door: Door) -> None:
    door.lanes = (WEBHOOK, COMMAND)
    receiver = Receiver()
    for wait, line in ((0, SAYS.sent()), (9, SAYS.before()), (2, SAYS.sent())):
        door.clock.at += timedelta(minutes=wait)
        door.flow().chosen("dirty")
        await door.done(to(receiver))
        assert door.view.line == line
        door.work.clear()
    assert receiver.tried == ["k0", "k0", "k2", "k2"]


async def test_another_problem_is_another_report(door: Door) -> None:
    for kind in ("light", "power"):
        door.flow().chosen(kind)
        await door.done()
    assert len(await door.waiting()) == 2


async def test_a_double_tap_is_one_report(door: Door) -> None:
    flow = door.flow()
    flow.chosen("light")
    flow.chosen("light")
    flow.chosen("power")
    await door.done()
    assert [document_of(item)["kind"] for item in await door.waiting()] == ["light"]


async def test_something_else_is_typed(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    flow = door.flow()
    flow.chosen("other")
    flow.typed("Ada\u202e lost\n a <b>ring</b>")
    assert door.view.entry is not None
    assert door.view.entry.text.startswith("Ada")
    flow.chosen("send")
    await door.done()
    (item,) = await door.waiting()
    text = document_of(item)["text"]
    assert text.startswith("Ada lost a <")
    assert "<b>" not in text
    assert "Ada" not in caplog.text
    assert "Ada" not in repr(item)


@pytest.mark.parametrize("text", ["", "   ", "\u202e\n"])
async def test_no_words_are_asked_for_again(door: Door, text: str) -> None:
    flow = door.flow()
    flow.chosen("other")
    flow.typed(text)
    flow.entered()
    assert (door.view.name, door.view.note) == ("report text", SAYS.text_empty())
    flow.typed("A")
    assert door.view.note == ""
    assert door.work == []


async def test_too_many_words_are_cut(door: Door) -> None:
    flow = door.flow()
    flow.chosen("other")
    flow.typed("x" * 5000)
    flow.entered()
    await door.done()
    (item,) = await door.waiting()
    assert len(document_of(item)["text"]) == 120


async def test_back_leads_from_the_words_to_the_kinds(door: Door) -> None:
    flow = door.flow()
    flow.chosen("other")
    flow.back()
    assert door.view.name == "report"
    flow.back()
    assert door.view.name == "report"


async def test_a_disk_that_does_not_take_it_gets_no_thanks(door: Door) -> None:
    door.folder.write_text("a file where a folder is meant")
    flow = door.flow()
    flow.chosen("light")
    await door.done()
    assert (door.view.name, door.view.tone) == ("report failed", "bad")
    assert SAYS.noted() not in [view.title for view in door.views]
    door.folder.unlink()
    flow.chosen("again")
    await door.done()
    assert door.view.title == SAYS.noted()
    assert len(await door.waiting()) == 1


async def test_a_renamed_room_is_reported_by_its_new_name(door: Door) -> None:
    flow = door.flow()
    agenda = Agenda(replace(ROOM, name="Library"), as_of=door.clock.at)
    flow.changed(derive(agenda, door.clock.at, Policy()), agenda)
    flow.chosen("light")
    await door.done()
    (item,) = await door.waiting()
    assert document_of(item)["room"] == "Library"


async def test_what_is_no_answer_to_the_question_does_nothing(door: Door) -> None:
    flow = door.flow()
    for key in ("send", "again", "", "TOO_COLD", "x"):
        flow.chosen(key)
    flow.typed("x")
    flow.entered()
    flow.closed()
    assert door.names == ["report"]
