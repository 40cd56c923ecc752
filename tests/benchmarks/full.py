"""The local server with a million appointments: requests a second, how long each kind takes, and the memory."""

import json
import statistics
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from tests.app.programs import local_server
from tests.benchmarks.asking import Line, answered
from tests.benchmarks.figures import Figure
from tests.benchmarks.million import BOOKINGS, DAYS, FLOORS, ROOMS, write_file
from tests.benchmarks.processes import cpu_seconds, memory_mb

ROOT = "/api/external"
STATUS = f"{ROOT}/bookableResourceStatus/v1"
_SMALL = {
    "user.search": "/user/v1",
    "service_item.search": "/serviceItem/v1",
    "locker.search": "/locker/v1",
    "environment_sensor.search": "/environmentSensor/v1",
    "epaper_controller.search": "/ePaperController/v1",
}
AT_ONCE = 40
LINES = 4


def measure(home: Path, *, quick: bool) -> list[Figure]:
    """One server, one file: first the reading mix, then reports, then as many statuses as it can."""
    first = write_file(_folder(home) / "rooms.sqlite")
    with local_server(home) as (url, process):
        mix = {name: _timed(url, targets) for name, targets in _mix(first, 20 if quick else 200)}
        reports = _reported(url, process.pid, first, 3 if quick else 20)
        beside = _beside_a_report(url, first)
        posts = {"booking.create": _booked(url, 10 if quick else 100), **_posted(url, 10 if quick else 100)}
        memory = memory_mb(process.pid)
        rate = _rate(url, process.pid, 2 if quick else 10)
    return [*_latencies({**mix, **posts}), *_of_reports(reports, beside), *_memory(memory), *rate]


def _folder(home: Path) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    return home


def _latencies(mix: dict[str, tuple[float, ...]]) -> list[Figure]:
    every = tuple(one for values in mix.values() for one in values)
    tails = {name: _tail(values) for name, values in mix.items()}
    worst = max(tails, key=lambda name: tails[name])
    note = f"{len(mix)} kinds of request, equally often; the slowest is {worst}, {tails[worst]:.1f} ms"
    rooms = f"{ROOMS} rooms, {BOOKINGS:,} bookings"
    return [
        Figure("local server, request, median", "ms", (statistics.median(every),), note=rooms),
        Figure("local server, request, 99th percentile", "ms", (_tail(every),), 50, note=note),
        Figure("local server, slowest kind of request, 99th percentile", "ms", (tails[worst],), 50, note=worst),
    ]


def _of_reports(reports: dict[str, tuple[tuple[float, ...], float]], beside: tuple[float, ...]) -> list[Figure]:
    name = "local server, room status while a year's reports are made, 99th percentile"
    found = []
    for report, (values, processor) in reports.items():
        found.append(Figure(f"local server, {report}", "ms", values, 50))
        found.append(Figure(f"local server, {report}, processor", "ms", (processor,), 50))
    return [*found, Figure(name, "ms", (_tail(beside),), 50, note=f"{len(beside)} requests, of other rooms each")]


def _reported(url: str, pid: int, first: datetime, count: int) -> dict[str, tuple[tuple[float, ...], float]]:
    """Milliseconds of each report, by the clock, and of the server's processor time for one."""
    found = {}
    for name, targets in _reports(first, count):
        before = cpu_seconds(pid)
        values = _timed(url, targets)
        found[name] = values, 1000 * (cpu_seconds(pid) - before) / count
    return found


def _memory(memory: float) -> list[Figure]:
    return [Figure("local server, memory (proportional)", "MB", (memory,), 150, note="after all of these requests")]


