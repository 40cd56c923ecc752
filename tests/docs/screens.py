"""Every screen of the manual: its picture's name, and what is said of it. Draws nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PICTURES, ACROSS = "pictures/screens", 3
HEAD = """# Every screen

What there is to see, drawn by the program itself (`make screenshots` draws all of it anew, and writes this page).
The demo building is on most of them, in English; each is drawn in eight languages and six looks, and at any size
from 480×800 up. What a sentence means when something is wrong: [troubleshooting](troubleshooting.md).
"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Screens of one kind: what is said of each, by the name of its picture."""

    kind: str
    title: str
    text: str
    screens: Mapping[str, str]


DOOR = Chapter(
    "door",
    "The door",
    "Six states, told by a word, a colour, a shape and a place, so that no one of them is needed "
    "([to the letter](states.md)).",
    {
        "free": "**Available**, until when, and what is next. What can be done stands below.",
        "starting_soon": "**In use soon**: free, but not for long.",
        "waiting_check_in": "**Check in**: the room is given back to others if nobody does.",
        "occupied": "**In use**, until when, by what. The code books or checks in by phone.",
        "closed": "**Closed**: outside of its hours, or shut.",
        "unknown": "**Unknown**: too long without an answer. Never said to be free.",
        "stale": "Some minutes without an answer: still believed, with its age at the lower edge.",
        "remembered": "Just started, and no answer yet: what was known before.",
        "nothing": "A panel that never had an answer.",
        "private": "A private meeting: neither what it is about, nor whose.",
        "preparation": "The room is being made ready.",
        "pending": "A booking that is not confirmed yet takes the room too.",
        "empty_day": "Nothing more today.",
        "damaged": "The server's answer about this room could not be read.",
        "gone": "A room that is no longer in use.",
    },
)
LOOKS = Chapter(
    "look",
    "The six looks",
    "`[panel] theme`. Bold fills the screen with the state's colour; calm shows it in an edge; contrast is black and "
    "white, for who sees little.",
    {
        "bold-light": "`bold-light`",
        "bold-dark": "`bold-dark`, the usual one",
        "calm-light": "`calm-light`",
        "calm-dark": "`calm-dark`",
        "contrast-light": "`contrast-light`",
        "contrast-dark": "`contrast-dark`",
    },
)
SHEETS = Chapter(
    "sheet",
    "What people do at the door",
    "Each sheet goes away by itself when nobody touches it. Which of them are offered depends on what the building's "
    "system can do.",
    {
        "book": "**Book now**: for how long.",
        "book-time": "*Choose a time*: until when.",
        "book-name": "*Add a name*: on the screen's keys, or a keyboard.",
        "later": "**A free time later today**, touched in the list: from when.",
        "later-length": "… and for how long.",
        "day": "**Later today**, where the list has no room of its own.",
        "meeting": "A meeting, touched: what can be done with it.",
        "check_in-code": "**Check in** by phone, where the system has no other way.",
        "check_in-not": "… and no code is known.",
        "extend": "**Extend**.",
        "end": "**End early**: asked once.",
        "cancel": "**Cancel**, where the policy allows it.",
        "more": "**More**: on a small screen, all that did not fit.",
        "find": "**Find a room**: those that are free now, by size and place.",
        "find-none": "None is free.",
        "find-blind": "The others cannot be looked at.",
        "find-done": "Another room, booked from here: where it is, and until when.",
        "report": "**A problem?** What is wrong.",
        "report-text": "*Something else*: a few words.",
        "report-noted": "It is noted, and on its way.",
        "waiting": "While it is being done.",
        "done": "**Done**, with what was done.",
        "taken": "Somebody else was faster.",
        "offline": "No connection: nothing was changed.",
        "unsure": "No answer came: whether it worked is not said before it is known.",
        "not": "Without a connection nothing is offered.",
    },
)
SETUP = Chapter(
    "setup",
    "Setting a panel up",
    "By touch, by keyboard, or by a [code](setup.md) that is scanned. Nothing is written before it was tried.",
    {
        "system": "Whose rooms.",
        "address": "The server's address.",
        "user": "Nexudus: the user.",
        "secret": "The token; it is never shown.",
        "testing": "The server is asked for its rooms.",
        "failed": "It did not work: why, and what is most likely to help first.",
        "rooms": "Which of them.",
        "language": "Which language.",
        "look": "Which look.",
        "review": "Once more, all of it.",
        "writing": "The panel starts anew.",
        "not_written": "The disk did not take it.",
    },
)
SETTINGS = Chapter(
    "settings",
    "The settings",
    "Behind a PIN, which the first who opens them chooses.",
    {
        "pin": "The PIN.",
        "pin_new": "Choosing one.",
        "pin_again": "Once more.",
        "pin-wait": "After three wrong ones: a pause.",
        "menu": "All there is.",
        "managed": "A panel that is looked after from elsewhere: nothing that writes.",
        "language": "Language.",
        "look": "Look.",
        "times": "How times are written.",
        "brightness": "How bright.",
        "checking": "The check-up is under way.",
        "checks": "The check-up: what needs a look first.",
        "export": "This set-up as a code, for the next panel.",
        "import": "Another panel's set-up.",
        "restart": "Restart.",
        "about": "Version, room, system.",
        "writing": "A change is being kept.",
        "not_written": "A change that could not be kept.",
    },
)
RECEPTION = Chapter(
    "reception",
    "The reception",
    "One question a screen ([how it goes](reception.md)). No name is on it before the code matched.",
    {
        "idle": "The first screen.",
        "code": "The code, typed or scanned.",
        "looking_up": "It is looked up.",
        "greeting": "The code matched: whose visit it is.",
        "rules": "The house rules, where there are any.",
        "recording": "It is being written down.",
        "in": "**Checked in**: the way, the Wi-Fi, the badge, the host; only what is true.",
        "in_walked": "The same without an appointment: with the code for leaving.",
        "walk_in_name": "**Without an appointment**: the name,",
        "walk_in_company": "the company,",
        "walk_in_host": "the host, by the first letters;",
        "walk_in_hosts": "of many that fit, some;",
        "walk_in_nobody": "and nobody of that name;",
        "walk_in_email": "the address, for who likes.",
        "code_leave": "**Leaving**: the code or the badge.",
        "leave_name": "Who lost it: the name,",
        "code_named": "and the code of the invitation.",
        "leaving": "Really?",
        "out": "**Checked out.**",
        "kept": "No connection, and an unknown code: it is written down.",
        "kept_visit": "No connection, and a known one: checked in all the same.",
        "not_found": "Nobody has this code.",
        "too_early": "Too early: from when.",
        "over": "The visit is over.",
        "cancelled": "It was cancelled.",
        "already_in": "Checked in before.",
        "already_out": "Checked out before.",
        "other_building": "Another of the buildings.",
        "leave_not_found": "Leaving: nobody has this code.",
        "leave_not_named": "Leaving: this name and code do not belong together.",
        "leave_not_in": "Leaving: not checked in here.",
        "leave_already_out": "Leaving: checked out before.",
        "locked": "Too many wrong codes: from when on to try again.",
        "not_kept": "The disk did not take it: never a confirmation.",
    },
)
STAFF = Chapter(
    "staff",
    "Behind the reception's PIN",
    "Hold the building's name for a second and a half.",
    {
        "pin": "The PIN of `kiosk pin set`.",
        "pin-none": "None was chosen yet.",
        "wait": "A moment, while it is looked up.",
        "roll": "Who is in; as a file, or on paper.",
        "roll-none": "Nobody is.",
        "roll-trouble": "The list cannot be read.",
        "person": "Somebody who left without a word is checked out.",
        "post": "What waits, and what was refused.",
    },
)
LOBBY = Chapter(
    "lobby",
    "The lobby",
    "Every room of a building or a floor; more than fit are turned over page by page.",
    {"building": "The demo building.", "seven": "Seven rooms, upright.", "many": "Sixty rooms on a large screen."},
)
SIGNS = Chapter(
    "sign",
    "E-paper signs",
    "Drawn on the palette of the glass, pixel by pixel ([tags.md](tags.md)). Here 4.2 inches in black, white and red, "
    "then other shapes.",
    {
        "free": "Free.",
        "starting_soon": "Soon in use.",
        "waiting_check_in": "Check in.",
        "occupied": "In use.",
        "closed": "Closed.",
        "unknown": "Unknown.",
        "2.13-bw": '2.13", black and white.',
        "2.9-bwry": '2.9", four inks.',
        "7.5-bwr": '7.5".',
    },
)
OTHER = Chapter(
    "other",
    "And besides",
    "",
    {
        "calm": "A screen that ended three times in a row: calm words, and it tries again by itself.",
        "refused": "A config that cannot be used: where, and what is expected there.",
        "badge": "A visitor's badge, 62×100 mm ([labels](hosts.md#badges)).",
        "upright": "A door, upright.",
    },
)
CHAPTERS = (DOOR, LOOKS, SHEETS, SETUP, SETTINGS, RECEPTION, STAFF, LOBBY, SIGNS, OTHER)


