"""The fonts that come with the program, and which of their files are missing or damaged. Knows no Qt."""

from pathlib import Path

LATIN = ("Inter-Medium.ttf", "Inter-Regular.ttf", "Inter-SemiBold.ttf", "InterDisplay-SemiBold.ttf")
"""Without these nothing on a screen is as it was drawn."""
_PAIRS = ("NotoSansArabic", "NotoSansDevanagari", "NotoSansHebrew", "NotoSansThai")
BUNDLED = (
    *LATIN,
    "NotoEmoji-Medium.ttf",
    *(f"{name}-{weight}.ttf" for name in _PAIRS for weight in ("Regular", "SemiBold")),
    *(f"NotoSansCJK{region}-Medium.otf" for region in ("JP", "KR", "SC", "TC")),
)
_KINDS = (b"\x00\x01\x00\x00", b"OTTO")
_HEAD, _ENTRY = 12, 16


def faulty(folder: Path, names: tuple[str, ...] = BUNDLED) -> tuple[str, ...]:
    """Which of the files in a folder are missing, or not whole by their own table of contents."""
    return tuple(name for name in names if not _whole(folder / name))


def _whole(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            entries = file.read(_ENTRY * int.from_bytes(head[4:6]))
        size = path.stat().st_size
    except OSError:
        return False
    if head[:4] not in _KINDS or not entries or len(entries) % _ENTRY:
        return False
    places = (entries[at + 8 : at + 16] for at in range(0, len(entries), _ENTRY))
    return all(int.from_bytes(place[:4]) + int.from_bytes(place[4:]) <= size for place in places)
