"""A config with a mistake says which file, which key, what was found, what was expected."""

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import Config, SyncConfig
from kiosk.config.file import ConfigError, load, parse

MISTAKES = [
    ("[sync]\npoll_secnds = 3", "[sync] poll_secnds", "an unknown key", "poll_seconds"),
    ('[sync]\npoll_seconds = "fast"', "[sync] poll_seconds", '"fast", text', "a number"),
    ("[sync]\npoll_seconds = true", "[sync] poll_seconds", "true", "a number"),
    ("[sync]\npoll_seconds = 0", "[sync] poll_seconds", "0", "from 1 to 3600"),
    ("[sync]\nstale_after_seconds = 100\nunknown_after_seconds = 50", "[sync] unknown_after_seconds", "50", "at least"),
    ('[backend]\ntoken = "s3cret"', "[backend] token", "a secret", "token_file"),
    ('[backend]\nkind = "ofision"', "[backend] kind", '"ofision"', "nearest: offision"),
    ('[backend]\nkind = "nexudus"', "[nexudus] username", "nothing", "user"),
    ('[nexudus]\ncheck_in_pattern = "("', "[nexudus] check_in_pattern", '"("', "a regular expression"),
    ("[nexudus]\npage_size = 0", "[nexudus] page_size", "0", "from 1 to 1000"),
    ("[nexudus]\npanels = 16", "[nexudus] panels", "16", "from 1 to 15"),
    ('[nexudus]\nrelay = "site-host"', "[nexudus] relay", "site-host", "http://site-host:8760"),
    ('[nexudus]\npassword = "s3cret"', "[nexudus] password", "a secret", "password_file"),
    ('[backend]\nkind = "offision"', "[backend] url", "nothing", "address"),
    ('[panle]\nroom = "1"', "[panle]", "an unknown section", "panel"),
    ("[panel]\nroom = 1", "[panel] room", "1, a whole number", "text"),
    ("panel = 3", "[panel]", "3", "a table"),
    ('[panel]\ntheme = "bold"', "[panel] theme", '"bold"', "nearest: bold-"),
    ('[panel]\ntime_zone = "Europe/Belin"', "[panel] time_zone", "Europe/Belin", "Europe/Berlin"),
    ('[rooms."7"]\ntime_zne = "UTC"', '[rooms."7"] time_zne', "an unknown key", "time_zone"),
    ('[policy]\nopen_hours = "always"', "[policy] open_hours", "always", "mon-fri 08:00-18:00"),
    ('[policy]\nopen_hours = "mon-fri 18:00-08:00"', "[policy] open_hours", "18:00-08:00", "closes before it opens"),
    ('[sync]\ncallback_url = "panel-7"', "[sync] callback_url", "panel-7", "http://panel-7.example:8765/"),
    ('[sync]\ncallback_url = "http://x:port/"', "[sync] callback_url", "port", "http://panel-7.example:8765/"),
    ('[sync]\ncallback_listen = "8765"', "[sync] callback_listen", "8765", "HOST:PORT"),
    ('[sync]\ncallback_listen = "0.0.0.0:99999"', "[sync] callback_listen", "99999", "HOST:PORT"),
    ("[reception]\ncamera = 3", "[reception] camera", "3, a whole number", "true or false or text"),
    ('[panel]\ncamera = " "', "[panel] camera", '" "', "a camera's name"),
    ("[[tags.tag]]\nrotation = 45", "[tags.tag[0]] rotation", "45", "0 or 90"),
    ("[offision]\npaths = 3", "[offision] paths", "3", "a table"),
    ('[offision.paths]\n"room_status.get" = 3', '"room_status.get"', "3", "text"),
    ('[presence]\nmqtt = "mqtt://host"', "[presence] mqtt", "mqtt://host", "mqtt://host:1883/topic"),
    ('[presence]\nmqtt = "mqtt://host:x/room"', "[presence] mqtt", "host:x", "mqtt://host:1883/topic"),
    ('[presence]\nmqtt = "mqtt://u:s3cret@host/room"', "[presence] mqtt", "mqtt://u:…@host", "without a password"),
    ('[presence]\ncommand = "pir"', "[presence] command", '"pir"', 'a list ["'),
    ("[presence]\ncommand = [3]", "[presence] command[0]", "3", "text"),
    ('[presence]\ncommand = ["pir"]', "[presence] sensor", "nothing", "access id"),
    ('[report]\nwebhook_url = "chat"', "[report] webhook_url", "a secret", "https://chat.example/hooks/1234"),
    ('[report]\nwebhook_url = "https://u:s@chat/"', "[report] webhook_url", "a secret", "without a user name"),
    ("[report]\nwebhook_template = '{'", "[report] webhook_template", "{", "JSON such as"),
    ("""[report]\nwebhook_template = '["{rooms}"]'""", "[report] webhook_template", "{rooms}", "room"),
    ("[backend]\ncelsius_unit = 2", "[backend] celsius_unit", "2", "0 or 1"),
    ("[tags]\ntag = 3", "[tags] tag", "3", "[[tags.tag]]"),
]


