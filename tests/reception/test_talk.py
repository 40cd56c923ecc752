"""A visitor and a real desk: written down before it is said, wiped in time; what came too late is not believed."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.reception_events import (
    Back,
    Closed,
    CodeWanted,
    Confirmed,
    HostChosen,
    KeyPressed,
    LanguageChosen,
    Scanned,
    Submitted,
    TextChanged,
    Tick,
    Touched,
    WalkInWanted,
)
from kiosk.domain.reception_steps import (
    Done,
    EnteringCode,
    Greeting,
    Habits,
    HouseRules,
    Idle,
    Locked,
    LookingUp,
    NotKept,
    Page,
    Refused,
    WalkIn,
)
from kiosk.domain.visit import BadgeState
from kiosk.domain.visiting import Act, Outcome
from kiosk.viewmodels.reception_parts import Aside, Badge
from tests.reception.visitors import ADA, Counter, counter
from tests.visits.house import House, unreachable


def in_the_way(folder: Path, file: Path) -> Path:
    """A folder where the file belongs."""
    for beside in folder.iterdir():
        beside.unlink()
    file.mkdir()
    return file


async def arrived(tmp_path: Path) -> Counter:
    one = counter(tmp_path)
    await one.happens(Scanned("FJUEIW"))
    await one.happens(Confirmed())
    return one


async def test_six_keys_lead_to_the_greeting_and_one_press_to_the_disk(tmp_path: Path) -> None:
    one = counter(tmp_path)
    await one.happens(CodeWanted(), *(KeyPressed(letter) for letter in "fjueiw"))
    assert isinstance(one.step, Greeting)
    assert one.step.visit.visitor == "Ada Lovelace"

    await one.happens(Confirmed())
    assert isinstance(one.step, Done)
    assert one.step.receipt.outcome is Outcome.CHECKED_IN
    assert [present.visit.visitor for present in await one.at.desk.present()] == ["Ada Lovelace"]


async def test_nothing_is_said_before_it_is_on_the_disk(tmp_path: Path) -> None:
    one = counter(tmp_path)
    await one.happens(Scanned("FJUEIW"))
    one.talk.tell(Confirmed())
    assert not isinstance(one.step, Done)
    assert await one.at.desk.present() == ()
    await one.settle()
    assert isinstance(one.step, Done)


async def test_the_same_badge_leaves_again(tmp_path: Path) -> None:
    one = await arrived(tmp_path)
    await one.happens(Closed(), CodeWanted(Act.LEAVE), Scanned("FJUEIW"))
    assert isinstance(one.step, Greeting)
    assert one.step.act is Act.LEAVE
    await one.happens(Confirmed())
    assert isinstance(one.step, Done)
    assert one.step.receipt.outcome is Outcome.CHECKED_OUT
    assert await one.at.desk.present() == ()


async def test_a_full_disk_keeps_the_visitor_at_the_desk_and_may_be_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    one = counter(tmp_path)
    await one.happens(Scanned("FJUEIW"))
    folder = in_the_way(tmp_path, one.at.desk.book.outbox.file.path)
    with caplog.at_level(logging.WARNING):
        await one.happens(Confirmed())
    assert isinstance(one.step, NotKept)
    assert "Lovelace" not in caplog.text
    folder.rmdir()
    await one.happens(Confirmed())
    assert isinstance(one.step, Done)


async def test_while_nobody_can_be_asked_a_code_is_taken_down(tmp_path: Path) -> None:
    one = counter(tmp_path, House(down=unreachable()))
    await one.happens(Scanned("FJUEIW"))
    assert isinstance(one.step, Done)
    assert one.step.receipt.outcome is Outcome.OFFLINE_RECORDED
    assert one.step.receipt.visit is None


async def test_too_many_guesses_are_locked(tmp_path: Path) -> None:
    one = counter(tmp_path)
    for letter in "ABCDE":
        await one.happens(Scanned(f"WRONG{letter}"))
        assert isinstance(one.step, Refused)
    await one.happens(Scanned("FJUEIW"))
    assert isinstance(one.step, Locked)


async def test_an_answer_that_comes_after_the_visitor_went_away_is_not_shown(tmp_path: Path) -> None:
    one = counter(tmp_path)
    one.talk.tell(Scanned("FJUEIW"))
    assert isinstance(one.step, LookingUp)
    one.talk.tell(Back())
    await one.settle()
    assert isinstance(one.step, Idle)
    assert not any("Ada" in repr(talk.step) for talk, _ in one.shown)


@pytest.mark.parametrize(("seconds", "step"), [(9.9, Done), (10.0, Idle)])
async def test_a_finished_step_is_wiped_when_its_time_is_over(tmp_path: Path, seconds: float, step: type) -> None:
    one = await arrived(tmp_path)
    one.at.clock.at += timedelta(seconds=seconds)
    await one.happens(Tick())
    assert isinstance(one.step, step)


async def test_thirty_seconds_without_a_touch_wipe_any_step_and_its_language(tmp_path: Path) -> None:
    one = counter(tmp_path)
    await one.happens(LanguageChosen("de"), Scanned("FJUEIW"))
    one.at.clock.at += timedelta(seconds=29)
    await one.happens(Touched())
    one.at.clock.at += timedelta(seconds=29)
    await one.happens(Tick())
    assert isinstance(one.step, Greeting)
    assert one.talk.now.language == "de"
    one.at.clock.at += timedelta(seconds=1)
    await one.happens(Tick())
    assert isinstance(one.step, Idle)
    assert one.talk.now.language is None
    assert "Ada" not in repr(one.talk.now)


async def test_time_passes_only_while_somebody_is_there(tmp_path: Path) -> None:
    one = counter(tmp_path)
    running = asyncio.create_task(one.talk.run())
    await asyncio.sleep(0)
    shown = len(one.shown)
    for _ in range(20):
        await asyncio.sleep(0)
    assert len(one.shown) == shown
    one.talk.tell(CodeWanted())
    one.at.clock.at += timedelta(seconds=31)
    while not isinstance(one.step, Idle):  # noqa: ASYNC110 - the talk itself is what runs meanwhile
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_the_host_is_told_of_where_there_is_a_way(tmp_path: Path) -> None:
    one = await arrived(tmp_path)
    assert one.aside.telling
    alone = counter(tmp_path / "alone", House({"7": replace(ADA, host=None)}))
    await alone.happens(Scanned("FJUEIW"))
    await alone.happens(Confirmed())
    assert isinstance(alone.step, Done)
    assert not alone.aside.telling


async def test_a_badge_is_followed_and_belongs_to_its_arrival(tmp_path: Path) -> None:
    async def printed(_key: str) -> AsyncIterator[Badge]:
        yield "printing"
        yield "printed"

    one = counter(tmp_path, badges=printed)
    await one.happens(Scanned("FJUEIW"))
    await one.happens(Confirmed())
    badges = [aside.badge for _, aside in one.shown]
    assert badges[-1] == "printed"
    assert "printing" in badges
    await one.happens(Closed(), Scanned("FJUEIW"))
    assert one.aside == Aside()


async def test_somebody_without_an_appointment_names_a_host_and_is_in(tmp_path: Path) -> None:
    one = counter(tmp_path, habits=Habits(house_rules=True))
    await one.happens(WalkInWanted(), TextChanged("Mary Shelley"), Submitted(), Submitted(), TextChanged("gr"))
    assert isinstance(one.step, WalkIn)
    assert [host.name for host in one.step.hosts] == ["Grace Hopper"]
    await one.happens(HostChosen(one.step.hosts[0]), Submitted())
    assert isinstance(one.step, HouseRules)
    await one.happens(Confirmed())
    assert isinstance(one.step, Done)
    assert [present.visit.visitor for present in await one.at.desk.present()] == ["Mary Shelley"]


async def test_only_the_last_of_several_searches_is_asked(tmp_path: Path) -> None:
    one = counter(tmp_path)
    await one.happens(WalkInWanted(), TextChanged("Mary"), Submitted(), Submitted())
    one.talk.tell(TextChanged("gr"))
    assert one.aside.searching
    await one.happens(TextChanged("gra"))
    assert not one.aside.searching
    assert isinstance(one.step, WalkIn)
    assert one.step.page is Page.HOST


async def test_a_press_that_leads_nowhere_gets_a_hint_until_something_is_typed(tmp_path: Path) -> None:
    one = counter(tmp_path)
    await one.happens(WalkInWanted(), Submitted())
    assert one.aside.stuck
    await one.happens(Touched())
    assert one.aside.stuck
    await one.happens(TextChanged("M"))
    assert not one.aside.stuck


async def test_a_visit_that_was_cancelled_is_refused_with_its_reason(tmp_path: Path) -> None:
    one = counter(tmp_path, House({"7": replace(ADA, state=BadgeState.CANCELLED)}))
    await one.happens(CodeWanted(), Scanned("FJUEIW"))
    assert isinstance(one.step, Refused)
    assert one.step.outcome is Outcome.CANCELLED
    await one.happens(CodeWanted())
    assert isinstance(one.step, EnteringCode)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "\x00\x1b[2J\x07",
        "https://evil.example/",
        "https://evil.example/" + "a" * 5000,
        "\u202eFJUEIW",
        " ",
    ],
)
async def test_whatever_a_scanner_reads_nothing_breaks_and_nobody_gets_in(tmp_path: Path, text: str) -> None:
    one = counter(tmp_path)
    await one.happens(Scanned(text))
    assert isinstance(one.step, Refused)
    assert one.step.outcome is Outcome.NOT_FOUND
    assert await one.at.desk.present() == ()


async def test_a_second_scan_is_not_heard_while_the_first_is_looked_up(tmp_path: Path) -> None:
    one = counter(tmp_path)
    one.talk.tell(Scanned("WRONGA"))
    await one.happens(Scanned("FJUEIW"))
    assert isinstance(one.step, Refused), "what comes while one is being looked up is not heard"
    await one.happens(Scanned("FJUEIW"))
    assert isinstance(one.step, Greeting)
