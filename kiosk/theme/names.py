"""What a theme file may say: every key with its sentence."""

from kiosk.theme.palette import STATES

BASES = ("bold-light", "bold-dark", "calm-light", "calm-dark", "contrast-light", "contrast-dark")
FACES = ("panel", "lobby", "reception")
SECTIONS = ("base", "faces", "colors", "logo", "fonts")
MODES = ("light", "dark")
LOGO = ("file", "light", "dark")
FONTS = ("text", "display")

_STATES = {
    "free": "Free: fills the screen in a bold look",
    "soon": "About to start",
    "check_in": "Waiting for its check-in; left out: as soon",
    "occupied": "In use",
    "closed": "Closed",
    "unknown": "Not known; left out: as closed",
}
COLOURS = {
    **_STATES,
    "on_state": "Words and signs on those, where they fill the screen",
    **{
        f"{one}_mark": f"The same as a word or a sign; left out: as {one}, so light or dark that it is read"
        for one in STATES
    },
    "background": "Behind a calm or black and white door, and the reception",
    "surface": "Behind the day, and the lobby",
    "card": "Under a meeting of the day, and a room in the lobby",
    "sheet": "What rises over the screen to be touched",
    "button": "A button that is not the first one",
    "text": "Words",
    "muted": "Words that matter less",
    "faint": "The day while it is too old to be trusted",
    "outline": "The edges of gaps, chips and fields",
    "accent": "The first button of a sheet, and what is chosen",
    "on_accent": "Words on it; left out: black or white",
    "focus": "The ring where a keyboard is",
    "error": "What went wrong",
    "danger": "A button that undoes something",
    "on_danger": "Words on it",
    "track": "What is left of a meeting, in a calm look",
}
