"""Where Qt finds its fonts: the bundled ones first, the system's only as a last resort, none but ours for pictures.

Knows no screen. On Linux fontconfig is told by a file of our own; elsewhere the fonts are given to Qt one by one.
"""

import logging
import os
import sys
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from kiosk.fontfiles import LATIN, faulty
from kiosk.resources import assets
from kiosk.theme.dress import OURS, Typeface

TEXT, DISPLAY = "Inter", "Inter Display"
SCRIPTS = ("Noto Sans Hebrew", "Noto Sans Thai", "Noto Sans Arabic", "Noto Sans Devanagari")
EMOJI = "Noto Emoji"
_CJK = "Noto Sans CJK "
_SYSTEM = ("/usr/share/fonts", "/usr/local/share/fonts")
_FILES = ("Inter", "NotoSansCJK", "NotoEmoji", *(family.replace(" ", "") + "-" for family in SCRIPTS))
_log = logging.getLogger(__name__)
_ON_FONTCONFIG = sys.platform.startswith("linux")


def families(language: str) -> tuple[str, ...]:
    """The families for what Inter lacks, in the order for a BCP 47 tag: Han differs by language."""
    regions = ["JP", "SC", "TC", "KR"]
    own = _region(language)
    regions.sort(key=lambda region: region != own)
    return (*SCRIPTS, *(_CJK + region for region in regions), EMOJI)


def configure(cache: Path, *, system: bool) -> None:
    """Point fontconfig to a file of ours below `cache`, or below the temporary folder where that cannot be written.

    To be called before Qt starts. Where neither can be written, or ours are not whole, Qt goes by the system's fonts.
    """
    if faults := faulty(assets() / "fonts", LATIN):
        said = "The program's own fonts are missing or damaged (%s): the system's are shown. Install the program again."
        _log.error(said, ", ".join(faults))
        return
    if not _ON_FONTCONFIG:
        return
    for folder in (cache, Path(os.environ.get("TMPDIR", "/tmp")) / f"room-kiosk-{os.getuid()}"):  # noqa: S108 - ours
        path = folder / ("fonts-live.conf" if system else "fonts-own.conf")
        text = _configuration(folder / "fontconfig", system=system)
        try:
            _write(path, text)
        except OSError:
            continue
        os.environ["FONTCONFIG_FILE"] = str(path)
        return


def install(language: str, typeface: Typeface = OURS) -> None:
    """Tell Qt the order of the families, and the fonts themselves where fontconfig did not. After the application.

    `typeface` is what texts are set in; what it lacks is taken from ours, by the language.
    """
    own = () if "FONTCONFIG_FILE" in os.environ else _files()
    for file in (*own, *typeface.files):
        QFontDatabase.addApplicationFont(str(file))
    for family in {typeface.text, typeface.display} - {TEXT, DISPLAY}:
        QFont.insertSubstitution(family, TEXT)
    QGuiApplication.setFont(QFont(typeface.text))
    _order(language)


def reorder(language: str) -> None:
    """Another language while texts are on the screen: they are set anew, in its shapes."""
    _order(language)
    _come_and_go()


def _files() -> list[Path]:
    return sorted((assets() / "fonts").glob("*.?tf"))


def _order(language: str) -> None:
    foreign = [one for one in QFont.substitutions() if TEXT.lower() in QFont.substitutes(one)]
    for family in (TEXT, DISPLAY, *foreign):
        QFont.removeSubstitutions(family)
        usual = (TEXT, *families(language))
        QFont.insertSubstitutions(family, [name for name in usual if name.lower() != family.lower()])


def change(language: str) -> None:
    """Another language is shown from now on: Han characters come in its forms. Between the old texts and the new."""
    _order(language)
    _come_and_go()


def _come_and_go() -> None:
    """Qt forgets which font it took for what, and texts look at the order again, only when a font has come or gone."""
    smallest = min(_files(), key=lambda file: file.stat().st_size, default=None)
    if smallest is not None:
        QFontDatabase.removeApplicationFont(QFontDatabase.addApplicationFont(str(smallest)))


def _region(language: str) -> str:
    parts = language.lower().replace("_", "-").split("-")
    if parts[0] == "zh":
        return "TC" if {"hant", "tw", "hk", "mo"} & set(parts[1:]) else "SC"
    return {"ko": "KR"}.get(parts[0], "JP")


def _configuration(cache: Path, *, system: bool) -> str:
    own = assets() / "fonts"
    folders = (own, *(_SYSTEM if system else ()))
    caches = (*(("/var/cache/fontconfig",) if system else ()), cache)
    twins = "".join(f"<glob>{folder}/*/{name}*</glob>" for folder in _SYSTEM for name in _FILES)
    rules = "".join(
        f'<edit name="{name}" mode="assign"><{kind}>{value}</{kind}></edit>'
        for name, kind, value in (
            ("antialias", "bool", "true"),
            ("hinting", "bool", "false"),
            ("hintstyle", "const", "hintnone"),
            ("rgba", "const", "none"),
        )
    )
    return "\n".join(
        (
            '<?xml version="1.0"?>',
            '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
            "<fontconfig>",
            *(f"<dir>{_escaped(folder)}</dir>" for folder in folders),
            f"<selectfont><acceptfont><glob>{_escaped(own)}/*</glob></acceptfont></selectfont>",
            f"<selectfont><rejectfont>{twins}</rejectfont></selectfont>",
            *(f'<match target="{target}">{rules}</match>' for target in ("pattern", "font")),
            *(f"<cachedir>{_escaped(folder)}</cachedir>" for folder in caches),
            "</fontconfig>\n",
        )
    )


def _escaped(text: str | Path) -> str:
    return str(text).replace("&", "&amp;").replace("<", "&lt;")


def _write(path: Path, text: str) -> None:
    """Write only what differs; a panel that is cut off in the middle finds the old file or the new one."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
