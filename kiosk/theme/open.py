"""Reads a theme file for one face, judges it, and leaves out what is wrong, so that a screen can wear the rest."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.theme.dress import OURS, Dress, Typeface
from kiosk.theme.file import ThemeFile, read
from kiosk.theme.judged import judge
from kiosk.theme.letters import Font, lacking, letters_of, opened
from kiosk.theme.logo import troubles_of
from kiosk.theme.trouble import Trouble


def open_dress(path: Path, face: str, usual: str, language: str, *, purple: bool = False) -> Dress:
    """What the theme file at `path` makes of a face (`panel`, `lobby`, `reception`). Never fails.

    Colours with anything wrong among them are left out all together, as a look that is half changed may be unreadable;
    so are the logo and the letters, each on its own. `usual` is the look where the file names none, `language` that
    which the letters must have.
    """
    file = read(path)
    base = file.base_of(face) or usual
    judged = judge(file, base, purple=purple)
    logo, logo_troubles = _logo(file, base.partition("-")[2])
    typeface, font_troubles = _typeface(file, language)
    troubles = (*file.troubles, *judged.troubles, *logo_troubles, *font_troubles)
    spoilt = {one.part for one in troubles if one.bad}
    return Dress(
        base=base,
        colours={} if "colors" in spoilt else judged.own,
        logo=None if "logo" in spoilt else logo,
        typeface=OURS if "fonts" in spoilt else typeface,
        troubles=troubles,
    )


def _logo(file: ThemeFile, mode: str) -> tuple[Path | None, list[Trouble]]:
    """The picture for a mode, and what is wrong with any."""
    troubles = [one for key, picture in file.logo.items() for one in troubles_of(key, picture)]
    return file.logo.get(mode) or file.logo.get("file"), troubles


def _typeface(file: ThemeFile, language: str) -> tuple[Typeface, list[Trouble]]:
    """The families, and what is wrong with their files; the largest words are in the texts' letters, unless named."""
    fonts = {key: [_font(key, one) for one in files] for key, files in file.fonts.items()}
    troubles = [one for found in fonts.values() for one in found if isinstance(one, Trouble)]
    good = {key: [one for one in found if isinstance(one, Font)] for key, found in fonts.items()}
    letters = letters_of(language) if good else frozenset[str]()
    for key, found in good.items():
        troubles += _families(key, found)
        troubles += (one for font in found for one in lacking(font, key, language, letters))
    text, display = good.get("text", []), good.get("display", []) or good.get("text", [])
    files = tuple(dict.fromkeys(one.file for one in (*text, *display)))
    families = [found[0].family if found else usual for found, usual in zip((text, display), OURS[:2], strict=True)]
    return Typeface(families[0], families[1], files), troubles


def _font(key: str, file: Path) -> Font | Trouble:
    instead = "expected a font file (TTF or OTF)"
    try:
        return opened(file)
    except OSError as problem:
        found = f"{file.name}: {(problem.strerror or 'nothing').lower()}"
        return Trouble("fonts", f"[fonts] {key}", found, instead, gone=True)
    except ValueError as wrong:
        return Trouble("fonts", f"[fonts] {key}", f"{file.name} {wrong}", instead)


def _families(key: str, fonts: Sequence[Font]) -> Iterator[Trouble]:
    """Several files are the weights of one family."""
    names = dict.fromkeys(one.family for one in fonts)
    if len(names) > 1:
        yield Trouble(
            "fonts", f"[fonts] {key}", f"fonts of several families ({', '.join(names)})", "expected one family"
        )
