"""What `kiosk doctor` says of the building's own look, where a face's config names a theme file."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.checks.check import Check
from kiosk.settings import Settings
from kiosk.theme.dress import Dress
from kiosk.theme.worn import FACES, Face, theme_file, worn


def theme_checks(settings: Settings) -> list[Check]:
    """What is wrong with the file of each face, or what it gives; what is the same for several is told once."""
    return list(dict.fromkeys(one for face in FACES for one in _checks(settings, face)))


def _checks(settings: Settings, face: Face) -> Iterator[Check]:
    file = theme_file(settings, face)
    if file is None:
        return
    look = worn(settings, face, file)
    for one in (one for one in look.troubles if one.bad):
        yield Check("theme", "bad", f"{file.name}: {one.key}: {one.found}", one.instead, 2)
    if look.whole:
        yield Check("theme", "good", f"{file.name} on {look.base}: {_told(look)}", _notes(look, file))


def _told(look: Dress) -> str:
    has = (("colours", look.colours), ("a logo", look.logo), ("letters", look.typeface.files))
    return ", ".join(name for name, there in has if there) or "nothing of its own"


def _notes(look: Dress, file: Path) -> str:
    return f"`kiosk theme check {file.name}` says what is worth knowing." if look.troubles else ""
