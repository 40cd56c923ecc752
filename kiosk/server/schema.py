"""The tables, and how an older data file is brought up to date. Instants are milliseconds in UTC."""

import sqlite3
from pathlib import Path

from kiosk.server.backup import keep_copy
from kiosk.server.refusal import ServerFault
from kiosk.server.schema_usage import USAGE
from kiosk.server.telling import Telling, silent

VERSIONS = (
    """
    CREATE TABLE building (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, address TEXT, is_deleted INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE floor (
        id INTEGER PRIMARY KEY, building_id INTEGER NOT NULL REFERENCES building, name TEXT NOT NULL,
        position INTEGER NOT NULL);
    CREATE TABLE resource (
        id INTEGER PRIMARY KEY, access_id TEXT UNIQUE, name TEXT NOT NULL, type INTEGER NOT NULL,
        category_id INTEGER, category TEXT, description TEXT, floor_id INTEGER REFERENCES floor, capacity INTEGER,
        time_zone TEXT NOT NULL, needs_check_in INTEGER NOT NULL DEFAULT 0, is_deleted INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE amenity (
        resource_id INTEGER NOT NULL REFERENCES resource, id INTEGER NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (resource_id, id)) WITHOUT ROWID;
    CREATE TABLE service_item (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT, type INTEGER NOT NULL,
        is_deleted INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE resource_service (
        resource_id INTEGER NOT NULL REFERENCES resource, service_item_id INTEGER NOT NULL REFERENCES service_item,
        PRIMARY KEY (resource_id, service_item_id)) WITHOUT ROWID;
    CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE);
    CREATE TABLE booking (
        id INTEGER PRIMARY KEY, ical_uid TEXT NOT NULL, state INTEGER NOT NULL, turns_into INTEGER, turns_at INTEGER,
        subject TEXT, text_body TEXT, private INTEGER NOT NULL DEFAULT 0, all_day INTEGER NOT NULL DEFAULT 0,
        organizer_id INTEGER, organizer TEXT, organizer_email TEXT, attendees TEXT NOT NULL DEFAULT '[]');
    CREATE TABLE appointment (
        id TEXT PRIMARY KEY, booking_id INTEGER NOT NULL REFERENCES booking,
        resource_id INTEGER NOT NULL REFERENCES resource, starts INTEGER, ends INTEGER,
        preparation INTEGER NOT NULL DEFAULT 0, services TEXT NOT NULL DEFAULT '[]', CHECK (ends > starts));
    CREATE INDEX appointment_by_start ON appointment (starts, id);
    CREATE INDEX appointment_by_end ON appointment (resource_id, ends);
    CREATE INDEX appointment_by_booking ON appointment (booking_id);
    CREATE TABLE subscription (
        id TEXT PRIMARY KEY, operation TEXT NOT NULL, callback_url TEXT NOT NULL, expires INTEGER NOT NULL,
        resource_ids TEXT NOT NULL);
    CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE demo_day (day INTEGER PRIMARY KEY);
    INSERT INTO counter VALUES ('booking', 0);
    """,
    """
    CREATE INDEX appointment_by_length ON appointment (ends - starts);
    CREATE INDEX booking_by_turn ON booking (turns_at) WHERE turns_at IS NOT NULL;
    ALTER TABLE person ADD COLUMN user_name TEXT;
    ALTER TABLE person ADD COLUMN activate_status INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE person ADD COLUMN permissions TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE person ADD COLUMN is_deleted INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE user_group (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE person_group (
        person_id INTEGER NOT NULL REFERENCES person, group_id INTEGER NOT NULL REFERENCES user_group,
        PRIMARY KEY (person_id, group_id)) WITHOUT ROWID;
    ALTER TABLE service_item ADD COLUMN service_plan_id INTEGER;
    CREATE TABLE service_person (
        service_item_id INTEGER NOT NULL REFERENCES service_item, person_id INTEGER NOT NULL REFERENCES person,
        PRIMARY KEY (service_item_id, person_id)) WITHOUT ROWID;
    CREATE TABLE locker_bank (id INTEGER PRIMARY KEY, name TEXT NOT NULL, floor_id INTEGER REFERENCES floor);
    CREATE TABLE locker (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, bank_id INTEGER REFERENCES locker_bank,
        is_deleted INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE controller (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, type INTEGER NOT NULL, language TEXT);
    CREATE TABLE tag (
        id TEXT PRIMARY KEY, controller_id INTEGER NOT NULL REFERENCES controller, external_key TEXT,
        resource_id INTEGER REFERENCES resource, license_valid INTEGER NOT NULL DEFAULT 1,
        battery_level REAL, screen_size REAL, is_online INTEGER, reported INTEGER);
    CREATE TABLE sensor (
        id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, access_id TEXT NOT NULL UNIQUE, name TEXT,
        resource_id INTEGER REFERENCES resource, is_deleted INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX sensor_by_resource ON sensor (resource_id);
    CREATE TABLE motion (
        sensor_id INTEGER NOT NULL REFERENCES sensor, at INTEGER NOT NULL, seen INTEGER NOT NULL,
        PRIMARY KEY (sensor_id, at)) WITHOUT ROWID;
    CREATE TABLE environment (
        sensor_id INTEGER NOT NULL REFERENCES sensor, at INTEGER NOT NULL, measured TEXT NOT NULL,
        PRIMARY KEY (sensor_id, at)) WITHOUT ROWID;
    CREATE TABLE local_name (
        kind TEXT NOT NULL, id INTEGER NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (kind, id, language)) WITHOUT ROWID;
    CREATE TABLE visitor (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, dial_code TEXT, number TEXT);
    CREATE TABLE visit (
        id TEXT PRIMARY KEY, booking_id INTEGER REFERENCES booking, building_id INTEGER REFERENCES building,
        inviting_user_id INTEGER REFERENCES person, subject TEXT, text_body TEXT, private INTEGER NOT NULL DEFAULT 0,
        all_day INTEGER NOT NULL DEFAULT 0, starts INTEGER NOT NULL, ends INTEGER NOT NULL, time_zone TEXT NOT NULL,
        CHECK (ends > starts));
    CREATE INDEX visit_by_start ON visit (starts, id);
    CREATE INDEX visit_by_end ON visit (ends);
    CREATE TABLE badge (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE,
        visit_id TEXT NOT NULL REFERENCES visit, visitor_id INTEGER NOT NULL REFERENCES visitor,
        checked_in INTEGER, checked_out INTEGER);
    CREATE INDEX badge_by_visit ON badge (visit_id);
    CREATE TABLE demo_trace (day INTEGER PRIMARY KEY);
    """,
    """
    CREATE TABLE problem (
        id INTEGER PRIMARY KEY, resource_id INTEGER NOT NULL REFERENCES resource, kind TEXT NOT NULL, text TEXT,
        at INTEGER NOT NULL, received INTEGER NOT NULL, key TEXT UNIQUE);
    CREATE INDEX problem_by_room ON problem (resource_id, received);
    CREATE INDEX problem_by_time ON problem (received);
    """,
    """
    CREATE INDEX meeting_by_room ON appointment (resource_id, starts, ends, booking_id, preparation)
        WHERE NOT preparation;
    CREATE INDEX booking_given_back ON booking (id, state, turns_into, turns_at)
        WHERE state IN (3, 4, 5) OR turns_into IN (3, 4, 5);
    """,
    """
    ALTER TABLE visitor ADD COLUMN company TEXT;
    ALTER TABLE visit ADD COLUMN named_host TEXT;
    ALTER TABLE visit ADD COLUMN named_host_email TEXT;
    ALTER TABLE visit ADD COLUMN resource_id INTEGER REFERENCES resource;
    CREATE TABLE visit_act (
        key TEXT PRIMARY KEY, badge_id INTEGER NOT NULL REFERENCES badge, act TEXT NOT NULL, at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX badge_by_arrival ON badge (checked_in) WHERE checked_in IS NOT NULL;
    """,
    """
    CREATE TABLE guesses (building TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
    """,
    USAGE,
)


def migrate(connection: sqlite3.Connection, path: Path | None = None, say: Telling = silent) -> None:
    """Bring the tables to the newest version, each step whole or not at all; there is no way back.

    Before the first step of an older file a copy of it is kept beside `path`. Raises `ServerFault` for a newer file,
    sqlite3.Error and OSError where the copy cannot be made: then nothing has changed.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(VERSIONS):
        message = (
            f"the data file has version {version}, this program knows up to {len(VERSIONS)}: "
            "use the program that wrote it, or another data file"
        )
        raise ServerFault(message)
    if path is not None and 0 < version < len(VERSIONS):
        say(f"Keeping a copy of {path.name} as it is")
        keep_copy(connection, path, version)
    for number, script in enumerate(VERSIONS[version:], start=version + 1):
        if version:
            say(f"Bringing the data up to date, step {number - version} of {len(VERSIONS) - version}")
        connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;")
