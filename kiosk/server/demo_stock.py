"""Writes the demo's other things into the data file, once. What a person changed meanwhile stays as it is."""

import json
import sqlite3

from kiosk.server.demo_building import PEOPLE
from kiosk.server.demo_things import (
    CONTROLLERS,
    FACILITY,
    LOCAL_NAMES,
    LOCKER_BANKS,
    LOCKERS,
    NOT_ACTIVATED,
    PERMISSIONS,
    RECEPTION,
    RESOURCES,
    SENSORS,
    SERVICE_PLANS,
    SERVICE_STAFF,
    TAGS,
    TAIPEI,
    USER_GROUPS,
    VISITORS,
)

RESOURCE = """
    INSERT OR IGNORE INTO resource (id, access_id, name, type, category_id, category, description, floor_id, capacity,
        time_zone, needs_check_in, is_deleted)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_USER = """
    UPDATE person SET user_name = ?, activate_status = ?, permissions = ? WHERE id = ? AND user_name IS NULL"""
_TAG = """
    INSERT OR IGNORE INTO tag (id, controller_id, external_key, resource_id, license_valid, battery_level, screen_size,
        is_online)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_SENSOR = "INSERT OR IGNORE INTO sensor (id, kind, access_id, name, resource_id) VALUES (?, ?, ?, ?, ?)"
_PLAN = "UPDATE service_item SET service_plan_id = ? WHERE id = ? AND service_plan_id IS NULL"


def stock(connection: sqlite3.Connection) -> None:
    """Everything but the rooms and the people, which must be there already."""
    many = connection.executemany
    many(RESOURCE, RESOURCES)
    many("INSERT OR IGNORE INTO user_group VALUES (?, ?)", USER_GROUPS)
    members = [(one.id, group) for one in PEOPLE for group in _groups(one.id)]
    many("INSERT OR IGNORE INTO person_group VALUES (?, ?)", members)
    many(_USER, [_account(one.id, one.email) for one in PEOPLE])
    many(_PLAN, [(plan, item) for item, plan in SERVICE_PLANS.items()])
    many("INSERT OR IGNORE INTO service_person VALUES (?, ?)", SERVICE_STAFF)
    many("INSERT OR IGNORE INTO locker_bank VALUES (?, ?, ?)", LOCKER_BANKS)
    many("INSERT OR IGNORE INTO locker VALUES (?, ?, ?, ?)", LOCKERS)
    many("INSERT OR IGNORE INTO controller VALUES (?, ?, ?, ?)", CONTROLLERS)
    many(_TAG, TAGS)
    many(_SENSOR, SENSORS)
    many("INSERT OR IGNORE INTO local_name VALUES (?, ?, ?, ?)", LOCAL_NAMES)
    visitors = [(one.id, one.name, one.email, one.dial_code, one.number) for one in VISITORS]
    many("INSERT OR IGNORE INTO visitor (id, name, email, dial_code, number) VALUES (?, ?, ?, ?, ?)", visitors)


def _groups(person_id: int) -> list[int]:
    wanted = {1: True, 2: person_id in RECEPTION, 3: person_id in FACILITY, 4: person_id in TAIPEI}
    return [group for group, member in wanted.items() if member]


def _account(person_id: int, email: str) -> tuple[object, ...]:
    permissions = sorted({name for group in _groups(person_id) for name in PERMISSIONS.get(group, ())})
    return email.partition("@")[0], person_id not in NOT_ACTIVATED, json.dumps(permissions), person_id
