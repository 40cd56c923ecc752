"""`kiosk screenshot`: the same data give the same picture, and no data break it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.app.bookings import book
from tests.app.conftest import AT
from tests.app.programs import config_file, kiosk, local_server

pytestmark = pytest.mark.slow

NASTY = {
    "markup": '<img src=""><img src="http://127.0.0.1:9/x.png"><b>bold</b>' * 20,
    "endless": "A" * 10_000,
    "words": "Planning the planning of the plan " * 290,
    "arabic": "اجتماع مراجعة الميزانية السنوية للقسم \u202eRTL\u202c " * 10,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🎉" * 60,
    "combining": "Z" + "\u0351\u0352\u035b" * 300 + "algo",
    "controls": "one\r\ntwo\tthree\x00\x07\u2028four",
}


@pytest.mark.parametrize("size", ["1280x800", "800x480", "480x800"])
def test_two_pictures_of_one_instant_are_equal(home: Path, tmp_path: Path, demo_server: str, size: str) -> None:
    config = str(config_file(tmp_path, demo_server, kind="local"))
    files = [tmp_path / f"{name}.png" for name in ("first", "second")]
    for file in files:
        arguments = ("panel", "--output", str(file), "--size", size, "--at", AT, "--config", config)
        done = kiosk("screenshot", *arguments, home=home)
        assert (done.returncode, done.stderr) == (0, "")
    first, second = (QImage(str(file)) for file in files)
    assert f"{first.width()}x{first.height()}" == size
    assert first == second


@pytest.mark.parametrize("kind", NASTY)
def test_no_subject_breaks_the_picture(home: Path, tmp_path: Path, kind: str) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _):
        start = datetime.now(UTC) - timedelta(minutes=5)
        book(url, "2", start, timedelta(hours=1), NASTY[kind])
        file = tmp_path / "picture.png"
        config = str(config_file(tmp_path, url, kind="local", room="2"))
        done = kiosk("screenshot", "panel", "--output", str(file), "--config", config, home=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert QImage(str(file)).pixel(20, 400) == 0xFFB3261E


def test_a_folder_that_does_not_exist_is_named(home: Path, tmp_path: Path) -> None:
    done = kiosk("screenshot", "panel", "--output", str(tmp_path / "no" / "x.png"), home=home)
    assert done.returncode == 2
    assert "x.png" in done.stderr


def test_a_sheet_is_drawn_over_the_door_and_one_that_is_not_to_be_had_is_told_from_one_that_is_none(
    home: Path, tmp_path: Path
) -> None:
    plain, more = tmp_path / "plain.png", tmp_path / "more.png"
    over: tuple[tuple[Path, tuple[str, ...]], ...] = ((plain, ()), (more, ("--sheet", "more")))
    for file, named in over:
        arguments = ("panel", "--demo", "--output", str(file), "--size", "800x480", "--at", AT, *named)
        assert kiosk("screenshot", *arguments, home=home).returncode == 0
    assert QImage(str(plain)).pixel(780, 470) != QImage(str(more)).pixel(780, 470)
    for sheet, sentence in (
        ("cancel", 'does not offer "cancel" at this moment'),
        ("sofa", 'no sheet "sofa"; sheets are'),
    ):
        arguments = ("panel", "--demo", "--output", str(tmp_path / "x.png"), "--at", AT, "--sheet", sheet)
        done = kiosk("screenshot", *arguments, home=home)
        assert done.returncode == 2
        assert sentence in done.stderr


def test_the_air_of_the_room_is_in_the_picture_where_the_config_wants_it(
    home: Path, tmp_path: Path, demo_server: str
) -> None:
    """Room 1 has a sensor, room 2 has none."""
    pictures = []
    for room in ("1", "2"):
        for wanted in ("true", "false"):
            file = tmp_path / f"{room}{wanted}.png"
            config = config_file(tmp_path, demo_server, kind="local", room=room, more=f"show_environment = {wanted}\n")
            arguments = ("panel", "--output", str(file), "--at", AT, "--config", str(config))
            assert kiosk("screenshot", *arguments, home=home).returncode == 0
            pictures.append(QImage(str(file)))
    assert pictures[0] != pictures[1]
    assert pictures[2] == pictures[3]
