"""Visitor appointments: who is visited by whom, where and when. Names come by language here."""

import json
import sqlite3
from functools import partial

from starlette.requests import Request

from kiosk.server.instants import period
from kiosk.server.numbers import BOOKING_STATES
from kiosk.server.office import Office, Operation
from kiosk.server.query import Page, Query
from kiosk.server.routes.appointments import state_at
from kiosk.server.routes.badges import overlapping, span_of
from kiosk.server.sql import Where, page_of

LANGUAGE = "en-US"  # of a name that was given once, without saying in which language
_NAMES = """(SELECT json_group_array(json_object('language', n.language, 'text', n.text))
    FROM local_name n WHERE n.kind = '{kind}' AND n.id = {id})"""
_ROOMS = f"""(SELECT json_group_array(json_object('id', r.id, 'name', r.name, 'type', r.type,
        'names', json({_NAMES.format(kind="resource", id="r.id")})))
    FROM (SELECT resource_id FROM appointment WHERE booking_id = v.booking_id
        UNION SELECT v.resource_id WHERE v.resource_id IS NOT NULL ORDER BY 1) x
    JOIN resource r ON r.id = x.resource_id)"""  # noqa: S608 - literals
_VISITORS = """(SELECT json_group_array(json_object('id', w.id, 'displayName', w.name))
    FROM badge g JOIN visitor w ON w.id = g.visitor_id WHERE g.visit_id = v.id)"""
_SELECT = f"""
    SELECT v.*, {_ROOMS} AS rooms, {_VISITORS} AS visitors, coalesce(p.name, v.named_host) AS host,
        coalesce(p.email, v.named_host_email) AS host_email,
        u.name AS building, {_NAMES.format(kind="building", id="u.id")} AS building_names, b.ical_uid,
        {{state}} AS booking_state
    FROM visit v LEFT JOIN booking b ON b.id = v.booking_id LEFT JOIN person p ON p.id = v.inviting_user_id
    LEFT JOIN building u ON u.id = v.building_id"""  # noqa: S608 - literals


async def search(office: Office, request: Request) -> object:
    """`visitor_appointment.search`: overlap with the half-open `[from, to)`."""
    now, query = office.now(), office.query(request)
    (start, end), page = span_of(query), query.page()
    where = _where(query, state_at(now))
    overlapping(where, start, end)
    await office.days.fill_traces(start, end, now)
    return await office.store.read(partial(_page, where, page, now))


def _where(query: Query, state: str) -> Where:
    where = Where()
    where.among("v.id", query.texts("id"))
    where.among("v.inviting_user_id", query.ids("invitingUserId"))
    where.holds(("v.subject", "v.text_body"), query.text("searchText"))
    where.among(state, query.numbers("bookingState", BOOKING_STATES))
    rooms = "SELECT 1 FROM appointment a WHERE a.booking_id = v.booking_id"
    where.exists(rooms, "a.resource_id", query.ids("bookableResourceId"))
    where.among("v.building_id", query.ids("buildingId"))
    where.exists("SELECT 1 FROM badge g WHERE g.visit_id = v.id", "g.visitor_id", query.ids("visitorId"))
    where.among("v.booking_id", query.ids("bookingId"))
    return where


def _page(where: Where, page: Page, now: int, connection: sqlite3.Connection) -> dict[str, object]:
    return page_of(connection, _SELECT.format(state=state_at(now)), where, "v.starts, v.id", page, _visit)


def _visit(row: sqlite3.Row) -> dict[str, object]:
    building = {"id": row["building_id"], "name": _names(row["building"], json.loads(row["building_names"]))}
    host = {"id": row["inviting_user_id"], "displayName": row["host"], "emailAddress": row["host_email"]}
    nobody = row["inviting_user_id"] is None and row["host"] is None
    return {
        "id": row["id"],
        "subject": row["subject"],
        "isAllDay": bool(row["all_day"]),
        "textBody": row["text_body"],
        "appearanceType": row["private"],
        "bookableResources": [_room(room) for room in json.loads(row["rooms"])],
        "buildings": [] if row["building_id"] is None else [building],
        "invitingUser": None if nobody else host,
        "visitors": json.loads(row["visitors"]),
        "period": period(row["starts"], row["ends"], row["time_zone"]),
        "booking": _booking(row),
    }


def _room(room: dict[str, object]) -> dict[str, object]:
    return {"id": room["id"], "name": _names(room["name"], room["names"]), "type": room["type"]}


def _names(name: object, names: object) -> object:
    return names or [{"language": LANGUAGE, "text": name}]


def _booking(row: sqlite3.Row) -> dict[str, object] | None:
    if row["booking_id"] is None:
        return None
    key = row["booking_id"]
    return {"id": key, "masterBookingId": key, "bookingState": row["booking_state"], "iCalUid": row["ical_uid"]}


OPERATIONS = (Operation("visitor_appointment.search", "GET", "/api/external/visitorAppointment/v1", search),)
