"""The demo's other things, as data: desks, equipment, lockers, e-paper, sensors, groups, services, visitors."""

from dataclasses import dataclass
from typing import Final

from kiosk.server.demo_building import SPREEHAUS, XINYI
from kiosk.server.numbers import ENVIRONMENT_SENSOR, OCCUPANCY_SENSOR, RESOURCE_TYPES


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who comes from outside."""

    id: int
    name: str
    email: str | None
    dial_code: str | None = None
    number: str | None = None


_DESK, _EQUIPMENT = RESOURCE_TYPES["desk"], RESOURCE_TYPES["equipment"]
# id, access id, name, type, category id, category, description, floor, capacity, zone, check-in, deleted
RESOURCES: Final = (
    (17, "D201", "Tisch 201", _DESK, 4, "Desk", None, 2, 1, SPREEHAUS, False, False),
    (18, "D202", "Tisch 202", _DESK, 4, "Desk", "By the window", 2, 1, SPREEHAUS, True, False),
    (19, "D1101", "座位 1101", _DESK, 4, "Desk", None, 4, 1, XINYI, False, False),
    (20, "E1", "Beamer, tragbar", _EQUIPMENT, 5, "Equipment", None, 1, None, SPREEHAUS, False, False),
    (21, "E2", "Kamerakoffer", _EQUIPMENT, 5, "Equipment", None, None, None, SPREEHAUS, False, False),
    (22, "E3", "移動式投影機", _EQUIPMENT, 5, "Equipment", None, 5, None, XINYI, False, False),
)
USER_GROUPS: Final = ((1, "Everyone"), (2, "Reception"), (3, "Facility"), (4, "臺北辦公室"))
RECEPTION: Final = frozenset({2, 5, 11})
FACILITY: Final = frozenset({4, 12})
TAIPEI: Final = frozenset({11, 12, 13, 14, 15, 16})
PERMISSIONS: Final = {2: ("booking.manage", "visitor.manage"), 3: ("resource.manage",)}
NOT_ACTIVATED: Final = frozenset({16})
SERVICE_PLANS: Final = {1: 1, 2: 1, 3: 2}
SERVICE_STAFF: Final = ((1, 5), (2, 4), (3, 4), (3, 12))
LOCKER_BANKS: Final = ((1, "Spind Nord", 2), (2, "置物櫃 A", 4))
LOCKERS: Final = (
    (1, "N-01", 1, False),
    (2, "N-02", 1, False),
    (3, "N-03", 1, True),
    (4, "A-01", 2, False),
    (5, "A-02", 2, False),
)
CONTROLLERS: Final = ((1, "Spreehaus gateway", 0, "de-DE"), (2, "信義閘道器", 1, "zh-TW"))
# id, controller, the gateway's key, resource, licence, battery level, screen size, online
TAGS: Final = (
    ("0000021B3C4D5E01", 1, "AC233FC03C01", 1, True, 96.0, 7.5, True),
    ("0000021B3C4D5E02", 1, "AC233FC03C02", 2, True, 71.0, 7.5, True),
    ("0000021B3C4D5E03", 1, "AC233FC03C03", None, False, None, None, None),
    ("0000021B3C4D5E11", 2, "AC233FC03C11", 11, True, 88.0, 4.2, True),
    ("0000021B3C4D5E12", 2, "AC233FC03C12", 12, True, 12.0, 4.2, False),
)
SENSORS: Final = (
    (1, OCCUPANCY_SENSOR, "OCC301", "Victoria, ceiling", 1),
    (2, OCCUPANCY_SENSOR, "OCC302", "Müggelsee, Decke", 2),
    (3, OCCUPANCY_SENSOR, "OCC1201", "玉山會議室 天花板", 11),
    (4, OCCUPANCY_SENSOR, "OCC-SPARE", "In the drawer", None),
    (11, ENVIRONMENT_SENSOR, "ENV301", "Victoria, air", 1),
    (12, ENVIRONMENT_SENSOR, "ENV1201", "玉山會議室 空氣", 11),
    (13, ENVIRONMENT_SENSOR, "ENV-SPARE", "In the drawer too", None),
)
LOCAL_NAMES: Final = (
    ("building", 1, "de-DE", "Spreehaus"),
    ("building", 1, "zh-TW", "施普雷大樓"),
    ("building", 2, "en-US", "Xinyi Tower"),
    ("building", 2, "zh-TW", "信義大樓"),
    ("resource", 3, "de-DE", "Großer Saal"),
    ("resource", 3, "en-US", "Great Hall"),
    ("resource", 11, "en-US", "Mount Jade"),
    ("resource", 11, "zh-TW", "玉山會議室"),
)
VISITORS: Final = (
    Visitor(1, "Alan Turing", "alan.turing@example.org", "+44", "7700900001"),
    Visitor(2, "Hedy Lamarr", "hedy.lamarr@example.org", "+43", "6641234502"),
    Visitor(3, "Émilie du Châtelet", "emilie@example.org"),
    Visitor(4, "Κωνσταντίνος Παπαδάκης", None, "+30", "6900000004"),
    Visitor(5, "فاطمة الزهراء", "fatima@example.org"),
    Visitor(6, "Jean-Luc Müller-Lüdenscheidt", "jlm@example.org", "+49", "15112345606"),
    Visitor(7, "王小明", "wang.xiaoming@example.org", "+886", "912345607"),
    Visitor(8, "高橋 さくら", "takahashi@example.org", "+81", "9012345608"),
    Visitor(9, "박서준", None),
    Visitor(10, "Nguyễn Thị Mai", "mai@example.org", "+84", "912345610"),
    Visitor(11, "Night watch Berlin", None, "+49", "15112345611"),
    Visitor(12, "夜班保全", None, "+886", "912345612"),
)
