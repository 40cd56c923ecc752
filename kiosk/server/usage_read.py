"""Usage out of the kept figures: whole days are summed, and only what an edge cuts is looked at span by span."""

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from kiosk.server.instants import DAY
from kiosk.server.usage import Span, Use, merged, use_of
from kiosk.server.usage_cells import BEGUN, BIN, BINS, CARRIED, HOUSE, USED, unpack, unpack_bins

_ROOMS = "SELECT id, name, floor_id FROM resource WHERE NOT is_deleted ORDER BY id"
_EACH = "source = ? AND resource_id IN (SELECT value FROM json_each(?))"
_WHOLE = f"""
    SELECT resource_id, sum(begun), sum(used) FROM usage_day WHERE {_EACH} AND day > ? AND day < ?
    GROUP BY resource_id"""  # noqa: S608 - a literal
_COLUMNS = "day, begun, carried, used, first, last, spans"
_OF_DAY = f"SELECT resource_id, {_COLUMNS} FROM usage_day WHERE {_EACH} AND day = ?"  # noqa: S608 - literals
_OF_DAYS = f"SELECT {_COLUMNS} FROM usage_day WHERE {_EACH} AND day BETWEEN ? AND ?"  # noqa: S608 - literals
_BINS = """
    SELECT day, bins FROM usage_house
    WHERE source = ? AND place IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ?"""
Row = tuple[int, int, int, int, int, int, bytes]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is over: all resources with their names; the same as whole places, and the rest one by one."""

    source: int
    names: dict[int, str]
    places: list[int]
    rest: list[int]


def chosen(source: int, ids: list[int] | None, floors: list[int] | None, connection: sqlite3.Connection) -> Asked:
    """The resources with these ids and on these floors; None is no condition. Deleted ones are never asked for."""
    rows: list[tuple[int, str, int | None]] = [tuple(row) for row in connection.execute(_ROOMS)]
    wanted = None if ids is None else set(ids)
    names = {
        key: name
        for key, name, floor in rows
        if (wanted is None or key in wanted) and (floors is None or floor in floors)
    }
    if len(names) == len(rows):
        return Asked(source, names, [HOUSE], [])
    partly = {floor for key, _, floor in rows if key not in names}
    places = {floor for key, _, floor in rows if key in names and floor is not None} - partly
    rest = [key for key, _, floor in rows if key in names and floor not in places]
    return Asked(source, names, sorted(places), rest)


class Sums:
    """Spans and milliseconds of use between each edge and the next; what lies at `top` or later does not count."""

    def __init__(self, edges: Sequence[int], top: int) -> None:
        self.edges = edges
        self.top = min(top, edges[-1])
        self.counts = [0] * (len(edges) - 1)
        self.used = [0] * (len(edges) - 1)

    def add_cell(self, row: Row) -> None:
        """A resource's day. What began before the day was counted then, where the same two edges hold that time too."""
        day, begun, carried, used, first, last, spans = row
        edges, begin = self.edges, day * DAY
        place = bisect_right(edges, begin + first) - 1
        if 0 <= place < len(self.counts) and begin + last <= min(edges[place + 1], self.top):
            self.counts[place] += begun + (carried if edges[place] >= begin else 0)
            self.used[place] += used
            return
        pieces = [(begin + start, begin + end) for start, end in unpack(spans)]
        for number, (start, end) in enumerate(pieces):
            for place in self._touched(start, end):
                self.counts[place] += number >= carried or edges[place] >= begin
        for start, end in merged(pieces):
            for place in self._touched(start, end):
                self.used[place] += min(end, edges[place + 1], self.top) - max(start, edges[place])

    def _touched(self, start: int, end: int) -> range:
        first = max(bisect_right(self.edges, start) - 1, 0)
        return range(first, bisect_left(self.edges, min(end, self.top), first)) if start < self.top else range(0)

    def add_bins(self, day: int, packed: bytes) -> None:
        """A day of many resources, in which no edge cuts a bin."""
        edges, begin, bins = self.edges, day * DAY, unpack_bins(packed)
        used = [0, *accumulate(bins[USED : USED + BINS])]
        begun = [0, *accumulate(bins[BEGUN : BEGUN + BINS])]
        first = max(bisect_right(edges, begin) - 1, 0)
        for place in range(first, bisect_left(edges, min(begin + DAY, self.top), first)):
            one = max(0, (edges[place] - begin) // BIN)
            two = min(BINS, (min(edges[place + 1], self.top) - begin) // BIN)
            self.counts[place] += begun[two] - begun[one]
            self.used[place] += used[two] - used[one]
            if edges[place] >= begin:
                self.counts[place] += bins[CARRIED + one]

    def uses(self, resources: int) -> list[Use]:
        """What it comes to for so many resources, of which some may not have been used."""
        lengths = [(last - first) * resources for first, last in pairwise(self.edges)]
        return list(map(use_of, self.counts, self.used, lengths))


def by_time(asked: Asked, sums: Sums, connection: sqlite3.Connection) -> Sums:
    """All the resources together, added to `sums`."""
    if sums.top > sums.edges[0]:
        first, last = sums.edges[0] // DAY, (sums.top - 1) // DAY
        rough = {edge // DAY for edge in (*sums.edges, sums.top) if edge % BIN}
        cells = connection.cursor()
        cells.row_factory = None
        for row in cells.execute(_OF_DAYS, (asked.source, json.dumps(asked.rest), first, last)):
            sums.add_cell(row)
        for day, bins in connection.execute(_BINS, (asked.source, json.dumps(asked.places), first, last)):
            if day not in rough:
                sums.add_bins(day, bins)
        others = json.dumps(sorted(asked.names.keys() - set(asked.rest)))
        for day in rough if asked.places else ():
            for row in cells.execute(_OF_DAYS, (asked.source, others, day, day)):
                sums.add_cell(row)
    return sums


def by_resource(asked: Asked, start: int, end: int, connection: sqlite3.Connection) -> dict[int, Span]:
    """Spans and milliseconds of each resource within `[start, end)`; one that nobody used may be missing."""
    found: dict[int, Span] = {}
    if end <= start:
        return found
    ids, first, last = json.dumps(list(asked.names)), start // DAY, (end - 1) // DAY
    for key, begun, used in connection.execute(_WHOLE, (asked.source, ids, first, last)):
        found[key] = begun, used
    cells = connection.cursor()
    cells.row_factory = None
    for day in {first, last}:
        for row in cells.execute(_OF_DAY, (asked.source, ids, day)):
            sums = Sums((start, end), end)
            sums.add_cell(row[1:])
            count, used = found.get(row[0], (0, 0))
            found[row[0]] = count + sums.counts[0], used + sums.used[0]
    return found
