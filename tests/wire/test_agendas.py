"""Two answers over HTTP to one agenda a room: privacy, unreadable records, states, zones."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from tests.wire.conftest import NOW, Open, Serve
from tests.wire.office import Json, Office, listed, resource, shown, status

TEN, ELEVEN, TWELVE = "2026-03-30T10:00:00Z", "2026-03-30T11:00:00Z", "2026-03-30T12:00:00Z"
NAMES = {"booked": 0, "using": 1, "waitingCheckIn": 2}


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 30, hour, minute, tzinfo=UTC)


@pytest.fixture
def look(serve: Serve, open_backend: Open) -> "Look":
    return Look(serve, open_backend)


class Look:
    def __init__(self, serve: Serve, open_backend: Open) -> None:
        self._serve = serve
        self._open = open_backend

    async def __call__(
        self, office: Office, settings: RoomSettings | None = None, rooms: tuple[str, ...] = ("1",)
    ) -> list[Agenda]:
        office.directory = office.directory or [resource(int(one)) for one in rooms]
        server = await self._serve(office)
        return list((await self._open(server, settings).agendas(rooms, NOW, whole=True)).agendas)

    async def one(self, *rows: Json, room: Json | None = None, settings: RoomSettings | None = None) -> Agenda:
        return (await self(Office([room or status(1)], list(rows), names=NAMES), settings))[0]


def only(agenda: Agenda) -> Appointment:
    (one,) = agenda.appointments
    return one


def state(agenda: Agenda, now: datetime = NOW) -> Status:
    return derive(agenda, now, Policy()).status


async def test_both_answers_about_one_appointment_become_one(look: Look) -> None:
    agenda = await look.one(listed("a", TEN, ELEVEN, state=2), room=status(1, shown("a", TEN, ELEVEN)))
    one = only(agenda)
    assert (one.id, one.subject, one.organizer, one.booking_id) == ("a", "Review", "Grace H.", "7")
    assert (one.start, one.end, one.check_in) == (at(10), at(11), CheckIn.WAITING)
    assert (agenda.room.name, agenda.room.capacity, agenda.room.amenities) == ("Room 1", 8, ("TV",))
    assert (agenda.room.building, agenda.room.floor) == ("Main", "Floor 2")
    assert (agenda.as_of, agenda.known_until, agenda.ignored) == (NOW, NOW + timedelta(hours=36), 0)


async def test_what_only_the_status_shows_is_busy(look: Look) -> None:
    agenda = await look.one(room=status(1, shown("a", TEN, ELEVEN), shown("b", ELEVEN, TWELVE)))
    assert [one.id for one in agenda.appointments] == ["a", "b"]
    assert {one.check_in for one in agenda.appointments} == {CheckIn.NOT_NEEDED}


async def test_the_next_appointment_is_not_counted_twice(look: Look) -> None:
    coming = shown("b", ELEVEN, TWELVE)
    assert only(await look.one(room=status(1, None, coming, coming))).id == "b"


async def test_one_id_for_several_days_of_a_series_hides_none(look: Look) -> None:
    tomorrow = ("2026-03-31T10:00:00Z", "2026-03-31T11:00:00Z")
    rows = (listed("s", TEN, ELEVEN, state=1), listed("s", *tomorrow, state=2))
    agenda = await look.one(*rows, room=status(1, None, shown("s", *tomorrow)))
    assert [(one.start.day, one.check_in) for one in agenda.appointments] == [(30, CheckIn.DONE), (31, CheckIn.WAITING)]


@pytest.mark.parametrize("subject", [None, "", "   ", "\u200b"])
async def test_what_the_status_hides_stays_hidden(look: Look, subject: str | None) -> None:
    one = only(await look.one(listed("a", TEN, ELEVEN, "Layoffs"), room=status(1, shown("a", TEN, ELEVEN, subject))))
    assert (one.private, one.subject, one.organizer) == (True, None, None)


async def test_a_subject_that_is_missing_in_the_status_is_private(look: Look) -> None:
    bare = {"id": "a", "period": {"start": TEN, "end": ELEVEN}}
    one = only(await look.one(listed("a", TEN, ELEVEN, "Layoffs"), room=status(1, bare)))
    assert (one.private, one.subject, one.organizer) == (True, None, None)


async def test_what_the_status_hides_stays_hidden_under_another_id_of_the_same_period(look: Look) -> None:
    room = status(1, shown("other", "2026-03-30T12:00:00+02:00", ELEVEN, ""))
    agenda = await look.one(listed("a", TEN, ELEVEN, "Layoffs"), room=room)
    assert {(one.private, one.subject, one.organizer) for one in agenda.appointments} == {(True, None, None)}


async def test_an_organizer_that_the_status_hides_stays_hidden(look: Look) -> None:
    one = only(await look.one(listed("a", TEN, ELEVEN), room=status(1, shown("a", TEN, ELEVEN, "Review", None))))
    assert (one.private, one.subject, one.organizer) == (False, "Review", None)


async def test_an_empty_subject_in_the_list_is_private_too(look: Look) -> None:
    one = only(await look.one(listed("a", TEN, ELEVEN, ""), room=status(1, shown("a", TEN, ELEVEN, "Layoffs"))))
    assert (one.private, one.subject, one.organizer) == (True, None, None)


async def test_a_private_meeting_in_one_room_hides_nothing_in_another(look: Look) -> None:
    office = Office(
        [status(1, shown("a", TEN, ELEVEN, "")), status(2)],
        [listed("a", TEN, ELEVEN, room=1), listed("b", TEN, ELEVEN, room=2)],
    )
    first, second = await look(office, rooms=("1", "2"))
    assert (only(first).private, only(second).private, only(second).subject) == (True, False, "Review")


async def test_the_config_hides_subject_and_organizer_here(look: Look) -> None:
    settings = RoomSettings(show_subject=False, show_organizer=False)
    agenda = await look.one(listed("a", TEN, ELEVEN), room=status(1, shown("a", TEN, ELEVEN)), settings=settings)
    assert (only(agenda).private, only(agenda).subject, only(agenda).organizer) == (False, None, None)


@pytest.mark.parametrize(("flag", "preparation"), [(True, True), (12, True), ("true", True), (0, False), (None, False)])
async def test_preparation_has_no_text(look: Look, flag: object, preparation: bool) -> None:  # noqa: FBT001
    row = listed("a", TEN, ELEVEN, isPreparationAppointment=flag)
    one = only(await look.one(row, room=status(1, shown("a", TEN, ELEVEN))))
    assert (one.preparation, one.subject is None, one.organizer is None) == (preparation, preparation, preparation)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-03-30T11:00:00.1234567Z", at(11)),
        ("2026-03-30T13:00:00+0200", at(11)),
        ("2026-03-30T16:45:00+05:45", at(11)),
        ("2026-03-30T11:00:00z", at(11)),
        (" 2026-03-30 11:00:00Z ", at(11)),
    ],
)
async def test_every_way_to_write_an_instant_is_read(look: Look, text: str, read: datetime) -> None:
    agenda = await look.one(listed("a", TEN, text))
    assert only(agenda).end.replace(microsecond=0) == read
    assert (agenda.ignored, agenda.unreadable) == (0, False)


async def test_a_date_without_a_zone_is_read_in_the_room_s_zone_and_counted(look: Look) -> None:
    settings = RoomSettings(time_zone="Europe/Berlin", time_zones={"1": "Asia/Kathmandu"})
    agenda = await look.one(listed("a", "2026-03-30T10:00:00", "2026-03-30T11:00:00"), settings=settings)
    assert only(agenda).start == at(4, 15)
    assert (agenda.ignored, agenda.unreadable) == (1, False)


@pytest.mark.parametrize(
    "period",
    [
        None,
        {},
        {"start": TEN},
        {"start": TEN, "end": None},
        {"start": TEN, "end": 5},
        {"start": TEN, "end": "tomorrow"},
        {"start": TEN, "end": "0001-01-01T00:00:00+08:00"},
        [TEN, ELEVEN],
        "2026",
    ],
)
async def test_a_record_whose_dates_cannot_be_read_makes_its_room_unknown_and_no_other(
    look: Look, period: object
) -> None:
    rows = [listed("a", TEN, ELEVEN, period=period), listed("b", ELEVEN, TWELVE, room=2)]
    first, second = await look(Office([status(1), status(2)], rows), rooms=("1", "2"))
    assert (first.unreadable, first.ignored, state(first)) == (True, 1, Status.UNKNOWN)
    assert (second.unreadable, second.ignored, state(second)) == (False, 0, Status.FREE)


@pytest.mark.parametrize(
    "period", [None, {"start": TEN, "end": "?"}, {"start": TEN, "end": TEN}, {"start": ELEVEN, "end": TEN}]
)
async def test_what_the_server_calls_current_keeps_its_room_occupied_without_an_end(look: Look, period: object) -> None:
    agenda = await look.one(room=status(1, {**shown("a", TEN, TEN), "period": period}))
    seen = derive(agenda, NOW, Policy())
    assert (seen.status, seen.until) == (Status.OCCUPIED, None)
    assert agenda.ignored == 1


async def test_a_current_that_is_no_record_at_all_keeps_its_room_occupied(look: Look) -> None:
    room = {**status(1), "currentAppointment": 5}
    assert state(await look.one(room=room)) is Status.OCCUPIED


@pytest.mark.parametrize("end", [TEN, "2026-03-30T09:00:00Z"])
async def test_an_empty_or_inverted_period_in_the_list_is_ignored_and_counted(look: Look, end: str) -> None:
    agenda = await look.one(listed("a", TEN, end))
    assert (agenda.appointments, agenda.ignored, state(agenda)) == ((), 1, Status.FREE)


async def test_an_all_day_appointment_covers_the_room_s_local_day(look: Look) -> None:
    midnight = "2026-03-30T00:00:00+02:00"
    row = listed("a", midnight, midnight, isAllDay=True)
    agenda = await look.one(
        row, room=status(1, shown("a", midnight, midnight)), settings=RoomSettings(time_zone="Europe/Berlin")
    )
    assert (only(agenda).start, only(agenda).end) == (at(0) - timedelta(hours=2), at(22))
    assert agenda.open_ended is None


@pytest.mark.parametrize("value", [0, "0", "booked", 99, "99", "somethingNew", None, -1, 1.5, [], {"a": 1}])
async def test_every_other_state_is_busy(look: Look, value: object) -> None:
    agenda = await look.one(listed("a", TEN, ELEVEN, state=value))
    assert state(agenda) is Status.OCCUPIED


@pytest.mark.parametrize(
    ("name", "check_in"), [("waitingCheckIn", CheckIn.WAITING), ("using", CheckIn.DONE), ("USING", CheckIn.DONE)]
)
async def test_a_state_that_comes_as_a_name_is_understood(look: Look, name: str, check_in: CheckIn) -> None:
    assert only(await look.one(listed("a", TEN, ELEVEN, state=name))).check_in is check_in


@pytest.mark.parametrize("name", ["cancelled", "canceled", "declined", "noShow", "Rejected"])
async def test_a_cancelled_booking_is_not_shown(look: Look, name: str) -> None:
    agenda = await look.one(listed("a", TEN, ELEVEN, state=name), room=status(1, None, shown("a", TEN, ELEVEN)))
    assert (agenda.appointments, state(agenda)) == ((), Status.FREE)


@pytest.mark.parametrize(
    "field",
    [{"attendees": 5}, {"services": [{"period": None}]}, {"textBody": 7}, {"organizer": "Ada"}, {"appearanceType": {}}],
)
async def test_a_field_that_nobody_needs_spoils_nothing(look: Look, field: Json) -> None:
    agenda = await look.one(listed("a", TEN, ELEVEN, **field))
    assert (only(agenda).subject, agenda.unreadable) == ("Review", False)


async def test_unknown_and_missing_fields_do_no_harm(look: Look) -> None:
    row = {"bookableResource": {"id": "1"}, "period": {"start": TEN, "end": ELEVEN, "x": 1}, "new": [1]}
    agenda = await look.one(row)
    assert (state(agenda), only(agenda).private, agenda.unreadable) == (Status.OCCUPIED, True, False)


async def test_a_name_in_several_languages_is_read(serve: Serve, open_backend: Open) -> None:
    room = status(1)
    room["bookableResource"]["name"] = [{"language": "en-US", "text": "Harbour"}, {"language": "zh-TW", "text": "海港"}]
    office = Office([room], directory=[resource(1)])
    server = await serve(office)
    for language, name in (("zh-Hant", "海港"), ("en", "Harbour"), ("de", "Harbour")):
        snapshot = await open_backend(server, language=language).agendas(["1"], NOW)
        assert snapshot.agendas[0].room.name == name


@pytest.mark.parametrize("subject", ["<img src=x>" + "x" * 10_000, "اجتماع 🧪 e\u0301\u202e", "half \ud83d emoji"])
async def test_any_subject_arrives_as_text(look: Look, subject: str) -> None:
    one = only(await look.one(listed("a", TEN, ELEVEN, subject), room=status(1, shown("a", TEN, ELEVEN, subject))))
    assert one.subject == subject.encode("utf-8", "replace").decode()


async def test_a_bad_record_without_a_room_belongs_to_the_room_whose_status_shows_it(look: Look) -> None:
    office = Office(
        [status(1), status(2, None, shown("b", ELEVEN, TWELVE))],
        [{"id": "b", "period": None}],
    )
    first, second = await look(office, rooms=("1", "2"))
    assert (first.unreadable, second.unreadable) == (False, True)


async def test_ten_thousand_appointments_are_read(look: Look) -> None:
    rows = [listed(f"a{n}", TEN, ELEVEN, subject=f"Meeting {n}") for n in range(10_000)]
    agenda = await look.one(*rows)
    assert len(agenda.appointments) == 10_000
