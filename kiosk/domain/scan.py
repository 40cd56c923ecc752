"""Tells a scanner that types like a keyboard from a person who types: by its pace. Knows no keyboard and no clock."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Pace:
    """What no person does: `sure` characters in a row, none more than `gap` seconds after the one before.

    A scanner that types like a keyboard sends a character every 1 to 20 ms and ends with Enter (or Tab); a fast
    typist needs 60 ms and more on average, and manages only two or three keys within less.
    """

    gap: float = 0.035
    sure: int = 6
    most: int = 4096


@dataclass(frozen=True, slots=True)
class Typing:
    """What was typed quickly up to now, and when its last character came, in seconds of the keyboard's own clock."""

    text: str = ""
    at: float | None = None

    def by_scanner(self, pace: Pace) -> bool:
        """Whether a scanner must be at work: from here on its characters belong to nobody else."""
        return len(self.text) >= pace.sure


def with_character(typing: Typing, character: str, at: float, pace: Pace) -> Typing:
    """One more character; after a pause it is the first one of something new. What is too long is cut."""
    if typing.at is None or not 0.0 <= at - typing.at <= pace.gap:
        return Typing(character, at)
    return replace(typing, text=(typing.text + character)[: pace.most], at=at)


def ended(typing: Typing, at: float, pace: Pace) -> str | None:
    """What was scanned, where an end of line came in time after a scanner's characters; None for a person's Enter."""
    in_time = typing.at is not None and 0.0 <= at - typing.at <= pace.gap
    return typing.text if in_time and typing.by_scanner(pace) else None


def as_typed(text: str, pace: Pace) -> str:
    """What a scanner that types would have handed over for a code that holds this: its first line, cut as above."""
    line = next((one for one in text[: 2 * pace.most].splitlines() if one.strip()), "")
    return "".join(one for one in line.partition("\t")[0] if one.isprintable())[: pace.most]
