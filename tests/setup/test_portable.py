"""An exported set-up carries no secret, and an imported one brings no program and no secret to another server."""

import tomllib
from pathlib import Path

import pytest

from kiosk.config.file import ConfigError, parse
from kiosk.setup.draft import SECRETS, TOKEN_FILE, Draft
from kiosk.setup.portable import changes_to, draft_and_rest, exported, imported

CANARY = "canary-7f3a9c"
CONFIG = f"""\
# the token is {CANARY}
[backend]
kind = "offision"
url = "https://rooms.example.com"
token_file = "/etc/kiosk/token-{CANARY}"
[offision.paths]
"room_status.get" = "/api/external/status"
[panel]
room = "7"
language = "de"
pin_hash = ""
data_dir = "/var/{CANARY}"
[policy]
soon_minutes = 5
[presence]
sensor = "a"
command = ["send", "--key", "{CANARY}"]
mqtt = "mqtt://user@host/topic"
mqtt_password_file = "/etc/{CANARY}"
[lightbar]
kind = "http"
url = "http://127.0.0.1/light"
headers = {{ Authorization = "{CANARY}" }}
[display]
brightness = 0.5
brightness_command = ["light", "{CANARY}"]
[server]
data = "/var/{CANARY}.sqlite"
[[tags.gateway]]
name = "ap1"
url = "http://user:{CANARY}@ap1.example"
"""


def test_nothing_secret_is_exported() -> None:
    assert CANARY not in exported(CONFIG)


def test_the_rest_is_exported_and_is_a_config() -> None:
    config = parse(tomllib.loads(exported(CONFIG)), "export")

    assert config.backend.url == "https://rooms.example.com"
    assert config.offision.paths == {"room_status.get": "/api/external/status"}
    assert (config.panel.room, config.panel.language, config.display.brightness) == ("7", "de", 0.5)
    assert config.policy.soon_minutes == 5
    assert config.tags.gateway[0].name == "ap1"


def test_an_import_brings_no_program_and_no_file(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(CONFIG)
    changes = changes_to(imported(path), {})

    assert not [key for key in changes if CANARY in str(changes[key])]
    assert ("presence", "command") not in changes
    assert ("display", "brightness_command") not in changes


def test_an_import_for_the_same_server_leaves_its_token_be(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(CONFIG)

    assert TOKEN_FILE not in changes_to(imported(path), tomllib.loads(CONFIG))


def test_an_import_for_another_server_lets_the_token_go(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(CONFIG.replace("rooms.example.com", "other.example"))
    changes = changes_to(imported(path), tomllib.loads(CONFIG))

    assert [changes[secret] for secret in SECRETS] == [None] * 4


@pytest.mark.parametrize("form", ["file", "keyring"])
@pytest.mark.parametrize(
    ("section", "server", "other", "secret"),
    [
        ("backend", {"url": "https://a.example"}, {"url": "https://b.example"}, "token"),
        ("nexudus", {"username": "ada"}, {"username": "ben"}, "password"),
        ("nexudus", {"relay": "https://a.example"}, {"relay": "https://b.example"}, "relay_token"),
        ("hosts", {"mail_host": "a.example"}, {"mail_host": "b.example"}, "mail_password"),
        ("hosts", {"mail_host": "a.example"}, {"mail_host": "a.example", "mail_port": 26}, "mail_password"),
    ],
)
def test_every_secret_stays_with_its_own_server(
    section: str, server: dict[str, object], other: dict[str, object], secret: str, form: str
) -> None:
    key = f"{secret}_{form}"
    current = {section: {**server, key: CANARY}}
    assert changes_to({section: other}, current)[(section, key)] is None
    assert (section, key) not in changes_to({section: server, "panel": {"room": "7"}}, current)
    assert CANARY not in exported(f'[{section}]\n{key} = "{CANARY}"\n')


def test_a_file_is_a_set_up_to_try_and_the_rest() -> None:
    draft, rest = draft_and_rest(tomllib.loads(exported(CONFIG)))

    assert draft == Draft(kind="offision", url="https://rooms.example.com", room="7", language="de")
    assert rest[("policy", "soon_minutes")] == 5
    assert rest[("offision", "paths", "room_status.get")] == "/api/external/status"
    assert not [key for key in rest if key in {("backend", "url"), ("panel", "room"), TOKEN_FILE}]


@pytest.mark.parametrize("content", [None, b"\xff", b"[panel", b"[panel]\ncolour = 1\n", b"#" * (1 << 19)])
def test_a_file_that_is_none_is_said_to_be_none(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ConfigError, match=r"x\.toml"):
        imported(path)
