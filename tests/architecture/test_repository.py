"""What is kept under version control says nothing of any one machine, and carries its licences."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, tracked_files

FONTS = {".ttf", ".otf", ".woff2"}
# Put together from pieces, so that this file does not name what it looks for.
MACHINE_PATHS = re.compile(r"(?<![\w.:}-])/(?:home/[a-z]|Users/[A-Za-z]|root/|work/)")
PACKAGE_INDEX = re.compile(
    "|".join(["py" + r"pi\.org", "python" + "hosted", "--(?:extra-)?index" + "-url", "dev" + "pi"])
)
PINNED = re.compile(r"^[a-z0-9][a-z0-9.-]*==\S+", re.MULTILINE)


def test_no_file_names_a_place_on_one_machine() -> None:
    assert not [where(path) for path, text in texts() if MACHINE_PATHS.search(text)]


def test_no_file_names_a_package_index() -> None:
    assert not [where(path) for path, text in texts() if PACKAGE_INDEX.search(text)]


@pytest.mark.parametrize("line", ["open('/home/" + "ada/x')", '"/work' + '/main"', "cp /root" + "/x y"])
def test_a_planted_machine_path_is_caught(line: str) -> None:
    assert MACHINE_PATHS.search(line)


@pytest.mark.parametrize("line", ["/etc/kiosk/token", "/api/external/home/x", "https://a.example/work/1", "$HOME/x"])
def test_an_ordinary_path_passes(line: str) -> None:
    assert not MACHINE_PATHS.search(line)


@pytest.mark.parametrize("line", ["--index" + "-url x", "https://py" + "pi.org/simple", "files.python" + "hosted.org"])
def test_a_planted_index_is_caught(line: str) -> None:
    assert PACKAGE_INDEX.search(line)


def test_every_font_has_its_licence_beside_it() -> None:
    fonts = [path for path in tracked_files() if path.suffix in FONTS]
    assert fonts
    assert not [where(path) for path in fonts if not licensed(path)]


def test_every_folder_with_icons_of_others_has_their_licence() -> None:
    icons = [path for path in tracked_files() if path.suffix == ".svg" and ROOT / "assets" in path.parents]
    others = {path.parent for path in icons if not path.name.startswith("room-kiosk")}
    assert not [where(folder) for folder in others if not list(folder.glob("LICENSE*"))]


def test_a_font_of_another_family_is_not_covered(tmp_path: Path) -> None:
    (tmp_path / "OFL-Inter.txt").write_text("SIL OPEN FONT LICENSE", encoding="utf-8")
    assert licensed(tmp_path / "InterDisplay-Bold.ttf")
    assert not licensed(tmp_path / "Roboto-Bold.ttf")


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_locked_package_has_hashes_and_no_address(name: str) -> None:
    lock = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    packages = PINNED.split(lock)[1:]
    assert len(packages) == len(PINNED.findall(lock)) > 10
    assert all("--hash=sha256:" in rest for rest in packages)
    assert "://" not in lock


def test_the_tests_lock_holds_the_programs_own_packages_at_the_same_versions() -> None:
    run, dev = ((ROOT / "requirements" / name).read_text(encoding="utf-8") for name in ("run.txt", "dev.txt"))
    assert set(PINNED.findall(run)) <= set(PINNED.findall(dev))


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "Makefile"])
def test_the_commands_that_are_promised_are_there(document: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    promised = set(re.findall(r"`?\bmake ([a-z-]+)`?", (ROOT / document).read_text(encoding="utf-8")))
    assert {"run", "test"} <= promised
    assert not [target for target in promised if not re.search(rf"^{target}:", makefile, re.MULTILINE)]


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", *sorted(p.name for p in (ROOT / "docs").glob("*.md"))]
)
def test_no_link_to_a_file_is_broken(document: str) -> None:
    path = ROOT / document if (ROOT / document).exists() else ROOT / "docs" / document
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert not [link for link in links if not (path.parent / link).exists()]


def test_the_packaging_folder_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), "it would hide the library of the same name"


def licensed(font: Path) -> bool:
    name = font.stem.replace("-", "")
    return any(
        name.startswith(text.stem.removeprefix("OFL").replace("-", ""))
        and "SIL OPEN FONT LICENSE" in text.read_text(encoding="utf-8").upper()
        for text in font.parent.glob("OFL*.txt")
    )


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" not in data[:8192]:
            found.append((path, data.decode("utf-8")))
    assert found
    return found


def where(path: Path) -> str:
    return str(path.relative_to(ROOT))
