"""Tags: signs a second drawn and packed, over all panels, beside a short script and other renderers; their bytes."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import mean
from zlib import crc32

from kiosk.tags.codecs.opendisplay import compressed, planes
from kiosk.tags.codecs.png import png
from kiosk.tags.draw import Artist, sketch
from kiosk.tags.face import Face
from kiosk.tags.panels import Panel, panel_named, panels
from kiosk.tags.picture import Palette, Picture
from tests.app.programs import ROOT
from tests.benchmarks.figures import Figure
from tests.benchmarks.tag_items import items
from tests.benchmarks.tag_naive import naive
from tests.benchmarks.tag_signs import faces

PEERS = ROOT / "build" / "tag-peers" / "bin" / "python"
PLAIN, SQUEEZED, TIMES, EACH, BYTES, SAME_US, MEMORY_MB = 2500, 1500, 15, 1500, 4600, 10, 200
FLEET_SECONDS, _FLEET, _SMALL_FLEET = 30, 10_000, 1000
_LARGEST = 960 * 680
_ROUNDS, _FEW_ROUNDS = 5, 3


def measure(*, quick: bool) -> list[Figure]:
    """Each sign another; what was drawn of earlier ones is kept, as in a service that runs."""
    count = 100 if quick else 400
    rates = {panel.name: _rates(panel, count // 4) for panel in panels()}
    return [*_usual(count), *_over(rates), _unchanged(count), _memory(), *_fleets(quick=quick)]


def _usual(count: int) -> list[Figure]:
    """The usual sign, 7.5 inches with red, compared in the same run."""
    panel = _panel("7.5-bwr")
    plain, squeezed = _rate(panel, count, _packed), _rate(panel, count, lambda one: compressed(_packed(one)))
    script = _script(faces(count // 4, 9))
    drawn = Artist()
    sizes = [len(compressed(_packed(drawn.draw(sketch(one, panel)).picture))) for one in faces(count, 8)]
    others = _others(count // 10)
    return [
        _figure("drawn, packed, crc", plain, PLAIN, script, "a short script"),
        _figure("drawn, packed, crc, zlib", squeezed, SQUEEZED, script, "a short script"),
        Figure("tags, a sign 800 × 480 with red, sent", "bytes", (mean(sizes),), BYTES),
        Figure("tags, times as fast as a short script", "×", (max(squeezed) / max(script),), TIMES, more=True),
        *(_figure("drawn, packed, crc, zlib", squeezed, SQUEEZED, (rate,), name) for name, rate in others.items()),
    ]


def _figure(name: str, rates: tuple[float, ...], target: float, rival: tuple[float, ...], against: str) -> Figure:
    name = f"tags, a sign 800 × 480 with red {name}"
    return Figure(name, "a second", rates, target, rival, more=True, against=against)


def _over(rates: dict[str, tuple[float, float]]) -> list[Figure]:
    upto = {name: one for name, one in rates.items() if _area(_panel(name)) <= _LARGEST}
    slowest = min(upto, key=lambda name: upto[name][0])
    tight = min(upto, key=lambda name: upto[name][1])
    plain, squeezed = tuple(one for one, _ in upto.values()), tuple(one for _, one in upto.values())
    many = f"{len(upto)} panels of {len(rates)}"
    return [
        Figure(
            f"tags, {slowest}, the slowest up to 960 × 680, packed, crc", "a second", (min(plain),), EACH, more=True
        ),
        Figure(f"tags, {tight}, the slowest up to 960 × 680, as sent", "a second", (min(squeezed),), more=True),
        Figure("tags, every panel up to 960 × 680, packed, crc", "a second", plain, EACH, more=True, note=many),
    ]


def _unchanged(count: int) -> Figure:
    """Whether a sign shows already what it should; then nothing is drawn and nobody is asked."""
    panel, found = _panel("7.5-bwr"), []
    for seed in range(_ROUNDS):
        some = faces(count, seed)
        known = [sketch(one, panel).key for one in some]
        before = time.process_time()
        same = [sketch(one, panel).key == key for one, key in zip(some, known, strict=True)]
        found.append(1e6 * (time.process_time() - before) / len(some))
        assert all(same)
    return Figure("tags, a face that is the same, 0 bytes, 0 requests", "µs", tuple(found), SAME_US)


def _memory() -> Figure:
    """A process of its own, as this one holds what was measured before."""
    command = [sys.executable, "-m", "tests.benchmarks.tag_memory"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Figure("tags, most memory, 16 sizes in turn", "MB", (float(done.stdout),), MEMORY_MB)


def _fleets(*, quick: bool) -> list[Figure]:
    """A first start of a whole building, each sign drawn and packed; what is waited for costs nothing."""
    tags = _SMALL_FLEET if quick else _FLEET
    clean, troubled = _fleet(0.0, tags), _fleet(0.2, tags)
    name, unit, most = f"tags, a first start of {tags:,}", "s of a core", (clean["megabytes"], troubled["megabytes"])
    return [
        Figure(name, unit, (clean["processor"],), FLEET_SECONDS, note=_told(clean)),
        Figure(f"{name}, 20 % of all calls fail", unit, (troubled["processor"],), FLEET_SECONDS, note=_told(troubled)),
        Figure(f"{name}, most memory", "MB", most, MEMORY_MB),
    ]


def _fleet(share: float, tags: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.tag_fleet", str(share), str(tags)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {str(name): float(value) for name, value in json.loads(done.stdout).items()}


def _told(went: dict[str, float]) -> str:
    confirmed, waited = f"{went['confirmed']:.2%} confirmed", f"{went['virtual_seconds']:.0f} s with its waiting"
    return f"{confirmed}, {went['pushes']:.0f} signs handed over, {went['seconds']:.1f} s by the clock, {waited}"


def _rates(panel: Panel, count: int) -> tuple[float, float]:
    """Signs a second: their planes, of all their inks but white; and as they are sent, compressed or as a PNG."""
    planar = panel.palette in (Palette.BW, Palette.BWR, Palette.BWY)
    plain = _rate(panel, count, _packed if planar else _every_plane, _FEW_ROUNDS)
    sent = _rate(panel, count, (lambda one: compressed(_packed(one))) if planar else png, _FEW_ROUNDS)
    return max(plain), max(sent)


def _rate(panel: Panel, count: int, work: Callable[[Picture], bytes], rounds: int = _ROUNDS) -> tuple[float, ...]:
    """Signs a second of one core, for several rounds of other signs each, of which the first is not counted."""
    artist, found = Artist(), []
    for seed in range(rounds + 1):
        some = faces(count, seed, count)
        before = time.process_time()
        for one in some:
            work(artist.draw(sketch(one, panel)).picture)
        found.append(len(some) / (time.process_time() - before))
    return tuple(found[1:])


def _packed(picture: Picture) -> bytes:
    data = planes(picture)
    crc32(data)
    return data


def _every_plane(picture: Picture) -> bytes:
    data = b"".join([picture.plane(ink) for ink in range(len(picture.palette.inks)) if ink != 1])
    crc32(data)
    return data


def _script(some: list[Face]) -> tuple[float, ...]:
    lists = [items(one) for one in some]
    naive(lists[0])
    before = time.process_time()
    for one in lists:
        naive(one)
    return (len(lists) / (time.process_time() - before),)


def _others(count: int) -> dict[str, float]:
    """Other renderers, where `make bench-peers` has installed them."""
    if not PEERS.exists():
        return {}
    lists = json.dumps([items(one) for one in faces(max(6, count), 9)])
    script = str(ROOT / "tests" / "benchmarks" / "tag_peers.py")
    done = subprocess.run([str(PEERS), script], input=lists, capture_output=True, text=True, check=True)
    return {str(name): float(rate) for name, rate in json.loads(done.stdout).items()}


def _panel(name: str) -> Panel:
    panel = panel_named(name)
    assert panel is not None
    return panel


def _area(panel: Panel) -> int:
    return panel.width * panel.height
