"""The page of every screen: it is what its list says, leaves none out, and its pictures are small."""

import pytest
from PIL import Image

from kiosk.config import THEMES
from kiosk.domain.state import Status
from kiosk.flows.settings_state import Page as SettingsPage
from kiosk.flows.setup_state import Step
from kiosk.flows.staff_views import Page as StaffPage
from kiosk.picture.sheets import SHEETS as KNOWN_SHEETS
from tests.docs.pages import ROOT
from tests.docs.screens import (
    DOOR,
    LOOKS,
    PICTURES,
    RECEPTION,
    SETTINGS,
    SETUP,
    SHEETS,
    SIGNS,
    STAFF,
    Chapter,
    files,
    page,
)
from tests.qml.reception_samples import STEPS

DOCS = ROOT / "docs"
LARGEST, ALL = 60_000, 2_000_000


def test_the_page_is_what_its_list_says() -> None:
    assert (DOCS / "screens.md").read_text(encoding="utf-8") == page(), "make screenshots writes it"


def test_every_picture_is_there_and_no_other() -> None:
    assert {one.name for one in (DOCS / PICTURES).iterdir()} == set(files())


@pytest.mark.parametrize(
    ("told", "every"),
    [
        (DOOR, {one.value for one in Status}),
        (LOOKS, set(THEMES)),
        (SETUP, {one.value for one in Step}),
        (SETTINGS, {one.value for one in SettingsPage}),
        (RECEPTION, set(STEPS)),
        (STAFF, {one.value for one in StaffPage}),
        (SIGNS, {one.value for one in Status}),
    ],
    ids=lambda one: getattr(one, "kind", ""),
)
def test_no_screen_is_left_out(told: Chapter, every: set[str]) -> None:
    assert every <= set(told.screens)


def test_no_sheet_is_left_out() -> None:
    assert not [one for one in KNOWN_SHEETS if not any(told.startswith(one) for told in SHEETS.screens)]


def test_pictures_are_small() -> None:
    pictures = [*(DOCS / "pictures").glob("*.png"), *(DOCS / PICTURES).glob("*.png")]
    assert not [one.name for one in pictures if one.stat().st_size > LARGEST]
    assert sum(one.stat().st_size for one in pictures) <= ALL
    for one in pictures:
        with Image.open(one) as image:
            assert image.mode == "P", one.name
