"""What a theme file makes of a look. Loaded before the first frame, so it loads nothing itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kiosk.theme.trouble import Trouble


class Typeface(NamedTuple):
    """Letters: the family of texts, that of the largest words, and the files that hold them where they are not ours."""

    text: str
    display: str
    files: tuple[Path, ...]


OURS = Typeface("Inter", "Inter Display", ())


class Dress(NamedTuple):
    """A look as it is worn: one of the six by name, colours before its own, a logo, letters. What is wrong is left out.

    `colours` are by the names of the palette, as `#RRGGBB`; `troubles` is what was found when the file was read.
    """

    base: str
    colours: Mapping[str, str]
    logo: Path | None
    typeface: Typeface
    troubles: "tuple[Trouble, ...]"

    @property
    def whole(self) -> bool:
        """Whether all that the file says is worn."""
        return not any(one.bad for one in self.troubles)
