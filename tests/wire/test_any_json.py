"""Whatever a server puts into any field: nothing crashes, and a room with an unreadable record is never free."""

import copy
from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.decode import decode_all, split
from kiosk.backends.offision.directory import Entry
from kiosk.backends.offision.models import ListedAppointment, ResourceAppointment, RoomStatus, StateSeen
from kiosk.backends.offision.search import joined
from kiosk.backends.offision.states import BookingKind, LearnedStates
from kiosk.backends.offision.survey import of_bookings
from kiosk.backends.offision.translate import Look, agendas_in
from kiosk.domain.agenda import Agenda
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from tests.wire.conftest import NOW
from tests.wire.office import dumps, listed, shown, status

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
LEARNED = LearnedStates({"booked": 0, "waitingCheckIn": 1, "cancelled": 5})
HOUR = timedelta(hours=1)
KINDS: list[type[ListedAppointment | StateSeen]] = [ListedAppointment, ResourceAppointment, StateSeen]
NEVER_FREE = {Status.OCCUPIED, Status.UNKNOWN, Status.WAITING_CHECK_IN}


def text(hours: float) -> str:
    return (NOW + hours * HOUR).isoformat()


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, the whole first."""
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [path, *(deeper for key, item in items for deeper in places(item, (*path, key)))]


def put(value: Any, path: tuple[Any, ...], new: object) -> Any:  # noqa: ANN401 - any JSON
    if not path:
        return new
    changed = copy.copy(value)
    changed[path[0]] = put(value[path[0]], path[1:], new)
    return changed


def without(value: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401 - any JSON
    if not path:
        return None
    kept = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1:
        del kept[path[0]]
    else:
        kept[path[0]] = without(value[path[0]], path[1:])
    return kept


def agendas(statuses: list[Any], rows: list[Any]) -> list[Agenda]:
    look = Look(
        decode_all(RoomStatus, split(dumps(statuses))),
        decode_all(ListedAppointment, split(dumps(rows))),
        NOW,
        NOW + 36 * HOUR,
        {"1": Entry("1"), "2": Entry("2")},
        LEARNED,
        RoomSettings(),
    )
    return list(agendas_in(look, ["1", "2"]))


STATUS = status(1, shown("a", text(-1), text(1)), shown("b", text(1), text(2)), shown("b", text(1), text(2)))
ROW = listed("a", text(-1), text(1))
OTHER_STATUS, OTHER_ROW = status(2), listed("z", text(5), text(6), room=2)


def seen(agenda: Agenda) -> Status:
    return derive(agenda, NOW, Policy()).status


@given(st.sampled_from(places(STATUS)), JSON)
def test_any_json_anywhere_in_a_status(path: tuple[Any, ...], new: object) -> None:
    assume(str(new) != "2")
    changed = put(STATUS, path, new)
    first, second = agendas([changed, OTHER_STATUS], [ROW, OTHER_ROW])
    assert seen(first) in NEVER_FREE
    assert (second.unreadable, len(second.appointments), seen(second)) == (False, 1, Status.FREE)


@given(st.sampled_from(places(ROW)), JSON)
def test_any_json_anywhere_in_a_listed_appointment_of_an_occupied_room(path: tuple[Any, ...], new: object) -> None:
    first, second = agendas([STATUS, OTHER_STATUS], [put(ROW, path, new), OTHER_ROW])
    if "bookingState" not in path and "booking" not in path:
        assert seen(first) in NEVER_FREE
    assert second.appointments


VITAL = ("period", "isAllDay")


@given(st.sampled_from([one for one in places(ROW) if one and one[0] in VITAL]), JSON)
def test_a_listed_appointment_is_read_or_its_room_is_not_free(path: tuple[Any, ...], new: object) -> None:
    first, second = agendas([status(1), OTHER_STATUS], [put(ROW, path, new), OTHER_ROW])
    assert first.appointments or first.ignored
    assert not first.unreadable or seen(first) in NEVER_FREE
    assert not second.unreadable


@given(JSON)
def test_any_json_as_the_whole_list_of_records(items: object) -> None:
    listing = items if isinstance(items, list) else [items]
    for agenda in agendas(listing, [ROW]):
        assert seen(agenda) in NEVER_FREE


@given(JSON, JSON)
def test_any_state_of_a_booking_is_busy_unless_it_is_known_to_be_cancelled(state: object, flag: object) -> None:
    (first, _) = agendas([status(1)], [listed("a", text(-1), text(1), state=state, isPreparationAppointment=flag)])
    whole = int(state) if isinstance(state, float) and state.is_integer() else state
    readable = whole if isinstance(whole, int | str) and not isinstance(whole, bool) else None
    assert (seen(first) in NEVER_FREE) is (LEARNED.kind_of(readable) is not BookingKind.HIDDEN)


def test_the_untouched_records_are_read() -> None:
    first, second = agendas([STATUS, OTHER_STATUS], [ROW, OTHER_ROW])
    assert [one.id for one in first.appointments] == ["a", "b"]
    assert (first.unreadable, first.ignored, seen(first)) == (False, 0, Status.OCCUPIED)
    assert msgspec.json.decode(dumps(STATUS)) == STATUS
    assert seen(second) is Status.FREE


@given(st.lists(st.tuples(st.sampled_from(places(ROW)[1:]), JSON), max_size=4), st.sampled_from(KINDS))
def test_records_are_read_alike_among_others_and_alone(
    changes: list[tuple[tuple[Any, ...], object]], kind: type[ListedAppointment | StateSeen]
) -> None:
    items = split(dumps([ROW, *(put(ROW, path, new) for path, new in changes), OTHER_ROW]))

    together, alone = decode_all(kind, items), joined([decode_all(kind, [one]) for one in items])
    assert together == alone
    assert len(together.items) + len(together.bad) == len(items)


@given(st.sampled_from(places(ROW)), JSON)
def test_a_state_is_read_of_the_same_records_as_the_whole(path: tuple[Any, ...], new: object) -> None:
    items = split(dumps([put(ROW, path, new)]))
    whole, seen = decode_all(ResourceAppointment, items), decode_all(StateSeen, items)

    assert of_bookings(seen.items) == of_bookings(whole.items)
    assert seen.bad == whole.bad
