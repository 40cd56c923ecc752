"""Staff at the reception: nothing without the PIN, who is in, the list as a file, and what is still on its way."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.visiting import Present
from kiosk.flows.staff import StaffFlow, StaffRoom
from kiosk.phrases.staff import StaffPhrases
from kiosk.setup.pin import PinFiles, PinLock
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.outbox_item import Lane, Waiting
from kiosk.wording import Words
from tests.flows.stand import Stand
from tests.visits.house import NOW, DeskClock, visit

PIN = "2580"
SAYS = StaffPhrases(Words("en"), ZoneInfo("Europe/Berlin"))
IN = (Present(visit(), NOW - timedelta(minutes=14)), Present(visit(8, "OTHERS", None), NOW))


class Backroom:
    """Who is in and what waits, as the test says; `broken`: the disk does not answer."""

    def __init__(
        self, present: Sequence[Present] = IN, waiting: Sequence[Waiting] = (), *, broken: bool = False
    ) -> None:
        self._present, self._waiting, self._broken = tuple(present), tuple(waiting), broken
        self.saved: list[str] = []
        self.again = 0

    async def present(self) -> tuple[Present, ...]:
        if self._broken:
            raise OutboxError("no disk")
        return self._present

    async def waiting(self) -> tuple[Waiting, ...]:
        return self._waiting

    async def send_again(self) -> None:
        self.again += 1

    async def check_out(self, one: Present) -> None:
        self._present = tuple(other for other in self._present if other is not one)

    async def save(self, text: str) -> str:
        if self._broken:
            raise OSError("full")
        self.saved.append(text)
        return "roll-call.csv"


def lock(folder: Path, pin: str | None = PIN) -> PinLock:
    made = PinLock(PinFiles(folder), DeskClock())
    if pin is not None:
        made.choose(pin)
    return made


async def opened(folder: Path, backroom: Backroom | None = None, typed: str = PIN) -> tuple[StaffFlow, Stand]:
    flow = StaffFlow(StaffRoom(lock(folder), backroom or Backroom(), SAYS, lambda: NOW))
    stand = Stand()
    flow.begin(stand)
    flow.typed(typed)
    flow.chosen("next")
    await stand.settle()
    return flow, stand


async def test_the_pin_opens_the_list_of_who_is_in(tmp_path: Path) -> None:
    _, stand = await opened(tmp_path)
    assert stand.view.name == "staff-roll"
    assert [row.title for row in stand.view.rows] == ["Ada Lovelace", "Without a name"]
    assert stand.view.rows[0].trailing == "since 13:46"
    assert "Grace Hopper" in stand.view.rows[0].detail


async def test_a_wrong_pin_shows_nothing(tmp_path: Path) -> None:
    _, stand = await opened(tmp_path, typed="1111")
    assert stand.view.name == "staff-pin"
    assert stand.view.note
    assert not any("Ada" in repr(one) for one in stand.shown)


async def test_where_no_pin_was_chosen_nobody_gets_in_and_nobody_chooses_one(tmp_path: Path) -> None:
    flow, stand = StaffFlow(StaffRoom(lock(tmp_path, None), Backroom(), SAYS, lambda: NOW)), Stand()
    flow.begin(stand)
    assert stand.view.entry is None
    assert "kiosk pin set" in stand.view.note
    flow.typed(PIN)
    flow.entered()
    assert not stand.working


async def test_a_sheet_that_was_closed_asks_for_the_pin_again(tmp_path: Path) -> None:
    flow, stand = await opened(tmp_path)
    flow.closed()
    flow.chosen("save")
    assert not stand.working
    again = Stand()
    flow.begin(again)
    assert again.view.name == "staff-pin"
    assert not again.view.rows


async def test_an_answer_after_the_sheet_was_closed_is_not_shown(tmp_path: Path) -> None:
    flow, stand = StaffFlow(StaffRoom(lock(tmp_path), Backroom(), SAYS, lambda: NOW)), Stand()
    flow.begin(stand)
    flow.typed(PIN)
    flow.entered()
    flow.closed()
    await stand.settle()
    assert not any("Ada" in repr(one) for one in stand.shown)


async def test_the_list_is_kept_as_a_file_with_all_that_is_known(tmp_path: Path) -> None:
    backroom = Backroom()
    flow, stand = await opened(tmp_path, backroom)
    flow.chosen("save")
    await stand.settle()
    assert "roll-call.csv" in stand.view.line
    assert backroom.saved[0].splitlines()[1].startswith("Ada Lovelace,,Grace Hopper,2026-11-20 13:46+01:00")


async def test_somebody_who_left_without_a_word_is_checked_out(tmp_path: Path) -> None:
    flow, stand = await opened(tmp_path)
    flow.chosen("in-0")
    assert stand.view.title == "Ada Lovelace"
    flow.back()
    await stand.settle()
    flow.chosen("in-0")
    flow.chosen("leave")
    await stand.settle()
    assert [row.title for row in stand.view.rows] == ["Without a name"]


async def test_a_line_that_is_gone_opens_nothing(tmp_path: Path) -> None:
    flow, stand = await opened(tmp_path)
    for key in ("in-7", "in-", "in-x", "in--1", "out-0", ""):
        flow.chosen(key)
        assert stand.view.name == "staff-roll"


async def test_a_disk_that_fails_is_said_and_nothing_breaks(tmp_path: Path) -> None:
    flow, stand = await opened(tmp_path, Backroom(broken=True))
    assert stand.view.title == "The list cannot be read at the moment."
    flow.chosen("post")
    await stand.settle()
    assert stand.view.name == "staff-post"


async def test_what_is_on_its_way_is_told_and_what_failed_is_sent_again(tmp_path: Path) -> None:
    waiting = (
        Waiting(Lane("host.mail", "1"), 1, NOW - timedelta(minutes=5), "unreachable", 0),
        Waiting(Lane("host.mail", "2"), 1, NOW, "", 2),
        Waiting(Lane("visit", "h"), 0, None, "", 0),
    )
    backroom = Backroom(waiting=waiting)
    flow, stand = await opened(tmp_path, backroom)
    flow.chosen("post")
    await stand.settle()
    assert len(stand.view.rows) == 1
    assert stand.view.rows[0].detail == "2 are waiting · 2 could not be delivered"
    assert stand.view.rows[0].trailing == "since 13:55"
    flow.chosen("again")
    await stand.settle()
    assert backroom.again == 1
    flow.back()
    await stand.settle()
    assert stand.view.name == "staff-roll"


@pytest.mark.parametrize("present", [(), IN])
async def test_paper_is_offered_only_where_there_is_a_printer_and_somebody_is_in(
    tmp_path: Path, present: Sequence[Present]
) -> None:
    asked: list[int] = []

    async def prints(who: Sequence[Present]) -> bool:
        asked.append(len(who))
        return False

    flow, stand = StaffFlow(StaffRoom(lock(tmp_path), Backroom(present), SAYS, lambda: NOW, prints)), Stand()
    flow.begin(stand)
    flow.typed(PIN)
    flow.entered()
    await stand.settle()
    assert ("print" in {one.key for one in stand.view.choices}) is bool(present)
    if present:
        flow.chosen("print")
        await stand.settle()
        assert asked == [2]
        assert stand.view.note == "The printer did not take it."