def _rate(url: str, pid: int, seconds: float) -> list[Figure]:
    """Requests by the clock, and by the server\'s own processor time: its one thread cannot use more than a core."""
    targets = [
        _target(STATUS, id=",".join(str(1 + (first + one) % ROOMS) for one in range(AT_ONCE))) for first in (0, 40, 80)
    ]
    before = cpu_seconds(pid)
    count = answered(url, targets, seconds, LINES)
    used = cpu_seconds(pid) - before
    name = f"room status of {AT_ONCE} rooms"
    return [
        Figure(f"local server, {name}, by the clock", "a second", (count / seconds,), 1000, more=True),
        Figure(f"local server, {name}, a second of processor", "requests", (count / used,), 1000, more=True),
    ]


def _timed(url: str, targets: list[str]) -> tuple[float, ...]:
    """Milliseconds of each request, one after the other, over one connection."""
    values = []
    with Line(url) as line:
        for request in [line.request(one) for one in targets]:
            began = time.perf_counter()
            line.ask(request)
            values.append((time.perf_counter() - began) * 1000)
    return tuple(values)


def _beside_a_report(url: str, first: datetime) -> tuple[float, ...]:
    """Milliseconds of each room status, of a room that was not asked for before, while reports are made."""
    _, targets = next(_reports(first, 20))
    values: list[float] = []
    report = threading.Thread(target=_timed, args=(url, targets))
    report.start()
    while report.is_alive():
        values += _timed(url, [_target(STATUS, id=str(1 + len(values) % ROOMS))])
    return tuple(values)


def _booked(url: str, count: int) -> tuple[float, ...]:
    """Milliseconds of each booking, far ahead, where nobody else is."""
    start, values = datetime.fromisoformat("2030-01-01T08:00:00+00:00"), []
    with Line(url) as line:
        for number in range(count):
            at = start + timedelta(hours=number)
            period = {"start": at.isoformat(), "end": (at + timedelta(minutes=50)).isoformat()}
            body = json.dumps({"subject": "Planning", "period": period, "resources": [str(1 + number % ROOMS)]})
            request = line.request(f"{ROOT}/booking", body.encode())
            began = time.perf_counter()
            line.ask(request)
            values.append((time.perf_counter() - began) * 1000)
    return tuple(values)


def _posted(url: str, count: int) -> dict[str, tuple[float, ...]]:
    """Milliseconds of each sight of motion, each in another room, and of each wish to be called."""
    wish = {"ids": "1,2", "callbackUrl": "http://127.0.0.1:9/hint", "expireTime": 10}
    bodies = {
        "occupancy_sensor.post_data": [{"accessId": f"OCC{1 + n % ROOMS}", "hasMotion": True} for n in range(count)],
        "booking.subscribe": [wish] * count,
    }
    paths = {"occupancy_sensor.post_data": "occupancySensor/v1/data", "booking.subscribe": "booking/v1/subscribe"}
    found = {}
    with Line(url) as line:
        for name, wanted in bodies.items():
            values = []
            for body in wanted:
                request = line.request(f"{ROOT}/{paths[name]}", json.dumps(body).encode())
                began = time.perf_counter()
                line.ask(request)
                values.append((time.perf_counter() - began) * 1000)
            found[name] = tuple(values)
    return found


