"""The command line as a contract: every command, its options, and how their values are read."""

import argparse
from pathlib import Path

from kiosk import __version__
from kiosk.arguments.acts import ACTS, add_acts
from kiosk.arguments.badge import add_badge
from kiosk.arguments.licenses import Licenses
from kiosk.arguments.rooms import add_rooms
from kiosk.arguments.speaking import Speaking
from kiosk.arguments.tags import add_tags
from kiosk.arguments.theme import add_theme, add_theme_option
from kiosk.arguments.values import instant, language, listened_at, pair, port, size
from kiosk.arguments.visits import VISITS, add_visits
from kiosk.domain.problem import Problem

COMMANDS = (
    "panel",
    "lobby",
    "reception",
    "server",
    "relay",
    "status",
    "rooms",
    "screenshot",
    "api",
    "report",
    "problems",
    "doctor",
    "setup",
    "pin",
    "tags",
    "theme",
    *ACTS,
    *VISITS,
    "badge",
    "completion",
)
SHELLS = ("bash", "zsh", "fish")
FACES = ("panel", "lobby", "reception")


def parser(face: str | None = None) -> Speaking:
    """The parser of the whole command line; without a command it means `panel`.

    With a `face`, of its command alone: a screen's start does not wait until every other command is described.
    """
    common = _common()
    top = Speaking(
        prog="kiosk",
        description="The screens at a building's doors. Without a command: the door panel; without a config: a demo.",
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"room-kiosk {__version__}", help="which version this is")
    top.add_argument("--licenses", action=Licenses, nargs=0, help="what the program is made of, with its licences")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    if face in {None, "panel"}:
        _panel(commands.add_parser("panel", help="the door panel of one room", parents=[common]))
    if face in {None, "lobby"}:
        _lobby(commands.add_parser("lobby", help="every room of a building or a floor", parents=[common]))
    if face in {None, "reception"}:
        _reception(commands.add_parser("reception", help="visitors check in and out by their code", parents=[common]))
    if face is None:
        _add_others(commands, common)
    return top


def _add_others(commands: "argparse._SubParsersAction[Speaking]", common: Speaking) -> None:
    _server(commands.add_parser("server", help="the local server alone", parents=[common]))
    _relay(commands.add_parser("relay", help="one way to a Nexudus account for all panels", parents=[common]))
    _status(commands.add_parser("status", help="the state of rooms, fetched once", parents=[common]))
    add_rooms(commands, common)
    _screenshot(commands.add_parser("screenshot", help="a face, drawn once into a PNG file", parents=[common]))
    _api(commands.add_parser("api", help="any operation of the backend, its answer as JSON", parents=[common]))
    add_acts(commands, common, instant)
    add_visits(commands, common, instant)
    add_tags(commands, common, instant)
    add_badge(commands, common)
    add_theme(commands, common)
    _report(commands.add_parser("report", help="report a problem of a room", parents=[common]))
    _problems(commands.add_parser("problems", help="what was reported, and what waits to be sent", parents=[common]))
    doctor = commands.add_parser(
        "doctor", help="check everything that the program needs, and say what to do", parents=[common]
    )
    _json(doctor)
    setup = commands.add_parser(
        "setup", help="take a panel's set-up to another one, without its token", parents=[common]
    )
    _setup(setup, common)
    _pin(commands.add_parser("pin", help="the PIN before a panel's settings", parents=[common]), common)
    completion = commands.add_parser("completion", help="what a shell needs to complete all this", parents=[common])
    completion.add_argument("shell", choices=SHELLS, help="which shell")


def _common() -> Speaking:
    common = Speaking(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--config", type=Path, metavar="F", help="the config file (TOML), or a folder of them, one a machine"
    )
    common.add_argument("--demo", action="store_true", help="use the demo building, whatever the config says")
    common.add_argument("--debug", action="store_true", help="log more, and show where an unexpected failure happened")
    return common


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON document")


def _face(command: argparse.ArgumentParser) -> None:
    command.add_argument("--locale", type=language, metavar="TAG", help="the language, instead of the config's")
    add_theme_option(command)


def _room(command: argparse.ArgumentParser) -> None:
    command.add_argument("--room", metavar="ID", help="the room, instead of the config's")


def _house(command: argparse.ArgumentParser) -> None:
    command.add_argument("--building", metavar="NAME", help="the building, instead of the config's")
    command.add_argument("--floor", metavar="NAME", help="the floor, instead of the config's")


def _window(command: argparse.ArgumentParser) -> None:
    command.add_argument("--windowed", action="store_true", help="in a window instead of full screen")
    command.add_argument("--size", type=size, metavar="WxH", help="the window's size in pixels, with --windowed")


