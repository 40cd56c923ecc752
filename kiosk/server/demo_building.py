"""The demo's two buildings: rooms and people, as data."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

SPREEHAUS: Final = "Europe/Berlin"
XINYI: Final = "Asia/Taipei"


class Rhythm(Enum):
    """How a room is used."""

    SHOWN = auto()
    OFFICE = auto()
    HALL = auto()
    QUIET = auto()
    BOOTH = auto()
    CHECK_IN = auto()
    SHUT = auto()
    DAMAGED = auto()


@dataclass(frozen=True, slots=True)
class DemoRoom:
    """One room; `shift` in minutes moves its rhythm, `voice` is the language of its meetings."""

    id: int
    access_id: str
    name: str
    floor_id: int
    capacity: int
    time_zone: str
    rhythm: Rhythm
    amenities: tuple[str, ...] = ()
    voice: str = "en"
    shift: int = 0
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who books rooms."""

    id: int
    name: str
    email: str
    voice: str


BUILDINGS: Final = (
    (1, "Spreehaus", "Schiffbauerdamm 19, 10117 Berlin"),
    (2, "Xinyi Tower 信義大樓", "臺北市信義區松仁路 100 號"),
)
FLOORS: Final = (
    (1, 1, "Floor 1", 1),
    (2, 1, "Floor 2", 2),
    (3, 1, "Floor 3", 3),
    (4, 2, "11F", 11),
    (5, 2, "12F", 12),
    (6, 2, "15F", 15),
)
AMENITIES: Final = ("Screen", "Whiteboard", "Video conference", "Phone", "Projector", "Step-free access")
SERVICES: Final = (
    (1, "Coffee and tea", "For the whole group", 0),
    (2, "Room set-up", "Chairs as asked for", 1),
    (3, "Cleaning", None, 1),
)
SERVED_ROOMS: Final = (1, 3, 14)

ROOMS: Final = (
    DemoRoom(1, "R301", "Victoria", 3, 8, SPREEHAUS, Rhythm.SHOWN, ("Screen", "Whiteboard"), "en"),
    DemoRoom(2, "R302", "Müggelsee", 3, 6, SPREEHAUS, Rhythm.OFFICE, ("Screen", "Video conference"), "de"),
    DemoRoom(3, "R101", "Großer Saal", 1, 40, SPREEHAUS, Rhythm.HALL, ("Projector", "Step-free access"), "de"),
    DemoRoom(4, "R303", "Lesezimmer", 3, 4, SPREEHAUS, Rhythm.QUIET, ("Whiteboard",), "de"),
    DemoRoom(5, "R201", "Fokus A", 2, 2, SPREEHAUS, Rhythm.BOOTH, ("Phone",), "de"),
    DemoRoom(6, "R202", "Fokus B", 2, 2, SPREEHAUS, Rhythm.BOOTH, ("Phone",), "en", 10),
    DemoRoom(7, "R203", "Αθήνα", 2, 10, SPREEHAUS, Rhythm.OFFICE, ("Screen", "Video conference"), "el"),
    DemoRoom(8, "R102", "القاهرة", 1, 12, SPREEHAUS, Rhythm.OFFICE, ("Screen", "Step-free access"), "ar"),
    DemoRoom(9, "R204", "Kabine Nord", 2, 3, SPREEHAUS, Rhythm.CHECK_IN, ("Screen",), "en"),
    DemoRoom(10, "R205", "Kabine Süd", 2, 3, SPREEHAUS, Rhythm.CHECK_IN, ("Screen",), "de", 15),
    DemoRoom(11, "X1201", "玉山會議室", 5, 8, XINYI, Rhythm.OFFICE, ("Screen", "Whiteboard"), "zh"),
    DemoRoom(12, "X1202", "さくら", 5, 6, XINYI, Rhythm.OFFICE, ("Screen", "Video conference"), "ja"),
    DemoRoom(13, "X1101", "한강", 4, 6, XINYI, Rhythm.OFFICE, ("Whiteboard",), "ko"),
    DemoRoom(14, "X1501", "中山廳", 6, 60, XINYI, Rhythm.HALL, ("Projector", "Step-free access"), "zh"),
    DemoRoom(15, "X1102", "日月潭", 4, 5, XINYI, Rhythm.DAMAGED, ("Screen",), "zh"),
    DemoRoom(16, "X1103", "舊館 301", 4, 10, XINYI, Rhythm.SHUT, (), "zh", description="Part of the old wing"),
)

PEOPLE: Final = (
    Person(1, "Ada Lovelace", "ada.lovelace@example.com", "en"),
    Person(2, "Grace Hopper", "grace.hopper@example.com", "en"),
    Person(3, "Zoë Brontë-Núñez", "zoe.bronte@example.com", "en"),
    Person(4, "Jürgen Größl", "juergen.groessl@example.com", "de"),
    Person(5, "Käthe Schröder", "kaethe.schroeder@example.com", "de"),
    Person(6, "Đặng Thị Hương", "dang.thi.huong@example.com", "de"),
    Person(7, "Σοφία Παπαδοπούλου", "sofia.papadopoulou@example.com", "el"),
    Person(8, "Νίκος Γεωργίου", "nikos.georgiou@example.com", "el"),
    Person(9, "ليلى حداد", "layla.haddad@example.com", "ar"),
    Person(10, "عمر المصري", "omar.almasri@example.com", "ar"),
    Person(11, "陳怡君", "chen.yijun@example.com", "zh"),
    Person(12, "林志明", "lin.zhiming@example.com", "zh"),
    Person(13, "佐藤 はなこ", "sato.hanako@example.com", "ja"),
    Person(14, "山田 太郎", "yamada.taro@example.com", "ja"),
    Person(15, "김민준", "kim.minjun@example.com", "ko"),
    Person(16, "이서연", "lee.seoyeon@example.com", "ko"),
)


def demo_time_zones() -> dict[str, str]:
    """The IANA zone of each demo room, by room id."""
    return {str(room.id): room.time_zone for room in ROOMS}
