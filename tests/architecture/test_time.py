"""Time is data: nothing but kiosk/clock.py asks the system for it."""

import ast

import pytest

from tests.architecture.asking_time import QML_ASKING, asks_time
from tests.architecture.source import KIOSK, name_of, parsed, python_files, qml_files

CLOCK = KIOSK / "clock.py"


def test_only_the_clock_asks_the_time() -> None:
    asking = [
        f"{name_of(path)}:{line} {what}"
        for path in python_files(KIOSK)
        if path != CLOCK
        for line, what in asks_time(parsed(path))
    ]
    assert not asking, "\n".join(asking)


def test_the_clock_itself_is_caught_asking() -> None:
    assert {"import time", "asyncio.sleep", "datetime.now"} <= {what for _, what in asks_time(parsed(CLOCK))}


def test_no_qml_asks_the_time() -> None:
    files = qml_files()
    assert files
    assert not [path.name for path in files if QML_ASKING.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    "source",
    [
        "import time",
        "import time as t",
        "from time import monotonic",
        "import datetime as dt\ndt.datetime.now()",
        "from datetime import datetime as moment\nmoment.now(UTC)",
        "from datetime import date\ndate.today()",
        "import datetime\nask = datetime.datetime.utcnow",
        "import asyncio\nasync def f() -> None:\n    await asyncio.sleep(1)",
        "from asyncio import sleep",
        "asyncio.get_running_loop().time()",
        "self._loop.call_later(1, f)",
        "QDateTime.currentDateTime()",
        "timer = QElapsedTimer()",
    ],
)
def test_planted_asking_is_caught(source: str) -> None:
    assert list(asks_time(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime, time\ntime.fromisoformat('08:00'); datetime.combine(d, time.min)",
        "instant.time()",
        "await clock.sleep(1)\nclock.now()",
        "async with asyncio.timeout(5):\n    pass",
    ],
)
def test_harmless_lines_pass(source: str) -> None:
    assert not list(asks_time(ast.parse(source)))


@pytest.mark.parametrize("line", ["text: new Date()", "Date.now() + 5", "new Date( )"])
def test_planted_asking_in_qml_is_caught(line: str) -> None:
    assert QML_ASKING.search(line)