def _panel(command: argparse.ArgumentParser) -> None:
    _room(command)
    _face(command)
    _window(command)


def _lobby(command: argparse.ArgumentParser) -> None:
    _house(command)
    _face(command)
    _window(command)


def _reception(command: argparse.ArgumentParser) -> None:
    _face(command)
    _window(command)


def _server(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", metavar="H", help="the address to listen on (127.0.0.1)")
    command.add_argument(
        "--port", type=port, default=8750, metavar="N", help="the port to listen on (8750); 0: any free one"
    )
    command.add_argument(
        "--data",
        type=Path,
        metavar="F",
        help="the data file (SQLite), made when missing, instead of one among the kept state",
    )
    command.add_argument("--token-file", type=Path, metavar="F", help="the file with the token, made when missing")
    _metrics(command)
    command.add_argument("--seed", metavar="WORD", help="which demo building; any word")
    command.add_argument("--at", type=instant, metavar="ISO", help="stand still at this instant (for pictures)")


def _relay(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", metavar="H", help="the address to listen on (127.0.0.1)")
    command.add_argument(
        "--port", type=port, default=8760, metavar="N", help="the port to listen on (8760); 0: any free one"
    )
    command.add_argument("--token-file", type=Path, metavar="F", help="the file with the token, made when missing")
    _metrics(command)


def _metrics(command: argparse.ArgumentParser) -> None:
    about = "where a Prometheus collector finds how it is, such as 127.0.0.1:9752"
    command.add_argument("--metrics", type=listened_at, default="", metavar="HOST:PORT", help=about)


def _status(command: argparse.ArgumentParser) -> None:
    command.add_argument("--room", action="append", default=[], metavar="ID", help="only this room; may be repeated")
    command.add_argument("--at", type=instant, metavar="ISO", help="the state at this instant instead of now")
    _json(command)


def _screenshot(command: argparse.ArgumentParser) -> None:
    command.add_argument("face", choices=FACES, help="which face")
    command.add_argument("--output", type=Path, required=True, metavar="F.png", help="the file to write")
    command.add_argument("--size", type=size, default=(1280, 800), metavar="WxH", help="in pixels (1280x800)")
    command.add_argument("--at", type=instant, metavar="ISO", help="the instant to show instead of now")
    command.add_argument(
        "--sheet", default="", metavar="NAME", help="a sheet over the panel, such as book, later, day, extend or more"
    )
    command.add_argument(
        "--step", default="idle", metavar="NAME", help="a step of the reception, such as code, greeting or in (idle)"
    )
    command.add_argument("--code", default="", metavar="CODE", help="the code of the visit that the step is about")
    _room(command)
    _house(command)
    _face(command)


def _api(command: argparse.ArgumentParser) -> None:
    command.add_argument("operation", nargs="?", metavar="OPERATION", help="such as room_status.get")
    command.add_argument("values", nargs="*", type=pair, metavar="NAME=VALUE", help="path and query values")
    command.add_argument("--body", type=Path, metavar="F.json", help="a file with the JSON body; - for standard input")
    command.add_argument("--output", type=Path, metavar="F.xlsx", help="the file to write, where the answer is one")
    command.add_argument(
        "--list", action="store_true", help="name every operation, its path, and whether that is confirmed"
    )


def _setup(command: argparse.ArgumentParser, common: Speaking) -> None:
    acts = command.add_subparsers(dest="act", metavar="export|import", required=True)
    export = acts.add_parser("export", help="print the set-up, or write it into a file", parents=[common])
    export.add_argument("--output", type=Path, metavar="F.toml", help="the file to write")
    take = acts.add_parser("import", help="write such a set-up into the config", parents=[common])
    take.add_argument("file", type=Path, metavar="F.toml", help="the file that was exported")
    take.add_argument("--token-file", type=Path, metavar="T", help="a file with the token, which is kept too")


def _pin(command: argparse.ArgumentParser, common: Speaking) -> None:
    acts = command.add_subparsers(dest="act", metavar="set|clear", required=True)
    choose = acts.add_parser("set", help="ask for a PIN and keep it", parents=[common])
    choose.add_argument("--print", action="store_true", help="print it for [panel] pin_hash instead of keeping it")
    acts.add_parser("clear", help="forget it: who opens the settings next chooses one", parents=[common])


def _report(command: argparse.ArgumentParser) -> None:
    command.add_argument("room", metavar="ROOM", help="the room's id")
    command.add_argument("problem", choices=[one.value for one in Problem], help="what is wrong")
    command.add_argument("--text", default="", metavar="T", help="more about it, in a few words")


def _problems(command: argparse.ArgumentParser) -> None:
    _json(command)
    command.add_argument("--send-again", action="store_true", help="try what was refused once more")
