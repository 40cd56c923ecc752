"""The real program with a look of the building's own: as its file says, or with a sentence, or as well as it can."""

from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtGui import QColor, QImage

from tests.app.conftest import AT
from tests.app.programs import kiosk
from tests.theme.test_file import ACME

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A config that names a theme, and the theme beside it."""
    copytree(ACME.parent, tmp_path / "acme")
    (tmp_path / "acme" / "config.toml").write_text(
        '[server]\ndemo = true\n[panel]\ntheme = "acme.toml"\n[reception]\ntheme = "acme.toml"\n'
    )
    return tmp_path / "acme"


def drawn(file: Path) -> str:
    """The colour of the field at its left edge."""
    return QColor(QImage(str(file)).pixel(20, 400)).name().upper()


def picture(folder: Path, home: Path, *options: str, face: str = "panel", **more: str) -> tuple[int, str, str]:
    output = folder / "picture.png"
    output.unlink(missing_ok=True)
    done = kiosk("screenshot", face, "--at", AT, "--output", str(output), *options, home=home, **more)
    return done.returncode, done.stderr, drawn(output) if output.exists() else ""


def test_a_theme_is_worn_by_config_and_by_option(folder: Path, home: Path) -> None:
    copytree(folder, home, dirs_exist_ok=True)  # where the command is run
    code, says, colour = picture(folder, home, "--config", str(folder / "config.toml"))
    assert (code, says) == (0, "")
    assert colour in {"#00695C", "#7A5200", "#8E2A5B", "#44525E"}
    assert picture(folder, home, "--demo", "--theme", "acme.toml", face="lobby")[2] == "#0A1F2B"


def test_a_bad_theme_is_refused_where_somebody_reads_it_and_left_out_on_a_wall(folder: Path, home: Path) -> None:
    theme = folder / "acme.toml"
    theme.write_text(theme.read_text().replace("#00695C", "#00A0FF"))
    config = ("--config", str(folder / "config.toml"))
    code, says, _ = picture(folder, home, *config)
    assert code == 2
    assert "a contrast of 2.81; it needs 4.5; the nearest free that would do is #" in says

    code, says, colour = picture(folder, home, *config, NOTIFY_SOCKET=str(home / "none"))
    assert code == 0
    assert colour in {"#0B7A4B", "#8F5B00", "#B3261E", "#4A5560"}
    assert "a contrast of 2.81" in says


def test_a_theme_that_is_gone_darkens_nothing(folder: Path, home: Path) -> None:
    (folder / "acme.toml").unlink()
    code, says, colour = picture(folder, home, "--config", str(folder / "config.toml"))
    assert code == 0
    assert colour in {"#0B7A4B", "#8F5B00", "#B3261E", "#4A5560"}
    assert "acme.toml: the file: no such file" in says
