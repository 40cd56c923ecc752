"""What is known of every tag of the service, told to whoever asks, and kept on disk. Knows no gateway's protocol."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kiosk.tags.bindings import Binding
from kiosk.tags.draw import NoCode
from kiosk.tags.faces import Told, place_of
from kiosk.tags.gateways.gateway import TagReport
from kiosk.tags.picture import Palette
from kiosk.tags.record import TagRecord, unseen
from kiosk.tags.rules import OVERDUE_SECONDS, Moment
from kiosk.tags.schedule import Delivery, resumed
from kiosk.tags.store import Kept, TagStore, lasting

_SHORTEST_INTERVAL = 10.0
WHY_NO_CODE = {
    NoCode.NO_LINK: "The room has no link that may stand on a sign now.",
    NoCode.LINK_TOO_LONG: "The room's link is too long for a code.",
    NoCode.PANEL_TOO_SMALL: "The panel is too small for a code that a phone can read.",
}


@dataclass(slots=True)
class Problems:
    """What is wrong with one tag, by where it comes from; what weighs most comes first."""

    room: str = ""
    gateway: str = ""
    push: str = ""
    text: str = ""

    @property
    def first(self) -> str | None:
        """One sentence, None where all is well."""
        return self.room or self.push or self.gateway or self.text or None


@dataclass(slots=True)
class _Entry:
    delivery: Delivery
    record: TagRecord
    place: str
    problems: Problems = field(default_factory=Problems)


class Ledger:
    """The records of these tags. What is noted is told at once, and kept by the next `flush`.

    `sure`: the time of `moment` is, and so how long ago it was that something was kept.
    """

    def __init__(self, bindings: Iterable[Binding], store: TagStore, moment: Moment, *, sure: bool = True) -> None:
        self._store = store
        kept = store.kept()
        self._entries = {one.tag.id: _entry(one, kept.get(one.tag.id), moment, sure=sure) for one in bindings}
        self._unsaved: set[str] = set()

    def records(self) -> tuple[TagRecord, ...]:
        """One for each tag, in the order of their ids."""
        return tuple(self._entries[tag].record for tag in sorted(self._entries))

    def delivery(self, tag: str) -> Delivery:
        """How far a tag's delivery had come, when the service was started."""
        return self._entries[tag].delivery

    def told(self, tag: str, told: Told) -> None:
        """A tag's newest face."""
        entry, reason = self._entries[tag], told.sketch.no_code
        why = None if reason is None else WHY_NO_CODE[reason]
        self._note(entry, replace(entry.record, face=told.wish.face, qr=reason is None, qr_reason=why))

    def delivered(self, tag: str, delivery: Delivery) -> None:
        """How far a tag's delivery has come."""
        entry = self._entries[tag]
        entry.delivery = delivery
        self._unsaved.add(tag)
        self._note(
            entry,
            replace(
                entry.record,
                shown=delivery.shown,
                pushed_at=delivery.pushed_on,
                acknowledged_at=delivery.shown_on,
            ),
        )

    def heard(self, tag: str, report: TagReport, moment: Moment) -> None:
        """What its gateway says of a tag; what it does not say stays as it was."""
        entry = self._entries[tag]
        old, late = entry.record, missed(report, moment)
        online = old.online if report.online is None else report.online
        volts = old.battery_millivolts if report.battery_millivolts is None else report.battery_millivolts
        percent = old.battery_percent if report.battery_percent is None else report.battery_percent
        if (online, volts, percent, late) != (old.online, old.battery_millivolts, old.battery_percent, old.missed):
            self._note(
                entry, replace(old, online=online, battery_millivolts=volts, battery_percent=percent, missed=late)
            )

    def trouble(
        self,
        tag: str,
        *,
        room: str | None = None,
        gateway: str | None = None,
        push: str | None = None,
        text: str | None = None,
    ) -> None:
        """What is wrong with a tag from now on; empty: nothing any more."""
        entry = self._entries[tag]
        problems = entry.problems
        problems.room = problems.room if room is None else room
        problems.gateway = problems.gateway if gateway is None else gateway
        problems.push = problems.push if push is None else push
        problems.text = problems.text if text is None else text
        if problems.first != entry.record.problem:
            self._note(entry, replace(entry.record, problem=problems.first))

    def flush(self) -> None:
        """Keep what is new."""
        unsaved = [self._entries[tag] for tag in sorted(self._unsaved)]
        self._unsaved.clear()
        self._store.save(Kept(one.record, lasting(one.delivery), one.place) for one in unsaved)

    def _note(self, entry: _Entry, record: TagRecord) -> None:
        if record != entry.record:
            entry.record = record
            self._unsaved.add(record.id)


def missed(report: TagReport, moment: Moment) -> int:
    """How many times in a row the tag should have called and did not, by the rhythm of its last call."""
    if report.calls_at is None or report.seen_at is None:
        return 0
    late = (moment.now - report.calls_at).total_seconds() - OVERDUE_SECONDS
    interval = max((report.calls_at - report.seen_at).total_seconds(), _SHORTEST_INTERVAL)
    return 0 if late <= 0 else 1 + int(late / interval)


def _entry(one: Binding, kept: Kept | None, moment: Moment, *, sure: bool) -> _Entry:
    """As it was kept, unless it is bound in another way now."""
    blank, colour = unseen(one), one.panel.palette is not Palette.BW
    place = place_of(one)
    if kept is None or kept.place != place:
        return _Entry(Delivery(colour), blank, place)
    record = replace(kept.record, room=blank.room, missed=0, problem=None)
    return _Entry(resumed(kept.delivery, moment, sure=sure), record, place)
