"""Every colour of the six looks, by the names that a theme file uses. Knows no file; loaded before the first frame."""

from collections.abc import Mapping

STATES = ("free", "soon", "check_in", "occupied", "closed", "unknown")
STATUSES = {"starting_soon": "soon", "waiting_check_in": "check_in"}
"""What a state is called in a theme file, where that is not its status's own name."""

_FIELDS = ("#0B7A4B", "#8F5B00", "#8F5B00", "#B3261E", "#4A5560", "#4A5560")
_MARKS = ("#4FD695", "#FFC04D", "#FFC04D", "#FF7B72", "#AEB8C2", "#AEB8C2")
_PURPLE, _PURPLE_MARK = "#6B3FA0", "#C5A3FF"
_CLEAR = "#00000000"
_NAMES = (
    *("background", "surface", "card", "sheet", "button"),
    *("text", "muted", "faint", "outline", "focus", "error", "track"),
)
_LIGHT = (
    *("#FFFFFF", "#F1F4F6", "#FFFFFF", "#FFFFFF", "#E6EAED"),
    *("#14181C", "#4E5964", "#636E79", "#7E8994", "#1D4ED8", "#B3261E", "#E3E8EC"),
)
_DARK = (
    *("#101418", "#1A2026", "#101418", "#1A2026", "#2F3841"),
    *("#F4F6F8", "#AEB8C2", "#8F99A3", "#65717D", "#9CC2FF", "#FF7B72", "#2B333B"),
)


def palette(style: str, mode: str, *, purple: bool = False, own: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every colour of a look by its name, `own` before the look's: `bold`, `calm` or `contrast`, `light` or `dark`.

    `purple` shows occupied in purple, whatever `own` says of it. Colours are `#RRGGBB` or, partly clear, `#AARRGGBB`.
    """
    colours = base(style, mode) | dict(own or {})
    if purple:
        colours |= {"occupied": _PURPLE, "occupied_mark": _PURPLE_MARK if mode == "dark" else _PURPLE}
    return colours | _following(colours, style, mode)


def base(style: str, mode: str) -> dict[str, str]:
    """The colours of a look that a theme file may change."""
    dark = mode == "dark"
    colours = dict(zip(_NAMES, _DARK if dark else _LIGHT, strict=True))
    if style == "contrast":
        paper, ink = ("#000000", "#FFFFFF") if dark else ("#FFFFFF", "#000000")
        papers = {"background", "surface", "card", "sheet", "button", "track"}
        colours = {name: paper if name in papers else ink for name in _NAMES} | {"error": colours["error"]}
    elif dark and style == "bold":
        colours |= {"surface": colours["background"], "card": "#1A2026"}
    colours |= {"accent": colours["text"], "danger": "#B3261E", "on_danger": "#FFFFFF", "on_state": "#FFFFFF"}
    colours["on_accent"] = colours["background"] if style == "contrast" else "#14181C" if dark else "#FFFFFF"
    colours |= dict(zip(STATES, _FIELDS, strict=True))
    return colours | dict(zip((f"{one}_mark" for one in STATES), _MARKS if dark else _FIELDS, strict=True))


def _following(colours: Mapping[str, str], style: str, mode: str) -> dict[str, str]:
    """The colours that follow from those."""
    bold, contrast, ink = style == "bold", style == "contrast", colours["text"]
    found = {
        "divider": ink if contrast else _CLEAR,
        "edge": ink if contrast else _CLEAR,
        "gap": ink if contrast else colours["free_mark"],
        "ongoing": ink if contrast else colours["occupied_mark"],
        "good": colours["free_mark"],
        "on_field": colours["on_state"] if bold else ink,
        "on_field_muted": colours["on_state"] if bold else colours["muted"],
        "focus_on_field": colours["on_state"] if bold else colours["focus"],
        "button_on_field": colours.get("tint", "#40000000") if bold else colours["button"],
        "track_on_field": f"#40{colours['on_state'][1:]}" if bold else colours["track"],
        "scrim": "#B3000000" if mode == "dark" else "#8014181C",
    }
    for state in STATES:
        found[f"{state}_field"] = colours[state] if bold else colours["background"]
        found[f"{state}_word"] = colours["on_state"] if bold else colours[f"{state}_mark"]
    return found
