"""Users, service items, lockers and e-paper controllers on the wire, field by field as the reference documents them."""

import msgspec

from kiosk.backends.http.records import Id, Wire
from kiosk.backends.offision.models import Floor, Name, Named


class User(Wire):
    """A person with an account; `actual_permissions` are names."""

    vital = frozenset({"id"})

    id: Id
    display_name: str | None = None
    email_address: str | None = None
    user_name: str | None = None
    activate_status: int | str | None = None
    user_groups: list[Named] | None = None
    actual_permissions: list[str] | None = None
    is_deleted: bool | None = None


class AssignedUser(Wire):
    """Who does a service."""

    id: Id | None = None
    display_name: str | None = None
    email_address: str | None = None


class ServiceItem(Wire):
    """Something that can be ordered for a booking; what `type`'s numbers mean has to be learned."""

    vital = frozenset({"id"})

    id: Id
    name: Name = None
    description: str | None = None
    type: int | str | None = None
    is_deleted: bool | None = None
    actual_assigned_users: list[AssignedUser] | None = None


class LockerPlace(Wire):
    """The cabinet of a locker, and its floor."""

    id: Id | None = None
    name: Name = None
    floor: Floor | None = None


class Locker(Wire):
    """One locker."""

    vital = frozenset({"id"})

    id: Id
    name: Name = None
    locker: LockerPlace | None = None
    is_deleted: bool | None = None


class EpaperTag(Wire):
    """One tag: its id on the server, its `external_key` at the gateway, and the resource that it shows."""

    id: Id | None = None
    external_key: str | None = None
    bookable_resource: Named | None = None
    is_license_valid: bool | None = None


class EpaperController(Wire):
    """A gateway and its tags. No answer is documented to tell its `type`; it is read where one does."""

    vital = frozenset({"id"})

    id: Id
    name: Name = None
    display_language: str | None = None
    tags: list[EpaperTag] | None = None
    type: int | str | None = None


class TagStatus(Wire, omit_defaults=True):
    """What a tag says of itself, to be sent: the battery in percent, the screen's size in inches."""

    battery_level: float | None = None
    screen_size: float | None = None
    is_online: bool | msgspec.UnsetType = msgspec.UNSET
    e_paper_tag_id: str | None = None
