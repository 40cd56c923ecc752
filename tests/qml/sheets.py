"""Sheets to draw: each part that a sheet may have, and as much of it as it may get."""

from kiosk.viewmodels.key_names import KeyNames
from kiosk.viewmodels.qr import qr_image
from kiosk.viewmodels.sheet_view import Choice, Entry, Row, SheetView

KEYS = KeyNames("qwertz", "Space", "Delete", "Done", "Shift", "123", "ABC", "Up", "Down", "Lower", "Higher")
_SOURCE, _MODULES = qr_image("https://rooms.example.com/k/5f2a9c61-7be1-4c52")

OFFERS = SheetView(
    name="offers",
    title="Book Victoria",
    line="Starting now",
    choices=(
        Choice("15", "15\u00a0min", "until 14:27", kind="primary"),
        Choice("30", "30\u00a0min", "until 14:42"),
        Choice("45", "45\u00a0min", "until 14:57"),
        Choice("60", "1\u00a0h", "until 15:12"),
        Choice("next", "Until 15:15", "1\u00a0h 3\u00a0min"),
        Choice("time", "Choose a time", shape="clock"),
    ),
    close="Close",
)
QUESTION = SheetView(
    name="question",
    title="End this meeting now?",
    line="Design review, until 15:15. The room is free for others at once.",
    choices=(Choice("yes", "End it now", kind="danger"), Choice("no", "Keep it", kind="plain")),
    close="Close",
)
GOOD = SheetView(
    name="good",
    title="It is yours",
    line="Victoria is booked until 14:42.",
    tone="good",
    choices=(Choice("done", "Done", kind="primary"),),
    close="Close",
)
BAD = SheetView(
    name="bad",
    title="Taken just now",
    line="Taken by Grace Hopper just now. It is free again at 15:15.",
    tone="bad",
    choices=(Choice("again", "Other times", kind="primary"), Choice("find", "Find another room", shape="search")),
    close="Close",
)
WAITING = SheetView(
    name="waiting", title="One moment …", line="Victoria is being booked.", tone="waiting", close="Close"
)
NAME = SheetView(
    name="name",
    title="What shall we call it?",
    entry=Entry("What shall we call it?", "Retro", "Your name or the subject"),
    choices=(Choice("book", "Book", kind="primary"),),
    back="Back",
    close="Close",
)
ADDRESS = SheetView(
    name="address",
    title="Where is your server?",
    line="The address that your office gave you.",
    note="Nothing answers there.",
    entry=Entry("Address", "https://rooms.example.com", "https://", keys="address"),
    choices=(Choice("next", "Next", kind="primary"),),
    back="Back",
    close="Close",
)
PIN = SheetView(
    name="pin",
    title="Enter the PIN",
    note="That was not it. Two tries are left.",
    entry=Entry("PIN", "12", keys="digits", secret=True),
    back="Back",
    close="Close",
)
ROOMS = SheetView(
    name="rooms",
    title="Find a room",
    chips=tuple(
        Choice(f"c{n}", label, chosen=n == 1) for n, label in enumerate(("4 seats", "Screen", "Floor 3", "Now"))
    ),
    rows=tuple(
        Row(f"r{n}", f"Room {n}", "Floor 3 · 8 seats", "until 15:30", "free" if n % 3 else "starting_soon")
        for n in range(30)
    ),
    close="Close",
)
SEARCH = SheetView(
    name="search",
    title="Which room is this?",
    entry=Entry("Search", "", "Name, floor or building"),
    rows=tuple(Row(f"r{n}", f"Room {n}", "Spreehaus · Floor 3", chosen=n == 2) for n in range(12)),
    back="Back",
    close="Close",
)
EMPTY = SheetView(name="empty", title="Find a room", rows_empty="No other room is free just now.", close="Close")
CODE = SheetView(
    name="code",
    title="Check in with your phone",
    line="Scan the code and confirm.",
    qr_source=_SOURCE,
    qr_modules=_MODULES,
    qr_caption="rooms.example.com",
    close="Close",
)
SHEETS = {
    one.name: one for one in (OFFERS, QUESTION, GOOD, BAD, WAITING, NAME, ADDRESS, PIN, ROOMS, SEARCH, EMPTY, CODE)
}
