"""Imports go one way: docs/architecture.md, "Rules"."""

import ast

import pytest

from tests.architecture.imports import Edge, edges_in, edges_of, fault_of, within
from tests.architecture.source import KIOSK, python_files


def test_no_import_goes_the_wrong_way() -> None:
    faults = [f"{edge.module}:{edge.line} {edge.target}: {why}" for edge in real_edges() if (why := fault_of(edge))]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("module", "target"),
    [
        ("kiosk.viewmodels", "PySide6"),
        ("kiosk.server", "starlette"),
        ("kiosk.backends", "kiosk.domain"),
        ("kiosk.sync", "kiosk.backends"),
        ("kiosk.viewmodels", "kiosk.domain"),
        ("kiosk.domain", "kiosk.domain"),
    ],
)
def test_the_reader_finds_the_edges_that_there_must_be(module: str, target: str) -> None:
    assert any(within(edge.module, module) and within(edge.target, target) for edge in real_edges())


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("kiosk.domain.state", "import httpx"),
        ("kiosk.domain.state", "from kiosk.wording import Words"),
        ("kiosk.domain.state", "from ..clock import Clock"),
        ("kiosk.backends.base", "from kiosk import viewmodels"),
        ("kiosk.viewmodels.home", "from kiosk.backends.base import Backend"),
        ("kiosk.sync.feed", "from PySide6.QtCore import QTimer"),
        ("kiosk.server.app", "import qasync as q"),
        ("kiosk.commands.status", "def run() -> None:\n    import httpx"),
        ("kiosk.sync.feed", "if TYPE_CHECKING:\n    from kiosk.app import App"),
        ("kiosk.sync.feed", "importlib.import_module('PIL.Image')"),
        ("kiosk.backends.offision.client", "import starlette.requests"),
        ("kiosk.viewmodels.qr", "from PIL import Image"),
    ],
)
def test_a_planted_import_is_caught(module: str, source: str) -> None:
    assert any(map(fault_of, edges_in(ast.parse(source), module)))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("kiosk.domain.state", "from datetime import datetime"),
        ("kiosk.domain.state", "from .room import Room"),
        ("kiosk.backends.offision.client", "import httpx"),
        ("kiosk.viewmodels.home", "from PySide6.QtCore import QObject"),
        ("kiosk.commands.panel", "from kiosk.app import run_panel"),
    ],
)
def test_a_rightful_import_passes(module: str, source: str) -> None:
    edges = list(edges_in(ast.parse(source), module))
    assert edges
    assert not any(map(fault_of, edges))


def test_a_package_resolves_its_relative_imports_from_itself() -> None:
    tree = ast.parse("from .room import Room")
    assert list(edges_in(tree, "kiosk.domain", package=True)) == [Edge("kiosk.domain", "kiosk.domain.room.Room", 1)]


def real_edges() -> list[Edge]:
    return edges_of(python_files(KIOSK))
