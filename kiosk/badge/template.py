"""A label's template: its size and what stands where, read from TOML. Lengths are millimetres, sizes of type points."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kiosk.badge.badge import NAMES
from kiosk.resources import assets

Weight = Literal["regular", "semibold"]
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_LARGEST_SIDE = 500.0
_LARGEST_NUMBER = 1000.0
_PLACES = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
_ALIGNS = ("start", "center")


class TemplateError(ValueError):
    """A template that cannot be used, in a sentence."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands, from the label's top left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TextField:
    """A text that fills its box as far as `largest` allows; `place` is its part of the height that is left above it."""

    content: str
    box: Box
    largest: float
    least: float
    lines: int
    weight: Weight
    centred: bool
    place: float


@dataclass(frozen=True, slots=True)
class Template:
    """A label. `turned`: it goes through the printer with its left side first."""

    width: float
    height: float
    turned: bool
    texts: tuple[TextField, ...]
    bars: tuple[Box, ...]
    qr: Box | None


def labels() -> tuple[str, ...]:
    """The names of the labels that the program has."""
    return tuple(sorted(path.stem for path in (assets() / "badge").glob("*.toml")))


def read_template(name: str) -> Template:
    """The label of this name, or that of a TOML file. Raises TemplateError."""
    path = assets() / "badge" / f"{name}.toml" if name in labels() else Path(name).expanduser()
    try:
        return template_of(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        message = f"one of {', '.join(labels())}, or a TOML file of your own"
        raise TemplateError(message) from None
    except (ValueError, RecursionError) as wrong:
        message = f"the label {name!r}: {wrong}"
        raise TemplateError(message) from None


def template_of(table: Mapping[str, Any]) -> Template:
    """Check a table. Raises TemplateError with what is wrong."""
    _known(table, {"size", "turned", "text", "bar", "qr"}, "the label")
    width, height = _numbers(table.get("size"), 2, "size")
    if not (0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE):
        raise TemplateError(f"size: found {width:g} × {height:g}, expected millimetres up to {_LARGEST_SIDE:g}")
    texts = tuple(_text(one, index, (width, height)) for index, one in enumerate(_tables(table, "text")))
    bars = tuple(
        _box(one.get("at"), f"bar {index + 1}", (width, height)) for index, one in enumerate(_tables(table, "bar"))
    )
    codes = [table["qr"]] if "qr" in table else []
    qr = next((_box(one.get("at"), "qr", (width, height)) for one in _tables({"qr": codes}, "qr")), None)
    return Template(width, height, table.get("turned") is True, texts, bars, qr)


def filled(content: str, values: Mapping[str, str]) -> str:
    """A text with its names filled in, without what is left over around those that are empty."""
    text = _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), content)
    return " ".join(text.split()).strip(" ·,–")


def _text(one: Mapping[str, Any], index: int, size: tuple[float, float]) -> TextField:
    where = f"text {index + 1}"
    _known(one, {"content", "at", "largest", "least", "lines", "weight", "align", "place"}, where)
    content = one.get("content")
    if not isinstance(content, str):
        raise TemplateError(f"{where}: content is missing")
    for name in _PLACEHOLDER.findall(content):
        if name not in NAMES:
            raise TemplateError(f"{where}: found {{{name}}}, expected one of {', '.join(NAMES)}")
    largest, least, lines = _numbers([one.get("largest", 12), one.get("least", 6), one.get("lines", 1)], 3, where)
    weight: Weight = "semibold" if one.get("weight") == "semibold" else "regular"
    align, place = one.get("align", "start"), one.get("place", "top")
    if align not in _ALIGNS or place not in tuple(_PLACES) or not 1 <= least <= largest or lines < 1:
        raise TemplateError(
            f"{where}: align is start or center, place top, middle or bottom, least ≤ largest, lines ≥ 1"
        )
    box = _box(one.get("at"), where, size)
    return TextField(content, box, largest, least, int(lines), weight, align == "center", _PLACES[place])


def _box(at: Any, where: str, size: tuple[float, float]) -> Box:  # noqa: ANN401 - whatever TOML may hold
    left, top, width, height = _numbers(at, 4, where)
    if min(left, top) < 0 or min(width, height) <= 0 or left + width > size[0] or top + height > size[1]:
        raise TemplateError(f"{where}: at is left, top, width, height within the label")
    return Box(left, top, width, height)


def _numbers(value: Any, count: int, where: str) -> list[float]:  # noqa: ANN401
    right = isinstance(value, list) and len(value) == count
    if not right or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in value):
        raise TemplateError(f"{where}: expected {count} numbers in brackets")
    if not all(abs(one) <= _LARGEST_NUMBER for one in value):
        raise TemplateError(f"{where}: expected numbers up to {_LARGEST_NUMBER:g}")
    return [float(one) for one in value]


def _tables(table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise TemplateError(f"{key}: expected tables like [[{key}]]")
    return found


def _known(table: Mapping[str, Any], keys: set[str], where: str) -> None:
    for key in table:
        if key not in keys:
            raise TemplateError(f"{where}: found {key}, expected one of {', '.join(sorted(keys))}")
