"""The colours that a theme file means: what it says, and what follows where it says nothing. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.theme.colours import contrast, luminance, nearest
from kiosk.theme.pairs import Pair, pairs
from kiosk.theme.palette import STATES, base, palette

_INKS = ("#FFFFFF", "#14181C", "#000000")
_MIDDLE, _BRIGHTER = 0.18, 1.5


def completed(said: Mapping[str, str], style: str, mode: str) -> dict[str, str]:
    """The colours in the place of those of a look. Of states and accents that are new, marks and words follow."""
    own = dict(said)
    for follower, leader in (("check_in", "soon"), ("unknown", "closed")):
        for part in ("", "_mark"):
            if leader + part in said:
                own.setdefault(follower + part, said[leader + part])
    if "accent" in own and "on_accent" not in own:
        own["on_accent"] = max(_INKS[:2], key=lambda ink: contrast(ink, own["accent"]))
    if luminance(own.get("on_state", "#FFFFFF")) < _MIDDLE:
        own["tint"] = "#40FFFFFF"
    return own | _marks(own, style, mode)


def _marks(own: Mapping[str, str], style: str, mode: str) -> dict[str, str]:
    """Each state's colour as it is read on the look's papers, where the file gives the state and not its mark."""
    colours = {**base(style, mode), **own}
    wanted = {f"{state}_mark": own[state] for state in STATES if state in own and f"{state}_mark" not in own}
    return {name: _mark(name, colour, colours, style, mode) for name, colour in wanted.items()}


def _mark(name: str, colour: str, colours: Mapping[str, str], style: str, mode: str) -> str:
    """On dark papers more than is needed, for just enough looks dull there; the colour itself where nothing is read."""
    bright = readable(name, colour, colours, style, _BRIGHTER) if mode == "dark" else None
    return bright or readable(name, colour, colours, style) or colour


def readable(name: str, colour: str, colours: Mapping[str, str], style: str, share: float = 1.0) -> str | None:
    """The nearest colour that may go by this name among `colours`; None where none stands out from all it must.

    `share` is how many times what is needed it must stand out.
    """
    concerned = [pair for pair in pairs(style) if name in (pair.ink, pair.ground)]
    concerned = [replace(pair, least=share * pair.least) for pair in concerned]
    return nearest(colour, lambda tried: _all_stand(concerned, {**colours, name: tried}, style))


def readable_in(pair: Pair, name: str, colours: Mapping[str, str], style: str) -> str | None:
    """The same for one pair alone."""
    return nearest(colours[name], lambda tried: _all_stand([pair], {**colours, name: tried}, style))


def _all_stand(concerned: list[Pair], colours: dict[str, str], style: str) -> bool:
    return all(pair.stands(_following(pair, colours, style)) for pair in concerned)


def _following(pair: Pair, colours: dict[str, str], style: str) -> Mapping[str, str]:
    """With what lies between both, where something does."""
    return palette(style, "light", own=colours) if pair.between else colours
