"""A panel with a look of its own: its settings name it and keep it; no other panel is told of a file it has not."""

from pathlib import Path

import pytest

from kiosk.config import THEMES
from kiosk.flows.setup_views import look_rows
from kiosk.i18n import languages
from kiosk.setup.code import code_text
from kiosk.setup.draft import Draft
from kiosk.setup.portable import portable
from tests.flows.setup.doors import phrases
from tests.setup.panels import config_at, device_at

OWN = "looks/acme.toml"


@pytest.mark.parametrize("language", languages())
def test_the_settings_name_it_first_and_beside_the_six(language: str) -> None:
    rows = look_rows(phrases(language), OWN, "set:")
    assert [row.key for row in rows] == [f"set:{one}" for one in (OWN, *THEMES)]
    assert [row.chosen for row in rows] == [True, *(False for _ in THEMES)]
    assert len({row.title for row in rows}) == len(rows)
    assert all(row.title != OWN for row in rows)


def test_who_wears_one_of_the_six_is_offered_those() -> None:
    rows = look_rows(phrases("en"), "calm-dark", "set:")
    assert [row.key for row in rows] == [f"set:{one}" for one in THEMES]


async def test_a_new_set_up_of_the_panel_keeps_it(tmp_path: Path) -> None:
    config = f'[backend]\nkind = "local"\n[panel]\nroom = "1"\ntheme = "{OWN}"\n'
    device = device_at(tmp_path, config=config)
    assert await device.set_up(device.draft(), {}) is None
    assert f'theme = "{OWN}"' in config_at(tmp_path).read_text()


def test_a_code_and_an_exported_set_up_do_not_name_it() -> None:
    assert "acme" not in code_text(Draft(kind="local", room="1", theme=OWN))
    assert "theme=calm-dark" in code_text(Draft(kind="local", theme="calm-dark"))
    table = {"panel": {"theme": OWN, "room": "1"}, "reception": {"theme": "calm-dark"}}
    assert portable(table) == {"panel": {"room": "1"}, "reception": {"theme": "calm-dark"}}
