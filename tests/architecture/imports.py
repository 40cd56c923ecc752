"""Reads who imports whom, and judges it by the rules of docs/architecture.md."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from sys import stdlib_module_names

from tests.architecture.source import name_of, parsed

# Where a library from outside may be used; everywhere else its import is a mistake.
HOMES = {
    "PySide6": (
        "kiosk.viewmodels",
        "kiosk.i18n",
        "kiosk.eventloop",
        "kiosk.living",
        "kiosk.picture",
        "kiosk.window",
    ),
    "shiboken6": ("kiosk.viewmodels", "kiosk.app", "kiosk.window"),
    "qasync": ("kiosk.eventloop",),
    "httpx": ("kiosk.backends",),
    "httpcore": ("kiosk.backends",),
    "starlette": ("kiosk.server", "kiosk.relay", "kiosk.tags.gateways.pull"),
    "uvicorn": ("kiosk.server", "kiosk.relay"),
    "h11": ("kiosk.server",),
    "keyring": ("kiosk.private.entry_process",),
    "paho": ("kiosk.sync.presence_mqtt",),
    "PIL": ("kiosk.tags", "kiosk.badge"),
    "zxingcpp": ("kiosk.camera.codes",),
}
# Which part must not know which other part.
STRANGERS = {
    "kiosk.relay": ("kiosk.viewmodels",),
    "kiosk.backends": ("kiosk.viewmodels", "kiosk.sync", "kiosk.server"),
    "kiosk.server": ("kiosk.viewmodels", "kiosk.sync", "kiosk.backends"),
    "kiosk.sync": ("kiosk.viewmodels", "kiosk.server"),
    "kiosk.acting": ("kiosk.viewmodels", "kiosk.flows", "kiosk.sync", "kiosk.server"),
    "kiosk.flows": ("kiosk.server",),
    "kiosk.viewmodels": ("kiosk.backends", "kiosk.sync", "kiosk.server", "kiosk.acting", "kiosk.flows"),
    "kiosk.display": ("kiosk.viewmodels", "kiosk.backends", "kiosk.server", "kiosk.lights"),
    "kiosk.lights": ("kiosk.viewmodels", "kiosk.server", "kiosk.display"),
    "kiosk.tags": ("kiosk.viewmodels", "kiosk.server"),
    "kiosk.badge": ("kiosk.viewmodels", "kiosk.server", "kiosk.sync", "kiosk.backends"),
    "kiosk.messages": ("kiosk.viewmodels", "kiosk.server", "kiosk.badge"),
    "kiosk.theme": ("kiosk.viewmodels", "kiosk.window", "kiosk.sync", "kiosk.server", "kiosk.flows"),
    "kiosk.visits": ("kiosk.viewmodels", "kiosk.flows", "kiosk.server", "kiosk.acting"),
}
# The top, which parts never reach up to.
TOP = ("kiosk.app", "kiosk.lobby", "kiosk.reception", "kiosk.cli", "kiosk.commands", "kiosk.__main__")


@dataclass(frozen=True, slots=True)
class Edge:
    """`module` imports `target`, at `line`."""

    module: str
    target: str
    line: int


def edges_of(paths: Iterable[Path]) -> list[Edge]:
    """Every import in these files of the project, also those inside functions and for types only."""
    return [edge for path in paths for edge in edges_in(parsed(path), name_of(path), package=path.stem == "__init__")]


def edges_in(tree: ast.Module, module: str, *, package: bool = False) -> Iterator[Edge]:
    """The imports of one module; relative ones are resolved, and names may turn out to be no modules."""
    here = f"{module}.__init__" if package else module
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (Edge(module, one.name, node.lineno) for one in names)
            case ast.ImportFrom(module=source, names=names, level=level):
                base = _absolute(here, source, level)
                yield from (Edge(module, f"{base}.{one.name}", node.lineno) for one in names)
            case ast.Call(func=ast.Name("import_module") | ast.Attribute(attr="import_module"), args=[first, *_]):
                if isinstance(first, ast.Constant):
                    yield Edge(module, str(first.value), node.lineno)
            case _:
                pass


def fault_of(edge: Edge) -> str | None:
    """Why this import breaks a rule, None where it breaks none."""
    top = edge.target.partition(".")[0]
    if (
        within(edge.module, "kiosk.domain")
        and not within(edge.target, "kiosk.domain")
        and top not in stdlib_module_names
    ):
        return "domain/ knows the standard library and itself only"
    if top in HOMES and not any(within(edge.module, home) for home in HOMES[top]):
        return f"{top} belongs in {', '.join(HOMES[top])}"
    for part, strangers in STRANGERS.items():
        for stranger in (*strangers, *TOP):
            if within(edge.module, part) and within(edge.target, stranger):
                return f"{part} must not know {stranger}"
    return None


def within(module: str, package: str) -> bool:
    """Whether a dotted name is the package (`*` stands for the rest of a name) or lies in it."""
    return fnmatchcase(module, package) or fnmatchcase(module, f"{package}.*")


def _absolute(module: str, source: str | None, level: int) -> str:
    if level == 0 and source is not None:
        return source
    base = module.split(".")[: len(module.split(".")) - level]
    return ".".join([*base, source] if source else base)
