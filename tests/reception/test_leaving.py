"""Two scanners at once, and a visitor who lost the badge: at a real desk, with a real book."""

from pathlib import Path

import pytest

from kiosk.domain.reception_events import (
    Back,
    Closed,
    CodeWanted,
    Confirmed,
    KeyPressed,
    NameWanted,
    Scanned,
    Submitted,
    TextChanged,
)
from kiosk.domain.reception_steps import Done, Greeting, Refused
from kiosk.domain.visiting import Act, Outcome
from tests.reception.visitors import counter


@pytest.mark.parametrize("mixed", ["FKJXUQEWIMWN", "FJUEIWKXQWMN", "FJUEIW KXQWMN", "FJUuid-7-EIWFJUEIW"])
async def test_two_scanners_whose_letters_are_mixed_let_nobody_in_and_may_be_used_again(
    tmp_path: Path, mixed: str
) -> None:
    one = counter(tmp_path)
    await one.happens(Scanned(mixed))
    assert isinstance(one.step, Refused)
    assert one.step.outcome is Outcome.NOT_FOUND
    await one.happens(Scanned("FJUEIW"))
    assert isinstance(one.step, Greeting)


async def test_somebody_who_lost_the_badge_leaves_by_name_and_code(tmp_path: Path) -> None:
    one = counter(tmp_path)
    await one.happens(Scanned("FJUEIW"))
    await one.happens(Confirmed())
    assert len(await one.at.desk.present()) == 1

    await one.happens(Closed(), CodeWanted(Act.LEAVE), NameWanted(), Submitted())
    assert one.aside.stuck, "no name was typed"
    await one.happens(TextChanged("Grace"))
    assert not one.aside.stuck
    await one.happens(Submitted(), Scanned("FJUEIW"))
    assert isinstance(one.step, Refused)
    await one.happens(Back(), TextChanged("lovelace"), Submitted(), *[KeyPressed(key) for key in "FJUEIW"])
    assert isinstance(one.step, Greeting)
    await one.happens(Confirmed())
    assert isinstance(one.step, Done)
    assert await one.at.desk.present() == ()
