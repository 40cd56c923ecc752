"""What people type, scan, write into a config or bring along: codes, set-ups, hours, templates, whole config files."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from warnings import catch_warnings, simplefilter

from kiosk.badge.template import TemplateError, filled, read_template
from kiosk.config import check as config_check
from kiosk.config import hosts as config_hosts
from kiosk.config import report as config_report
from kiosk.config.file import ConfigError, load
from kiosk.domain.codes import code_in, typed
from kiosk.domain.hours import OpeningHours
from kiosk.domain.night import NightHours
from kiosk.domain.scan import Pace, as_typed
from kiosk.domain.visit import Visit
from kiosk.messages import hook
from kiosk.messages.notice import notice_of, one_line
from kiosk.phrases.host import HostPhrases
from kiosk.report_template import check_report_template
from kiosk.report_template import filled as report_filled
from kiosk.resources import assets
from kiosk.setup import pin_hash
from kiosk.setup.code import code_text, read_code
from kiosk.setup.draft import changes_of
from kiosk.setup.portable import changes_to, draft_and_rest, exported, imported
from kiosk.setup.writing import changed
from kiosk.tags.codecs.minew import goods
from kiosk.tags.codecs.unfit import Unfit
from tests.fuzz.target import Target

_AT = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)
_VALUES = {"room": 'A "b" {x} \ud800', "problem": "cold", "text": "\n", "time": "now"}
_CONFIG = Path(__file__).with_name("config.toml").read_bytes()
_SMALL = b'[backend]\nkind = "local"\n[panel]\nroom = "1"\ntime_zone = "Europe/Berlin"\n[policy]\nsoon_minutes = 5\n'
_TEMPLATES = (b'{"text": "{room}: {problem} {text}"}', b'{"a": ["{time}", {"b": 1.5}], "c": null}', b"")


def targets(folder: Path) -> Iterator[Target]:
    """Every parser of a text; what is read from a file is one of this folder's."""
    yield from _codes()
    yield from _checks()
    yield from _templates(folder / "label.toml")
    yield from _files(folder / "kiosk.toml")


def _codes() -> Iterator[Target]:
    seeds = (
        b"ABC234", b"abc 2-34", b"https://visit.example.com/v/ABC234?x=1&code=ABC234#y", b"0b1-c2", b"SPREE1\tx\n",
        "\u0130\uff21BC234 \u202e".encode(), b"otpauth://x?uid=9f8e7d6c-5b4a",
    )  # fmt: skip
    yield Target("a code", _scanned, seeds, (), 60)
    setups = (
        b"room-kiosk:setup?url=https://rooms.example.com/x&room=1&language=de&theme=bold-dark&token=abc",
        b'{"kind":"nexudus","address":"https://spaces.example.com","username":"p@example.net","password":"x","room":7}',
        b'{"kind":"local","url":"http://127.0.0.1:8080","time_zone":"Europe/Berlin","theme":"calm-light"}',
    )
    yield Target("a set-up's code", _set_up, setups, (ConfigError,), 40)


def _scanned(given: bytes) -> object:
    text = given.decode("utf-8", "surrogateescape")
    line, so_far = as_typed(text, Pace()), ""
    for one in text[:20]:
        so_far = typed(so_far, one)
    return code_in(text), code_in(line), so_far


def _set_up(given: bytes) -> object:
    """Read, and where it is one, written into a config, which is read back."""
    draft = read_code(given.decode("utf-8", "replace"))
    if draft is None:
        return None
    text = changed(_SMALL.decode(), changes_of(draft), "kiosk.toml")
    text.encode()
    return code_text(draft)


