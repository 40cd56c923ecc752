"""Answers that hold until something changes: kept as they were sent, so that a building full of panels costs little."""

from dataclasses import dataclass

MOST_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that is right over `[since, until)` in milliseconds, while the data file has this version."""

    body: bytes
    version: int
    since: int
    until: int


class StatusCache:
    """The last answer to each question, within 8 MiB; the oldest ones are forgotten first."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, ...] | None, Kept] = {}
        self._bytes = 0

    def find(self, ids: tuple[int, ...] | None, version: int, now: int) -> Kept | None:
        """The answer to this question, None where it is not known or not right any more."""
        kept = self._kept.get(ids)
        if kept is None or kept.version != version or not kept.since <= now < kept.until:
            return None
        return kept

    def keep(self, ids: tuple[int, ...] | None, kept: Kept) -> None:
        """From now on this is the answer."""
        self._forget(ids)
        while self._kept and self._bytes + len(kept.body) > MOST_BYTES:
            self._forget(next(iter(self._kept)))
        if len(kept.body) <= MOST_BYTES:
            self._kept[ids] = kept
            self._bytes += len(kept.body)

    def _forget(self, ids: tuple[int, ...] | None) -> None:
        if (old := self._kept.pop(ids, None)) is not None:
            self._bytes -= len(old.body)
