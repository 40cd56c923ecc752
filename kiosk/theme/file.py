"""Reads a theme file as it is written: names, kinds and colours are checked, nothing is judged yet. Never fails."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kiosk.theme.colours import parse
from kiosk.theme.names import BASES, COLOURS, FACES, FONTS, LOGO, MODES, SECTIONS
from kiosk.theme.trouble import Part, Trouble

_LARGEST = 1 << 18


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """What the file at `path` says, less what is wrong in it.

    `faces` are bases by face, `colours` colours by mode ("" for both) and name, `logo` files by key, `fonts` lists of
    them. Files are beside the theme file, unless they are absolute.
    """

    path: Path
    base: str = ""
    faces: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    logo: Mapping[str, Path] = field(default_factory=dict)
    fonts: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()

    def base_of(self, face: str) -> str:
        """The look that a face starts from; empty where the file does not say."""
        return self.faces.get(face, self.base)

    def colours_of(self, mode: str) -> dict[str, str]:
        """The colours for a mode, by their names."""
        return {**self.colours.get("", {}), **self.colours.get(mode, {})}


def read(path: Path) -> ThemeFile:
    """What the file says, or that it cannot be read."""
    try:
        raw = path.read_bytes()
        if len(raw) > _LARGEST:
            return _unreadable(path, "a very large file")
        table = tomllib.loads(raw.decode("utf-8"))
    except OSError as problem:
        return _unreadable(path, (problem.strerror or "nothing").lower(), gone=True)
    except UnicodeDecodeError:
        return _unreadable(path, "bytes that are not UTF-8")
    except (ValueError, RecursionError) as problem:
        return _unreadable(path, f"a mistake in its TOML ({problem})")
    return _Reader(path).file(table)


def _unreadable(path: Path, found: str, *, gone: bool = False) -> ThemeFile:
    return ThemeFile(path, troubles=(Trouble("file", "the file", found, "expected a theme file (TOML)", gone=gone),))


class _Reader:
    """Collects what is wrong on the way."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._troubles: list[Trouble] = []

    def file(self, table: Mapping[str, Any]) -> ThemeFile:
        self._unknown("file", "", table, SECTIONS)
        faces, logo, fonts = (self._table(table, name) for name in ("faces", "logo", "fonts"))
        base = self._base("base", table["base"]) if "base" in table else self._missing()
        self._unknown("file", "[faces] ", faces, FACES)
        self._unknown("logo", "[logo] ", logo, LOGO)
        self._unknown("fonts", "[fonts] ", fonts, FONTS)
        return ThemeFile(
            path=self._path,
            base=base,
            faces={
                face: good for face in FACES if face in faces and (good := self._base(f"[faces] {face}", faces[face]))
            },
            colours=self._colours(self._table(table, "colors")),
            logo={key: good for key in LOGO if key in logo for good in self._files("logo", key, logo[key])[:1]},
            fonts={key: self._files("fonts", key, fonts[key]) for key in FONTS if key in fonts},
            troubles=tuple(self._troubles),
        )

    def _table(self, table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        found = table.get(name, {})
        if isinstance(found, dict):
            return found
        self._trouble("file", f"[{name}]", _told(found), "expected a table")
        return {}

    def _missing(self) -> str:
        self._trouble("file", "base", "nothing", f"expected the look it starts from: {_listed(BASES)}")
        return ""

    def _base(self, key: str, found: object) -> str:
        if isinstance(found, str) and found in BASES:
            return found
        self._trouble("file", key, _told(found), f"expected {_listed(BASES)}" + _near(str(found), BASES))
        return ""

    def _colours(self, table: Mapping[str, Any]) -> dict[str, dict[str, str]]:
        inner = {mode: table.get(mode, {}) for mode in MODES}
        plain = {key: value for key, value in table.items() if key not in MODES}
        found = {"": self._mode("[colors] ", plain)}
        for mode, values in inner.items():
            if isinstance(values, dict):
                found[mode] = self._mode(f"[colors.{mode}] ", values)
            else:
                self._trouble("colors", f"[colors.{mode}]", _told(values), "expected a table of colours")
        return found

    def _mode(self, section: str, table: Mapping[str, Any]) -> dict[str, str]:
        self._unknown("colors", section, table, COLOURS)
        found = {}
        for key in (key for key in table if key in COLOURS):
            try:
                found[key] = parse(str(table[key]))
            except ValueError:
                self._trouble("colors", section + key, _told(table[key]), "expected a colour such as #0B7A4B")
        return found

    def _files(self, part: Part, key: str, found: object) -> tuple[Path, ...]:
        named = found if isinstance(found, list) and part == "fonts" else [found]
        files = [one for one in named if isinstance(one, str) and one and "\0" not in one]
        if files and len(files) == len(named):
            return tuple(self._path.parent / one for one in files)
        wanted = "the name of a font file (TTF or OTF), or a list of them" if part == "fonts" else "a file (SVG or PNG)"
        self._trouble(part, f"[{part}] {key}", _told(found), f"expected {wanted}")
        return ()

    def _unknown(self, part: Part, section: str, table: Mapping[str, Any], known: Iterable[str]) -> None:
        names = list(known)
        for key in table:
            if key not in names:
                self._trouble(part, section + key, "an unknown key", _nearest(key, names))

    def _trouble(self, part: Part, key: str, found: str, instead: str) -> None:
        self._troubles.append(Trouble(part, key, found, instead))


def _nearest(key: str, known: list[str]) -> str:
    near = get_close_matches(key, known, 1, 0.5)
    return f"the nearest known one is {near[0]}" if near else f"known are {', '.join(known)}"


def _near(found: str, known: Iterable[str]) -> str:
    near = get_close_matches(found, list(known), 1)
    return f" (nearest: {near[0]})" if near else ""


def _listed(names: Iterable[str]) -> str:
    return " or ".join(names)


def _told(found: object) -> str:
    text = (
        str(found).lower() if isinstance(found, bool) else repr(found) if not isinstance(found, str) else f'"{found}"'
    )
    return f"found {text[:80]}"