def files() -> Iterator[str]:
    """The name of each picture's file."""
    for chapter in CHAPTERS:
        yield from (f"{chapter.kind}-{name}.png" for name in chapter.screens)


def page() -> str:
    """The page with all of them."""
    return HEAD + "".join(_chapter(one) for one in CHAPTERS)


def _chapter(chapter: Chapter) -> str:
    cells = [
        (f"![{_plain(says)}]({PICTURES}/{chapter.kind}-{name}.png)", says) for name, says in chapter.screens.items()
    ]
    rows = [cells[at : at + ACROSS] for at in range(0, len(cells), ACROSS)]
    tables = "".join(_row(row) for row in rows)
    text = f"{chapter.text}\n\n" if chapter.text else ""
    return f"\n## {chapter.title}\n\n{text}{tables.rstrip()}\n"


def _row(cells: list[tuple[str, str]]) -> str:
    line = "".join(f"| {picture} " for picture, _ in cells)
    says = "".join(f"| {text} " for _, text in cells)
    return f"{line}|\n{'|---' * len(cells)}|\n{says}|\n\n"


def _plain(text: str) -> str:
    """Without marks, and without the address of a link: what is read aloud in the picture's place."""
    for mark in ("**", "*", "`"):
        text = text.replace(mark, "")
    return text.partition(" ([")[0].rstrip(".,;:")
