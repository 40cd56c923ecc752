"""Whatever is on the screen, half a minute without a touch ends it, and nothing of anybody is left."""

from datetime import timedelta

import pytest

from kiosk.domain.reception import advance, beginning
from kiosk.domain.reception_events import Tick
from kiosk.domain.reception_steps import Conversation
from tests.qml.reception_samples import AT, HABITS, STEPS

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("name", STEPS)
def test_half_a_minute_without_a_touch_ends_every_step(name: str) -> None:
    talk = Conversation(STEPS[name], AT, language="de", tickets=7)
    end = AT + HABITS.idle
    assert advance(talk, Tick(), end, HABITS) == (beginning(end, 7), ())


@pytest.mark.parametrize("name", [one for one in STEPS if not one.startswith(("in", "out", "kept"))])
def test_a_step_that_was_just_touched_stays(name: str) -> None:
    talk = Conversation(STEPS[name], AT)
    assert advance(talk, Tick(), AT + SECOND, HABITS)[0].step == STEPS[name]
