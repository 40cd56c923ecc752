"""What a panel says of itself is read as it is written, and nothing that it may say is a mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.tags.codecs.opendisplay_config import PanelSays, Parts, panel_says
from tests.tags.emulators.panel_screen import settings_of


def test_the_display_is_found_after_packets_of_other_kinds() -> None:
    assert panel_says(settings_of(800, 480, parts=1, modes=0)) == PanelSays(800, 480, Parts.ANY, inflates=False)
    assert panel_says(settings_of(250, 122, parts=2, modes=1)) == PanelSays(250, 122, Parts.WHOLE, inflates=True)


@pytest.mark.parametrize(("parts", "scheme"), [(0, 0), (3, 0), (255, 0), (1, 1), (2, 4)])
def test_parts_are_drawn_only_by_panels_of_two_inks_that_say_so(parts: int, scheme: int) -> None:
    assert panel_says(settings_of(296, 128, parts=parts, scheme=scheme)) == PanelSays(
        296, 128, Parts.NONE, inflates=True
    )


def test_an_answer_that_breaks_off_says_nothing() -> None:
    whole = settings_of(296, 128, parts=1)
    assert all(panel_says(whole[:end]) is None for end in range(len(whole)))


def test_a_packet_of_a_kind_that_nobody_knows_ends_what_can_be_read() -> None:
    whole = settings_of(296, 128, parts=1)
    assert panel_says(whole[:3] + b"\0\x77" + whole[3:]) is None


@given(st.binary(max_size=200))
def test_nothing_that_a_panel_may_say_is_a_mistake(said: bytes) -> None:
    found = panel_says(said)
    assert found is None or found.parts in set(Parts)
