"""What a printer says of itself: whether it prints, why not, and what it takes. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.backends.ipp_message import Values

_STOPPED, _PER_INCH = 5, 3
_HARMLESS = ("-warning", "-report")
_MEDIA = ("media-default", "media-ready", "media-supported")
_REASONS = {
    "media-empty": "out of paper",
    "media-needed": "out of paper",
    "input-tray-missing": "its tray is missing",
    "media-jam": "paper is stuck",
    "cover-open": "its cover is open",
    "door-open": "its door is open",
    "interlock-open": "its cover is open",
    "marker-supply-empty": "out of ink",
    "toner-empty": "out of toner",
    "offline": "switched off or away",
    "shutdown": "switched off or away",
    "timed-out": "switched off or away",
    "connecting-to-device": "switched off or away",
    "paused": "paused",
    "moving-to-paused": "paused",
    "spool-area-full": "its memory is full",
}


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """`why` says what keeps it from printing, empty while nothing does. Resolutions are dots to an inch.

    `media` are the names (PWG 5101.1) of what it can print on: first what it prints on by itself, then what is in it.
    """

    why: str
    formats: frozenset[str]
    raster_dpi: tuple[int, ...] = ()
    raster_kinds: frozenset[str] = frozenset()
    model: str = ""
    media: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it prints now."""
        return not self.why


def status_of(about: Mapping[str, Values]) -> PrinterStatus:
    """From the printer's attributes; what it does not say counts as well."""
    return PrinterStatus(
        _why(about),
        frozenset(_texts(about, "document-format-supported")),
        tuple(
            one[0]
            for one in about.get("pwg-raster-document-resolution-supported", ())
            if isinstance(one, tuple) and one == (one[0], one[0], _PER_INCH)
        ),
        frozenset(_texts(about, "pwg-raster-document-type-supported")),
        next(iter(_texts(about, "printer-make-and-model")), ""),
        tuple(dict.fromkeys(one for name in _MEDIA for one in _texts(about, name))),
    )


def _why(about: Mapping[str, Values]) -> str:
    reasons = [
        one.removesuffix("-error") for one in _texts(about, "printer-state-reasons") if not one.endswith(_HARMLESS)
    ]
    known = next((_REASONS[one] for one in reasons if one in _REASONS), "")
    if known:
        return known
    if _STOPPED in about.get("printer-state", ()):
        return "stopped"
    return "it takes no jobs" if about.get("printer-is-accepting-jobs") == (False,) else ""


def _texts(about: Mapping[str, Values], name: str) -> list[str]:
    return [one for one in about.get(name, ()) if isinstance(one, str)]
