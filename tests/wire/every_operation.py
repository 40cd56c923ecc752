"""One call of every method of the client, by the operation that it stands for."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.models import BookingRequest, Named, ZonedRange
from kiosk.backends.offision.models_house import TagStatus
from kiosk.backends.offision.models_sensors import EnvironmentReading, OccupancyReading, SensorRequest

Call = Callable[[OffisionClient], Awaitable[object]]
NOON = datetime(2026, 3, 30, 12, 0, tzinfo=UTC)
READING = EnvironmentReading(
    access_id="4GHUG6",
    timestamp="2022-01-12T12:23:02+08:00",
    temperature=0.1,
    temperature_unit=0,
    humidity=0.1,
    humidity_unit=0,
    has_motion=True,
    hcho=0.1,
    co2=0.1,
    detected_lux=0.1,
    detected_kelvin=0.1,
    actual_lux=0.1,
    actual_kelvin=0.1,
    tvoc=0.1,
    pm25=0.1,
    pm10=0.1,
    barometric_pressure=0.1,
    power_consumption=0.1,
    power_consumption_unit=0,
    noise_level=0.1,
)
SENSOR = SensorRequest(0, "string", "string", Named(0, "string"), is_deleted=True)
BOOKING = BookingRequest(
    ZonedRange("2019-08-24T14:15:22Z", "2019-08-24T14:15:22Z", "string", "string"),
    *(["string"], "string", "string", "string", "string", ["string"], ["string"]),
    is_all_day=True,
    with_online_meeting=True,
)


def subscribe(name: str) -> Call:
    return lambda client: client.subscribe(name, ["1", "2", "3"], "http://127.0.0.1:9/hint", 60)


ANSWERED_IN_JSON: dict[str, Call] = {
    "system.information": lambda client: client.information(),
    "visitor_badge.get": lambda client: client.visitors.badge("0"),
    "visitor_badge.search": lambda client: client.visitors.badges(states=("visiting",)),
    "visitor_appointment.search": lambda client: client.visitors.appointments(start="now"),
    "user.get": lambda client: client.user("0"),
    "user.search": lambda client: client.users(),
    "service_item.search": lambda client: client.service_items(),
    "environment_sensor.search": lambda client: client.sensors.environment(),
    "environment_sensor.post_data": lambda client: client.sensors.post_environment(READING),
    "occupancy_sensor.search": lambda client: client.sensors.occupancy(resource_ids=("null",)),
    "occupancy_sensor.create": lambda client: client.sensors.create_occupancy(SENSOR),
    "occupancy_sensor.update": lambda client: client.sensors.update_occupancy("0", SENSOR),
    "occupancy_sensor.post_data": lambda client: client.sensors.post_occupancy(
        OccupancyReading("4GHUG6", "2022-01-12T12:23:02+08:00", has_motion=True)
    ),
    "locker.search": lambda client: client.lockers(),
    "epaper_controller.get": lambda client: client.epaper.controller("0"),
    "epaper_controller.search": lambda client: client.epaper.controllers(),
    "epaper_controller.update_tag_status": lambda client: client.epaper.post_tag_status(
        TagStatus(99, 4, is_online=True, e_paper_tag_id="true")
    ),
    "analytics.daily_visitors": lambda client: client.figures.daily_visitors(NOON),
    "analytics.daily_visitor_appointments": lambda client: client.figures.daily_visitor_appointments(NOON),
    "building.search": lambda client: client.buildings(),
    "booking.appointments": lambda client: client.appointments(start=NOON),
    "booking.create": lambda client: client.create_booking(BOOKING),
    "bookable_resource.get": lambda client: client.bookable_resource("0"),
    "bookable_resource.search": lambda client: client.bookable_resources(),
    "booking.subscribe": subscribe("booking.subscribe"),
    "room_status.get": lambda client: client.room_status(["0"]),
    "room_status.subscribe": subscribe("room_status.subscribe"),
    "access_key.search": lambda client: client.access_keys(["0"]),
    "access_key.subscribe_daily": subscribe("access_key.subscribe_daily"),
    "access_key.subscribe": subscribe("access_key.subscribe"),
    "usage.booking_by_resource": lambda client: client.figures.booking_by_resource(start=NOON),
    "usage.occupancy_by_resource": lambda client: client.figures.occupancy_by_resource(floor_ids=("1", "2")),
    "usage.booking_by_time": lambda client: client.figures.booking_by_time(group_by="Hourly"),
    "usage.occupancy_by_time": lambda client: client.figures.occupancy_by_time(),
}


def calls(output: Path) -> dict[str, Call]:
    """Every operation; a file is written to `output`."""

    def export(client: OffisionClient) -> Awaitable[object]:
        return client.export_bookings(output, start=NOON, end=NOON, time_zone="Asia/Tokyo")

    return {**ANSWERED_IN_JSON, "booking.export": export}
