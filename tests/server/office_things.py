"""The rows of the small office's people, visits and devices. All visits are on Friday 20 November 2026."""

from datetime import datetime

from kiosk.server.instants import to_ms


def at(clock: str) -> int:
    """Friday, Berlin's time, in milliseconds."""
    return to_ms(datetime.fromisoformat(f"2026-11-20T{clock}:00+01:00"))


_VISITOR = "INSERT INTO visitor (id, name, email, dial_code, number)"


def _visit(key: int, begin: str, finish: str, building: str = "1", host: str = "1", booking: str = "NULL") -> str:
    columns = "id, booking_id, building_id, inviting_user_id, subject, text_body, starts, ends, time_zone"
    place = f"'v{key}', {booking}, {building}, {host}"
    values = f"{place}, 'Visit {key}', 'Über Äpfel', {at(begin)}, {at(finish)}, 'Europe/Berlin'"
    return f"INSERT INTO visit ({columns}) VALUES ({values})"  # noqa: S608 - the tests' own rows


def _badge(key: int, visit: int, visitor: int, came: str | None = None, left: str | None = None) -> str:
    marks = ", ".join("NULL" if clock is None else str(at(clock)) for clock in (came, left))
    values = f"{key}, 'uid-{key}', 'CODE{key}A', 'v{visit}', {visitor}, {marks}"
    return f"INSERT INTO badge VALUES ({values})"  # noqa: S608 - the tests' own rows


def _appointment(booking: int, begin: str, finish: str) -> str:
    columns, values = (
        "id, booking_id, resource_id, starts, ends",
        f"'{booking}', {booking}, 1, {at(begin)}, {at(finish)}",
    )
    return f"INSERT INTO appointment ({columns}) VALUES ({values})"  # noqa: S608 - the tests' own rows


THINGS_SQL = (
    "INSERT INTO building (id, name, is_deleted) VALUES (2, 'Turm', 0)",
    "INSERT INTO local_name VALUES ('building', 2, 'de-DE', 'Turm')",
    "INSERT INTO local_name VALUES ('building', 2, 'en-US', 'Tower')",
    """INSERT INTO person (id, name, email, user_name, permissions)
       VALUES (1, 'Ada Lovelace', 'ada@example.com', 'ada', '["visitor.manage"]')""",
    "INSERT INTO person (id, name, email, is_deleted) VALUES (2, 'Zoë Núñez', 'zoe@example.com', 1)",
    "INSERT INTO user_group VALUES (1, 'Everyone')",
    "INSERT INTO user_group VALUES (2, 'Reception')",
    "INSERT INTO person_group VALUES (1, 1)",
    "INSERT INTO person_group VALUES (1, 2)",
    "INSERT INTO person_group VALUES (2, 1)",
    "INSERT INTO service_item (id, name, description, type, service_plan_id) VALUES (1, 'Coffee', 'And tea', 0, 7)",
    "INSERT INTO service_item (id, name, type, is_deleted) VALUES (2, 'Cleaning', 1, 1)",
    "INSERT INTO service_person VALUES (1, 2)",
    "INSERT INTO locker_bank VALUES (1, 'North', 1)",
    "INSERT INTO locker VALUES (1, 'N-01', 1, 0)",
    "INSERT INTO locker VALUES (2, 'Loose', NULL, 1)",
    "INSERT INTO controller VALUES (1, 'Gateway', 0, 'de-DE')",
    "INSERT INTO controller VALUES (2, 'Minew', 1, NULL)",
    "INSERT INTO tag (id, controller_id, external_key, resource_id) VALUES ('T1', 1, 'AC23', 1)",
    "INSERT INTO tag (id, controller_id, license_valid) VALUES ('T2', 1, 0)",
    "INSERT INTO sensor (id, kind, access_id, name, resource_id) VALUES (1, 0, 'OCC1', 'Ceiling', 1)",
    "INSERT INTO sensor (id, kind, access_id, name, resource_id) VALUES (2, 0, 'OCC2', 'Wall', 2)",
    "INSERT INTO sensor (id, kind, access_id, name) VALUES (3, 0, 'SPARE', NULL)",
    "INSERT INTO sensor (id, kind, access_id, name, resource_id) VALUES (4, 1, 'AIR1', 'Air', 1)",
    "INSERT INTO sensor (id, kind, access_id, name, is_deleted) VALUES (5, 1, 'OLD', 'Old air', 1)",
    """INSERT INTO booking (id, ical_uid, state, subject) VALUES (900, 'b900', 0, 'Booked with a visit')""",
    _appointment(900, "18:00", "19:00"),
    f"{_VISITOR} VALUES (1, 'Alan Turing', 'alan@example.org', '+44', '7700900001')",
    f"{_VISITOR} VALUES (2, 'Hedy Lamarr', NULL, NULL, NULL)",
    _visit(1, "09:00", "10:00"),
    _visit(2, "13:30", "15:00"),
    _visit(3, "12:00", "13:00", "2", "2"),
    _visit(4, "18:00", "19:00", "1", "1", "900"),
    _visit(5, "20:00", "21:00", "NULL", "NULL"),
    _badge(1, 1, 1, "08:55", "09:50"),
    _badge(2, 2, 1, "13:35"),
    _badge(3, 2, 2),
    _badge(4, 3, 2),
    _badge(5, 4, 1),
    _badge(6, 4, 2, "18:05", "18:55"),
    _badge(7, 5, 2),
)
