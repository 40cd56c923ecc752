"""`kiosk doctor` and the metrics say how a look of the building's own is."""

from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.checks.theme import theme_checks
from kiosk.clock import Clock
from kiosk.monitoring.health import Health, exposition
from kiosk.monitoring.monitor import open_monitor
from tests.theme.test_worn import change, folder, settings

__all__ = ["folder"]


def test_nothing_is_said_where_there_is_no_file(folder: Path) -> None:
    assert theme_checks(settings(folder, theme="bold-light")) == []


def test_a_good_file_is_told_by_the_looks_that_it_makes(folder: Path) -> None:
    found = theme_checks(settings(folder))
    assert [one.state for one in found] == ["good"] * 3
    assert found[0].says == "acme.toml on bold-dark: colours, a logo"
    assert found[0].do == "`kiosk theme check acme.toml` says what is worth knowing."


def test_what_is_wrong_is_told_once_with_what_to_do(folder: Path) -> None:
    change(folder, 'free = "#00695C"', 'fre = "#00695C"')
    (folder / "logo.svg").unlink()
    found = theme_checks(settings(folder))
    assert [(one.state, one.says, one.do) for one in found] == [
        ("bad", "acme.toml: [colors] fre: an unknown key", "the nearest known one is free"),
        ("bad", "acme.toml: [logo] file: logo.svg: no such file or directory", "expected a picture (SVG or PNG)"),
    ]
    assert {one.exit_code for one in found} == {2}


@pytest.mark.parametrize(("whole", "line"), [(True, " 1"), (False, " 0")])
def test_metrics_say_whether_it_is_worn_whole(*, whole: bool, line: str) -> None:
    with ExitStack() as stack:
        monitor = open_monitor(stack, "127.0.0.1:0", "panel", Clock(), theme_whole=whole)
        assert f"\nroom_kiosk_theme_whole{line}\n" in exposition(monitor.health())
    assert "\nroom_kiosk_theme_whole " not in exposition(Health("panel", timedelta()))
