"""Home screens to draw: each state in the words of a catalogue, and what the outside world may bring."""

from dataclasses import replace

from kiosk.i18n import catalogue
from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.home_view import DayRow, HomeView
from kiosk.viewmodels.qr import qr_image
from kiosk.viewmodels.sheet_view import Choice
from kiosk.wording import Words

SIZES = ((1280, 800), (800, 480), (1920, 1080), (800, 1280), (480, 800))
ODD_SIZES = ((1024, 600), (1366, 768), (600, 1024), (2560, 1080), (800, 800), (320, 240))
ACTIONS = {
    "free": ("book", "find", "more"),
    "starting_soon": ("book", "find", "more"),
    "waiting_check_in": ("check_in", "find", "more"),
    "occupied": ("extend", "end", "more"),
    "closed": ("find", "more"),
    "unknown": ("more",),
}
STATES = ("free", "starting_soon", "waiting_check_in", "occupied", "closed", "unknown")
LINK = "https://rooms.example.com/k/5f2a9c61-7be1-4c52"
SUBJECT = "Quarterly planning with the Kowloon team"


def home(state: str, language: str = "en") -> HomeView:
    """The screen of one state at 14:12, as long as its words are in that language."""
    text = catalogue(language).text
    source, modules = qr_image(LINK) if state not in {"closed", "unknown"} else ("", 0)
    overlines = {"closed": "", "unknown": text("overline.as_of", time="13:41")}
    running = state in {"occupied", "waiting_check_in"}
    return HomeView(
        settled=True,
        status=state,
        word=text(f"status.{state}"),
        line=line(state, language),
        room="Victoria",
        detail="Floor 3 · 8 seats · Screen · Whiteboard",
        clock="14:12",
        date="Friday 20 November",
        overline=overlines.get(state, text("overline.now" if running else "overline.next")),
        subject=SUBJECT if state == "occupied" else "Design review",
        meta="Grace Hopper · 14:30 – 15:15",
        progress=0.7 if running else -1.0,
        note=text("note.last_contact", time="13:41", then=text("note.trying")) if state == "unknown" else "",
        connection="offline" if state == "unknown" else "online",
        faded=state == "unknown",
        qr_source=source,
        qr_modules=modules,
        qr_caption=text("qr.book"),
        qr_host="rooms.example.com",
        accessible="Victoria",
        right_to_left=catalogue(language).right_to_left,
        day=() if state == "closed" else day(language),
        day_empty=text("day.empty") if state == "closed" else "",
        actions=actions(state, language),
        actions_note=SheetPhrases(Words(language)).no_actions() if state == "unknown" else "",
    )


def line(state: str, language: str = "en") -> str:
    """What stands under the word."""
    text = catalogue(language).text
    lines = {
        "free": text("line.until", time="14:30"),
        "starting_soon": text("line.next_meeting", time="14:20", duration="8 min"),
        "waiting_check_in": text("line.check_in_by", time="14:10"),
        "occupied": text("line.until_left", time="14:30", duration="18 min"),
        "closed": text("line.gone"),
        "unknown": text("line.no_contact", time="13:41"),
    }
    return lines[state]


def actions(state: str, language: str = "en") -> tuple[Choice, ...]:
    """The buttons that go with a state."""
    says = SheetPhrases(Words(language))
    return tuple(says.choice(key, "plain" if n or key == "more" else "primary") for n, key in enumerate(ACTIONS[state]))


def day(language: str = "en") -> tuple[DayRow, ...]:
    """A day with a line of each kind."""
    text = catalogue(language).text
    return (
        DayRow("a", "meeting", "13:30", "14:30", SUBJECT, "Ada Lovelace", ongoing=True),
        DayRow("b", "meeting", "14:30", "15:15", "Design review", "Grace Hopper", ongoing=False),
        DayRow("c", "gap", "15:15", "17:00", text("day.free"), "1 h 45 min", ongoing=False, pressable=True),
        DayRow("d", "private", "17:00", "17:30", text("meeting.reserved"), "", ongoing=False),
        DayRow("e", "preparation", "17:30", "17:45", text("meeting.preparation"), "", ongoing=False),
        DayRow("f", "gap", "17:45", "", text("day.free"), "6 h 15 min", ongoing=False, pressable=True),
    )


def long_day(count: int) -> tuple[DayRow, ...]:
    """Many meetings with names of any length, at times as wide as they get."""
    return tuple(
        DayRow(str(number), "meeting", "12:30 PM", "11:30 PM", "<b>x</b>" * 900, "y" * 2000, ongoing=False)
        for number in range(count)
    )


def outside(subject: str) -> HomeView:
    """Every field that the outside world fills, filled with `subject`."""
    return replace(
        home("occupied"),
        room=subject,
        detail=subject,
        subject=subject,
        meta=subject,
        note=subject,
        qr_host=subject,
        day=tuple(replace(row, title=subject, detail=subject) for row in day()),
    )


TEXTS = {
    "long": "W" * 10_000,
    "long words": "Zusammenkunft " * 800,
    "html": "<img src='http://127.0.0.1:9/x.png'><b>bold</b>&lt;" * 40,
    "arabic": "مراجعة التصميم مع فريق كولون " * 30,
    "hebrew in latin": "Review של העיצוב (draft) " * 30,
    "emoji": "🎉👩🏽‍💻🏳️‍🌈" * 300,
    "combining": "Z̷̡̛̜̼̦a̴̢̨͎̼l̷̛͓͚g̸̙̈o̵͎͌" * 200,
    "scripts": "骨直海 한국어 デザイン ไทย हिन्दी ქართული " * 20,
    "controls": "a\u202eb\u2066c\u0000d\u2028e\nf\tg" * 50,
}
