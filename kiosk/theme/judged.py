"""Judges the colours of a theme file: each pair that is seen together, and states that eyes may confuse. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kiosk.theme.colours import BLINDNESS, distance
from kiosk.theme.file import ThemeFile
from kiosk.theme.own import completed, readable, readable_in
from kiosk.theme.pairs import Pair, pairs
from kiosk.theme.palette import STATES, base, palette
from kiosk.theme.trouble import Trouble

_FIXED = frozenset({*STATES, *(f"{one}_mark" for one in STATES)})
_ALIKE = 0.05
"""How near two states may come; nearer ones are told from each other only by who looks twice. In Oklab."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The colours of one look, `own` those that are not its own, `all` every one, and what is wrong with them."""

    own: Mapping[str, str]
    all: Mapping[str, str]
    troubles: tuple[Trouble, ...]


def judge(file: ThemeFile, look: str, *, purple: bool = False) -> Judged:
    """The file's colours on the look of this name; `purple` as the config's occupied_purple."""
    style, _, mode = look.partition("-")
    said = file.colours_of(mode)
    refused = [] if style != "contrast" else [name for name in said if name not in _FIXED]
    own = completed({name: colour for name, colour in said.items() if name not in refused}, style, mode)
    colours = palette(style, mode, purple=purple, own=own)
    failing = [pair for pair in pairs(style) if said and not pair.stands(colours)]
    troubles = (
        *(_black_and_white(file, name, look) for name in refused),
        *(_dim(file, pair, own, colours, style, mode) for pair in failing),
        *_alike(colours, own, style, mode),
    )
    return Judged(own, colours, troubles)


def _black_and_white(file: ThemeFile, name: str, look: str) -> Trouble:
    instead = f"{look} is black and white; only the colours of states may differ, on another base all may"
    return Trouble("colors", key_of(file, name, look.partition("-")[2]), "a colour that this look has not", instead)


def _dim(
    file: ThemeFile, pair: Pair, own: Mapping[str, str], colours: Mapping[str, str], style: str, mode: str
) -> Trouble:
    """The pair, what was found and needed, and which colour would do: for all that it is seen with, or for this."""
    name = _to_blame(pair, file.colours_of(mode), own)
    found = f"{pair.name} is {colours[pair.ink]} on {colours[pair.ground]}, a contrast of {pair.ratio(colours):.2f}"
    better = readable(name, colours[name], colours, style) or readable_in(pair, name, colours, style)
    hint = "no lightness of this colour would do" if better is None else f"the nearest {name} that would do is {better}"
    return Trouble("colors", key_of(file, name, mode), found, f"it needs {pair.least:g}; {hint}")


def _to_blame(pair: Pair, said: Mapping[str, str], own: Mapping[str, str]) -> str:
    """Which of both colours the file gives, and can change."""
    return next((name for name in (pair.ink, pair.ground) for given in (said, own) if name in given), pair.ink)


def key_of(file: ThemeFile, name: str, mode: str) -> str:
    """Where a colour stands in the file, or would stand."""
    return f"[colors.{mode}] {name}" if name in file.colours.get(mode, {}) else f"[colors] {name}"


def _alike(colours: Mapping[str, str], own: Mapping[str, str], style: str, mode: str) -> Iterator[Trouble]:
    """States that some eyes take for each other more easily than those of the look itself."""
    part, usual = "" if style == "bold" else "_mark", base(style, mode)
    for one, other in combinations(("free", "soon", "occupied", "closed"), 2):
        names = one + part, other + part
        if not own.keys() & {one, other, *names}:
            continue
        eyes = [kind for kind in ("", *BLINDNESS) if _confuse(colours, usual, names, kind)]
        if eyes:
            who = "everybody" if "" in eyes else "eyes with " + " or ".join(eyes)
            both = f"{one} ({colours[names[0]]}) from {other} ({colours[names[1]]})"
            found = f"in {style}-{mode}, {who} can hardly tell {both} by colour"
            instead = "signs and words still differ; one much lighter than the other would help"
            yield Trouble("colors", f"[colors] {one}, {other}", found, instead, bad=False)


def _confuse(colours: Mapping[str, str], usual: Mapping[str, str], names: tuple[str, str], eyes: str) -> bool:
    one, other = names
    least = min(_ALIKE, distance(usual[one], usual[other], eyes))
    return distance(colours[one], colours[other], eyes) < least