def _mix(first: datetime, count: int) -> Iterator[tuple[str, list[str]]]:
    """What panels, receptions and other programs ask: each time another day, room or page."""
    days = [first + timedelta(days=number * DAYS // count) for number in range(count)]
    spans = [{"from": day.isoformat(), "to": (day + timedelta(days=1)).isoformat()} for day in days]
    rooms = [str(1 + number * 7 % ROOMS) for number in range(count)]
    forty = [",".join(str(1 + (number * 40 + one) % ROOMS) for one in range(AT_ONCE)) for number in range(count)]
    booking = f"{ROOT}/booking/v1/appointments"
    yield "room_status.get", [_target(STATUS, id=one) for one in forty]
    yield "booking.appointments, a day", [_target(booking, **span, row="100") for span in spans]
    yield (
        "booking.appointments, a day of a room",
        [_target(booking, **span, bookableResourceId=room) for span, room in zip(spans, rooms, strict=True)],
    )
    yield "booking.appointments, text of a day", [_target(booking, **span, searchText="REVIEW 12") for span in spans]
    yield "booking.appointments, by booking", [_target(booking, bookingId=str(1 + n * 4999)) for n in range(count)]
    yield (
        "bookable_resource.search",
        [_target(f"{ROOT}/bookableResource/v1", page=str(1 + n % 9)) for n in range(count)],
    )
    yield "bookable_resource.get", [f"{ROOT}/bookableResource/v1/{room}" for room in rooms]
    yield from _more(first, spans, rooms)
    yield "building.search", [f"{ROOT}/building/v1"] * count
    yield "occupancy_sensor.search", [_target(f"{ROOT}/occupancySensor/v1", bookableResourceId=room) for room in rooms]
    yield "visitor_badge.search", [_target(f"{ROOT}/visitorBadge/v1", **span) for span in spans]
    yield "analytics.daily_visitors", [_target(f"{ROOT}/analytics/v1/visitor/daily", date=one["from"]) for one in spans]
    yield (
        "usage.booking_by_resource, a day of a floor",
        [
            _target(f"{ROOT}/usage/v1/booking/resource", **span, floorId=str(1 + n % FLOORS))
            for n, span in enumerate(spans)
        ],
    )
    yield (
        "usage.booking_by_time, a week of a room",
        [
            _target(f"{ROOT}/usage/v1/booking/time", **_week(day), bookableResourceId=room, groupPeriodBy="Hourly")
            for day, room in zip(days, rooms, strict=True)
        ],
    )


def _more(first: datetime, spans: list[dict[str, str]], rooms: list[str]) -> Iterator[tuple[str, list[str]]]:
    """What is asked more seldom."""
    booking = f"{ROOT}/booking/v1/appointments"
    yield (
        "booking.appointments, a year of a room",
        [_target(booking, **_year(first), bookableResourceId=room) for room in rooms],
    )
    for name, path in _SMALL.items():
        yield name, [_target(ROOT + path, row="100", page=str(1 + n % 3)) for n in range(len(rooms))]
    yield "access_key.search", [_target(f"{ROOT}/accessKey/v1", bookableResourceId=room) for room in rooms]
    yield "visitor_appointment.search", [_target(f"{ROOT}/visitorAppointment/v1", **span) for span in spans]
    dates = [one["from"] for one in spans]
    visits = f"{ROOT}/analytics/v1/visitorAppointment/daily"
    yield "analytics.daily_visitor_appointments", [_target(visits, date=one) for one in dates]
    yield "usage.occupancy_by_resource", [_target(f"{ROOT}/usage/v1/occupancy/resource", **span) for span in spans]
    yield "usage.occupancy_by_time", [_target(f"{ROOT}/usage/v1/occupancy/time", **span) for span in spans]


def _reports(first: datetime, count: int) -> Iterator[tuple[str, list[str]]]:
    """Reports over everything, as a manager asks for once a month."""
    year, usage = _year(first), f"{ROOT}/usage/v1/booking"
    yield "usage over a year, by resource", [_target(f"{usage}/resource", **year)] * count
    yield "usage over a year, by day", [_target(f"{usage}/time", **year)] * count
    yield "usage over a year, by the hour", [_target(f"{usage}/time", **year, groupPeriodBy="Hourly")] * count


def _year(first: datetime) -> dict[str, str]:
    return {"from": (first - timedelta(days=1)).isoformat(), "to": (first + timedelta(days=364)).isoformat()}


def _week(day: datetime) -> dict[str, str]:
    return {"from": day.isoformat(), "to": (day + timedelta(days=7)).isoformat()}


def _target(path: str, **query: str) -> str:
    return f"{path}?{urlencode(query)}"


def _tail(values: tuple[float, ...]) -> float:
    """The 99th percentile: of a hundred values the second largest."""
    ordered = sorted(values)
    return ordered[max(0, int(len(ordered) * 0.99) - 1)] if len(ordered) >= 100 else ordered[-1]