def _checks() -> Iterator[Target]:
    hours = (b"mon-fri 08:00-18:00, sat 09:00-13:00", b"00:00-24:00", b"sun 7:00 - 8:30")
    yield _check("opening hours", OpeningHours.parse, hours)
    yield _check("night hours", NightHours.parse, (b"20:00-06:00", b"1:30 - 23:59"))
    yield _check("a zone", config_check.check_zone, (b"Europe/Berlin", b"UTC", b"America/Argentina/Ushuaia"))
    yield _check("a broker", config_check.check_mqtt, (b"mqtt://panel@broker.example.com:1883/rooms/1/motion",))
    yield _check("a regular expression", _pattern, (b"(?i)check.?in|start", b"^[a-z]{1,3}(x|y)*$"))
    yield _check("a relay", config_check.check_relay, (b"http://site-host:8760", b"https://[::1]:8760/x"))
    yield _check("a callback", config_check.check_callback, (b"http://panel-7.example:8765/",))
    yield _check("a listener", config_check.check_listen, (b"0.0.0.0:8765", b"[::]:1"))
    yield _check("a lamp", config_check.check_lamp, (b"http://lamp.example/json?on={on}&c={hex}",))
    yield _check("a webhook", config_report.check_webhook, (b"https://hooks.example.com/services/T0/B0/x",))
    yield _check("a sender", config_hosts.check_sender, (b"Reception <reception@example.com>", b"a@b.example"))
    yield _check("a receiver", config_hosts.check_receiver, (b"reception@example.com",))
    yield _check(
        "a printer's address", config_hosts.check_printer, (b"ipp://localhost/printers/badges", b"ipps://[::1]:631/x")
    )
    pin = str(pin_hash.PinHash(14, 8, 1, b"s" * 16, b"k" * 32)).encode()
    yield _check("a PIN's hash", pin_hash.parse, (pin,))
    yield Target("one line", lambda given: one_line(given.decode("utf-8", "surrogateescape")), (b"Ada L.\n",), (), 4)


def _pattern(text: str) -> None:
    """Python warns of what its expressions may mean one day."""
    with catch_warnings():
        simplefilter("ignore", FutureWarning)
        config_check.check_regex(text)


def _check(name: str, check: Callable[[str], object], seeds: tuple[bytes, ...]) -> Target:
    return Target(name, lambda given: check(given.decode("utf-8", "replace")), seeds, (ValueError,), 8)


def _templates(path: Path) -> Iterator[Target]:
    yield Target("a report's template", _report, _TEMPLATES, (ValueError,), 15)
    yield Target("a webhook's template", _hook(), (hook.WHOLE.encode(), b'{"text": "{message}"}'), (ValueError,), 15)
    fields = (b"{room}: {status}", b"{face}", b"x")
    yield Target("a template of a tag", _field, fields, (Unfit,), 8)
    labels = tuple(one.read_bytes() for one in sorted((assets() / "badge").glob("*.toml")))
    yield Target("a badge's label", _on_disk(path, _label), labels, (TemplateError,), 4)


def _report(given: bytes) -> object:
    template = given.decode("utf-8", "replace")
    check_report_template(template)
    return report_filled(template, _VALUES)


def _hook() -> Callable[[bytes], object]:
    says = HostPhrases("de")
    visit = Visit("1", "ABC", _AT, _AT, "Europe/Berlin", visitor="Ada \ud800", company="<!here>")

    def feed(given: bytes) -> object:
        template = given.decode("utf-8", "replace")
        hook.check(template)
        return hook.posted(notice_of(visit, _AT), says, template)

    return feed


def _field(given: bytes) -> object:
    return goods("1", "2", {"x": given.decode("utf-8", "replace")}, {"room": "A", "status": "free", "face": "f"})


def _label(path: Path) -> object:
    template = read_template(str(path))
    return [filled(one.content, {"visitor": "Ada"}) for one in template.texts]


def _files(path: Path) -> Iterator[Target]:
    yield Target("a config", _on_disk(path, load), (_SMALL, _CONFIG), (ConfigError,), 12)
    yield Target(
        "a brought set-up", _on_disk(path, _brought), (_SMALL, exported(_CONFIG.decode()).encode()), (ConfigError,), 15
    )
    yield Target("a config to change", _changed, (_SMALL, _CONFIG), (ConfigError,), 3)


def _brought(path: Path) -> object:
    table = imported(path)
    draft, rest = draft_and_rest(table)
    return changed(
        _SMALL.decode(), {**changes_to(table, tomllib.loads(_SMALL.decode())), **changes_of(draft), **rest}, "k"
    )


def _changed(given: bytes) -> object:
    return changed(given.decode("utf-8", "replace"), {("panel", "room"): "2", ("backend", "token_file"): None}, "k")


def _on_disk(path: Path, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """Reads a file that holds the input."""

    def feed(given: bytes) -> object:
        path.write_bytes(given)
        return read(path)

    return feed