@pytest.mark.parametrize(("text", "key", "found", "expected"), MISTAKES)
def test_a_mistake_names_file_key_found_and_expected(text: str, key: str, found: str, expected: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        parse(tomllib.loads(text), "door.toml")
    assert wrong.value.file == "door.toml"
    assert key in wrong.value.key
    assert found in wrong.value.found
    assert expected in wrong.value.expected
    assert all(part in str(wrong.value) for part in ("door.toml", key, found, expected))


def test_a_secret_in_the_file_is_not_repeated() -> None:
    with pytest.raises(ConfigError) as wrong:
        parse(tomllib.loads('[backend]\ntoken = "s3cret"'), "door.toml")
    assert "s3cret" not in str(wrong.value)


def test_the_documented_example_is_accepted() -> None:
    config = parse(tomllib.loads(EXAMPLE), "door.toml")
    assert config.backend.url == "https://rooms.example.com"
    assert config.offision.paths == {"room_status.get": "/api/external/status"}
    assert config.rooms["7"].time_zone == "Asia/Taipei"
    assert config.policy.soon_minutes == 10.0
    assert config.tags.tag[0].panel == "7.5-bwr"


@pytest.mark.parametrize(("text", "camera"), [("true", True), ("false", False), ('"C270"', "C270")])
def test_a_camera_is_wanted_or_not_or_named(text: str, *, camera: bool | str) -> None:
    config = parse(tomllib.loads(f"[reception]\ncamera = {text}\n[panel]\ncamera = {text}"), "kiosk.toml")
    assert (config.reception.camera, config.panel.camera) == (camera, camera)


def test_an_empty_file_means_every_default() -> None:
    assert parse({}, "door.toml") == Config()
    assert parse({}, "door.toml").sync == SyncConfig()


@pytest.mark.parametrize(
    ("content", "found"), [(b"\xff\xfe", "not UTF-8"), (b"[panel\n", "a mistake in its TOML"), (None, "no such file")]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None, found: str) -> None:
    path = tmp_path / "door.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"door\.toml") as wrong:
        load(path)
    assert found in wrong.value.found


NAMES = st.sampled_from(["backend", "panel", "rooms", "tags", "sync", "offision", "policy", "room", "paths", "kind"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(["", "1", "local", "/x"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=3,
)


@given(st.dictionaries(NAMES, st.dictionaries(NAMES, VALUES, max_size=3) | VALUES, max_size=4))
def test_any_table_is_a_config_or_a_config_error(table: dict[str, object]) -> None:
    assert isinstance(_outcome(table), Config | ConfigError)


def _outcome(table: dict[str, object]) -> Config | ConfigError:
    try:
        return parse(table, "door.toml")
    except ConfigError as wrong:
        return wrong


EXAMPLE = """
[backend]
kind = "offision"
url = "https://rooms.example.com"
auth = "header"
token_file = "/etc/kiosk/token"
[offision.paths]
"room_status.get" = "/api/external/status"
[panel]
room = "1"
time_zone = "Europe/Berlin"
language = "de"
theme = "bold-dark"
[rooms."7"]
time_zone = "Asia/Taipei"
[policy]
soon_minutes = 10
check_in_opens_minutes = 10
show_subject = true
show_organizer = true
[sync]
poll_seconds = 15
stale_after_seconds = 90
unknown_after_seconds = 900
callback_url = ""
[reception]
building = "1"
reset_seconds = 10
[tags]
quiet_hours = "20:00-06:00"
[[tags.gateway]]
name = "ap1"
kind = "openepaperlink"
url = "http://ap1.example"
[[tags.tag]]
id = "0000021B3C4D5E6F"
gateway = "ap1"
room = "1"
panel = "7.5-bwr"
rotation = 0
language = "en"
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_or_a_device_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(ConfigError, match="found a pipe or a device, expected a readable TOML file"):
            load(path)
    assert load(Path(os.devnull)) == Config()
