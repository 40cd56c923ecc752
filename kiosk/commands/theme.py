"""`kiosk theme`: what is wrong with a theme file, with every contrast in it, and a new one to begin with."""

import argparse
import os

from kiosk.commands.output import complain, print_json, print_table
from kiosk.settings import Settings, settle
from kiosk.theme.file import ThemeFile, read
from kiosk.theme.judged import Judged, judge
from kiosk.theme.names import FACES
from kiosk.theme.open import open_dress
from kiosk.theme.pairs import Pair, pairs
from kiosk.theme.sample import sample
from kiosk.theme.trouble import Trouble

USAGE = 2


def run(options: argparse.Namespace) -> int:
    """Check one or write one; exit 2 where it is not right, or cannot be written."""
    return _new(options) if options.act == "new" else _check(options)


def _new(options: argparse.Namespace) -> int:
    file = options.file
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(sample(file.name, options.base))
    except OSError as problem:
        complain(f"{file}: the theme cannot be written there ({(problem.strerror or 'unknown').lower()})")
        return USAGE
    return 0


def _check(options: argparse.Namespace) -> int:
    settings, path = settle(options, os.environ), options.file.absolute()
    file, language = read(path), options.locale or settings.config.panel.language
    worn = [
        open_dress(path, face, "", language, purple=_purple(settings, face)) for face in FACES if file.base_of(face)
    ]
    troubles = tuple(dict.fromkeys((*file.troubles, *(one for dress in worn for one in dress.troubles))))
    looks = {look: judge(file, look, purple=_purple(settings, face)) for look, face in _looks(file).items()}
    if options.json:
        print_json(_document(looks, troubles))
    else:
        for look, judged in looks.items():
            _print(look, judged)
        for one in troubles:
            complain(f"{'X' if one.bad else '!'} {one}")
    return USAGE if any(one.bad for one in troubles) else 0


def _purple(settings: Settings, face: str) -> bool:
    return settings.config.panel.occupied_purple and face != "reception"


def _looks(file: ThemeFile) -> dict[str, str]:
    """The looks that the file makes, each with a face that wears it."""
    return {look: face for face in reversed(FACES) if (look := file.base_of(face))}


def _print(look: str, judged: Judged) -> None:
    rows = [
        ("ok" if one.stands(judged.all) else "X", *_told(one, judged), f"{one.ratio(judged.all):.2f}", f"{one.least:g}")
        for one in pairs(look.partition("-")[0])
    ]
    print_table(("", look, "colours", "contrast", "needed"), rows)


def _told(pair: Pair, judged: Judged) -> tuple[str, str]:
    return pair.name, f"{judged.all[pair.ink]} on {judged.all[pair.ground]}"


def _document(looks: dict[str, Judged], troubles: tuple[Trouble, ...]) -> dict[str, object]:
    return {
        "good": not any(one.bad for one in troubles),
        "troubles": [{"key": one.key, "found": one.found, "do": one.instead, "bad": one.bad} for one in troubles],
        "looks": {
            look: {
                "colors": dict(judged.all),
                "pairs": [
                    {"pair": one.name, "contrast": round(one.ratio(judged.all), 2), "needed": one.least}
                    for one in pairs(look.partition("-")[0])
                ],
            }
            for look, judged in looks.items()
        },
    }
