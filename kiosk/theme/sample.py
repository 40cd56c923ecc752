"""A theme file to begin with: every key with its sentence, none of which changes anything yet."""

from collections.abc import Iterator

from kiosk.theme.names import COLOURS
from kiosk.theme.palette import base

_LOGO = """
# SVG or PNG, beside this file: on the door panel, the reception and the lobby. `dark` and `light` where one file does
# not do for both grounds.
# [logo]
# file = "logo.svg"
# dark = "logo-on-dark.svg"

# TTF or OTF, beside this file. What they lack is taken from the program's own, in the forms of the language.
# [fonts]
# text = ["Acme-Regular.ttf", "Acme-SemiBold.ttf"]
# display = "Acme-Display.ttf"
"""


def sample(name: str, look: str) -> str:
    """The text of a file of this name that starts from `look`."""
    return "\n".join((*_head(name, look), *_colours(look))) + "\n" + _LOGO


def _head(name: str, look: str) -> Iterator[str]:
    yield f"# A look of the building's own. `kiosk theme check {name}` says what is wrong with it."
    yield "# Take the # away from what is to be different."
    yield f'base = "{look}"\n'
    yield "# Another look to start from on one of the faces."
    yield '# [faces]\n# reception = "calm-light"\n'
    yield "# Both for light and for dark looks; [colors.light] and [colors.dark] are for one of them, and go before."
    yield "[colors]"


def _colours(look: str) -> Iterator[str]:
    style, _, mode = look.partition("-")
    usual = base(style, mode)
    for key, sentence in COLOURS.items():
        yield f"# {sentence}."
        yield f'# {key} = "{usual[key]}"'
