"""A measured figure, and the table and the JSON that a run of the benchmarks leaves. Judges nothing."""

import statistics
from dataclasses import asdict, dataclass, field

HEAD = ("figure", "measured", "min – max", "target", "compared", "ratio")


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured several times, here and (`rival`) by other means: a kiosk browser, or what `against` says.

    Less is better, but where `more` says that more is. An empty `rival` means that there is nothing to compare;
    `missing` says why in a word.
    """

    name: str
    unit: str
    measured: tuple[float, ...]
    target: float | None = None
    rival: tuple[float, ...] = ()
    missing: str = "–"
    note: str = ""
    more: bool = False
    against: str = "browser"


@dataclass(slots=True)
class Report:
    """The figures of one run, in order, and what the machine was."""

    machine: str
    figures: list[Figure] = field(default_factory=list)

    def table(self) -> str:
        """The figures as a Markdown table."""
        rows = [HEAD, *(_row(figure) for figure in self.figures)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
        lines = [_line(row, widths) for row in rows]
        lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
        notes = [f"- {figure.name}: {figure.note}" for figure in self.figures if figure.note]
        return "\n".join([self.machine, "", *lines, *([""] if notes else []), *notes])

    def document(self) -> dict[str, object]:
        """The same as JSON can hold it, with every single value."""
        figures = [{**asdict(one), "median": median(one.measured)} for one in self.figures]
        return {"machine": self.machine, "figures": figures}


def median(values: tuple[float, ...]) -> float:
    """The median; not a number where there is nothing."""
    return statistics.median(values) if values else float("nan")


def _row(figure: Figure) -> tuple[str, ...]:
    own, rival = median(figure.measured), median(figure.rival)
    better = (own, rival) if figure.more else (rival, own)
    return (
        figure.name,
        f"{_short(own)} {figure.unit}",
        f"{_short(min(figure.measured))} – {_short(max(figure.measured))}" if len(figure.measured) > 1 else "–",
        "–" if figure.target is None else f"{'≥' if figure.more else '≤'} {_short(figure.target)}",
        f"{_short(rival)} {figure.unit} ({figure.against})" if figure.rival else figure.missing,
        f"{better[0] / better[1]:.1f} ×" if figure.rival and better[1] > 0 else "–",
    )


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"


def _short(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:,.0f}" if value >= 10_000 else f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"
