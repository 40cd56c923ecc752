"""The tables, and how an older data file is brought up to date. Instants are milliseconds in UTC."""

import sqlite3

from kiosk.server.refusal import ServerFault

_VERSIONS = (
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
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to the newest version, each step whole or not at all. Raises `ServerFault` for a newer file."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(_VERSIONS):
        message = (
            f"the data file has version {version}, this program knows up to {len(_VERSIONS)}: "
            "use the program that wrote it, or another data file"
        )
        raise ServerFault(message)
    for number, script in enumerate(_VERSIONS[version:], start=version + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;")
