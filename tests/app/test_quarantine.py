"""A meeting that was new on the screen when the panel died twice is shown as reserved, and no other is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.appointment import Appointment
from kiosk.supervision.quarantine import PROVEN_AFTER, Quarantine
from kiosk.sync.model import FeedState
from tests.sync.scripted import agenda, meeting
from tests.sync.virtual import VirtualClock, passing, simulate

OLD, BAD = meeting(0, 30, "old"), meeting(60, 90, "bad")


def state(*meetings: Appointment) -> FeedState:
    return FeedState((agenda(*meetings),))


def subjects(shown: FeedState) -> list[str | None]:
    return [one.subject for one in shown.agendas[0].appointments]


def run(
    folder: Path, meetings: tuple[Appointment, ...], end: Callable[[Quarantine], None], stays: float = 0.0
) -> list[str | None]:
    """One life of a panel that shows these; what it showed."""

    async def main() -> list[str | None]:
        quarantine = Quarantine(folder / "state" / "shown.json", VirtualClock())
        shown = quarantine.admit(state(*meetings))
        await passing(stays)
        end(quarantine)
        return subjects(shown)

    return simulate(main)


def dies(_: Quarantine) -> None:
    """Without a word."""


def proves(tmp_path: Path, *meetings: Appointment) -> None:
    run(tmp_path, meetings, Quarantine.well, PROVEN_AFTER)


def test_after_two_deaths_only_the_newcomer_has_lost_its_words_and_keeps_its_time(tmp_path: Path) -> None:
    proves(tmp_path, OLD)
    assert [run(tmp_path, (OLD, BAD), dies) for _ in range(2)] == [["About old", "About bad"]] * 2
    assert run(tmp_path, (OLD, BAD), dies) == ["About old", None]

    async def main() -> Appointment:
        shown = Quarantine(tmp_path / "state" / "shown.json", VirtualClock()).admit(state(OLD, BAD))
        return shown.agendas[0].appointments[1]

    held = simulate(main)
    assert held == replace(BAD, subject=None, private=True)


def test_it_stays_so_over_good_days_and_restarts_until_it_is_called_otherwise(tmp_path: Path) -> None:
    for _ in range(2):
        run(tmp_path, (BAD,), dies)
    proves(tmp_path, BAD, OLD)
    assert run(tmp_path, (BAD,), Quarantine.ended) == [None]
    renamed = replace(BAD, subject="Harmless")
    assert run(tmp_path, (renamed,), dies) == ["Harmless"]


@pytest.mark.parametrize("between", [Quarantine.ended, Quarantine.well], ids=["ended", "well"])
def test_one_death_alone_and_ends_that_were_wanted_hold_nothing_back(
    tmp_path: Path, between: Callable[[Quarantine], None]
) -> None:
    run(tmp_path, (BAD,), dies)
    run(tmp_path, (BAD,), between, PROVEN_AFTER)
    for _ in range(5):
        assert run(tmp_path, (BAD,), Quarantine.ended, 1.0) == ["About bad"]


def test_what_was_shown_for_less_than_a_minute_is_not_proven_by_a_good_beat(tmp_path: Path) -> None:
    for _ in range(2):
        run(tmp_path, (BAD,), Quarantine.well, PROVEN_AFTER / 2)
    assert run(tmp_path, (BAD,), dies) == [None]


def test_the_file_holds_no_words_and_does_not_grow(tmp_path: Path) -> None:
    for day in range(30):
        proves(tmp_path, *(meeting(one, one + 1, f"secret {day} {one}") for one in range(20)))
    text = (tmp_path / "state" / "shown.json").read_text()
    assert "secret" not in text
    assert len(text) < 1000


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"new": 3, "deaths": [], "proven": 1}'])
def test_a_record_that_cannot_be_read_holds_nothing_back(tmp_path: Path, text: str) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "shown.json").write_text(text)
    assert run(tmp_path, (OLD, BAD), dies) == ["About old", "About bad"]


def test_where_the_disk_takes_nothing_all_is_shown(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    assert [run(tmp_path, (BAD,), dies) for _ in range(4)] == [["About bad"]] * 4
