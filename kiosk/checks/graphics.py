"""What doctor says of the graphics card. Knows no Qt: whether a card can draw shows in the program's log."""

import os
from collections.abc import Mapping
from pathlib import Path

from kiosk.checks.check import Check

_CARDS = Path("/dev/dri")


def graphics(environment: Mapping[str, str], cards: Path = _CARDS) -> Check:
    """Who draws: the processor, unless KIOSK_RENDERER=gpu asks for a card, which this user must be allowed to use."""
    if environment.get("KIOSK_RENDERER") != "gpu":
        return Check("graphics", "good", "the processor draws; no card is needed")
    found = sorted(cards.glob("renderD*"))
    usable = [path.name for path in found if os.access(path, os.R_OK | os.W_OK)]
    if usable or os.name != "posix":
        return Check("graphics", "good", f"a card draws: {', '.join(usable) or 'this system tells none'}")
    says = "KIOSK_RENDERER=gpu asks for a card, and this user may use none; the processor draws"
    do = "Put the user into the group `render` or `video`." if found else "Unset KIOSK_RENDERER: there is no card."
    return Check("graphics", "doubtful", says, do)
