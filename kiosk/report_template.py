"""A webhook's body: a JSON template in whose texts values are filled in, by default a report's. Knows no webhook."""

import json
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

PLACEHOLDERS = ("room", "room_id", "building", "floor", "problem", "kind", "text", "time")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def filled(template: str, values: Mapping[str, str]) -> bytes:
    """The template with `values` in the place of their names; without one, the values themselves as an object.

    What is filled in stays within its text, whatever it holds.
    """
    shape = json.loads(template) if template else {name: f"{{{name}}}" for name in PLACEHOLDERS}
    return json.dumps(_mapped(shape, values), ensure_ascii=False).encode("utf-8", "replace")


def check_report_template(
    template: str, names: Sequence[str] = PLACEHOLDERS, example: str = '{"text": "{room}: {problem} {text}"}'
) -> None:
    """Raises ValueError with what was expected; `names` are those of the values, `example` a template with some."""
    try:
        shape = json.loads(template or "{}")
    except (ValueError, RecursionError) as wrong:
        message = f"JSON such as {example} ({wrong})"
        raise ValueError(message) from None
    for name in _PLACEHOLDER.findall(json.dumps(shape)):
        if name not in names:
            near = get_close_matches(name, names, 1) or names
            message = f"a known name instead of {{{name}}}: {', '.join(near)}"
            raise ValueError(message)


def _mapped(shape: Any, values: Mapping[str, str]) -> Any:  # noqa: ANN401 - whatever JSON may hold
    if isinstance(shape, str):
        return _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), shape)
    if isinstance(shape, list):
        return [_mapped(one, values) for one in shape]
    return {name: _mapped(one, values) for name, one in shape.items()} if isinstance(shape, dict) else shape
