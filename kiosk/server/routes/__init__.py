"""The route table: one module per group of operations, each with its rows in OPERATIONS."""

from kiosk.server.office import Operation
from kiosk.server.routes import (
    access_keys,
    actions,
    appointments,
    buildings,
    create,
    openapi,
    resources,
    room_status,
    rooms,
    subscriptions,
    system,
)

OPERATIONS: tuple[Operation, ...] = (
    *system.OPERATIONS,
    *buildings.OPERATIONS,
    *resources.OPERATIONS,
    *appointments.OPERATIONS,
    *create.OPERATIONS,
    *room_status.OPERATIONS,
    *access_keys.OPERATIONS,
    *subscriptions.OPERATIONS,
    *rooms.OPERATIONS,
    *actions.OPERATIONS,
    *openapi.OPERATIONS,
)
