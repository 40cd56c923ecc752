"""What doctor says of files that others may read, of ways in the clear, of damaged data and of signs."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.checks.check import Check
from kiosk.checks.private import private_checks
from kiosk.checks.program import server_checks
from kiosk.checks.tags import tag_checks
from kiosk.clock import Clock
from kiosk.config.file import load
from kiosk.private.secret import read_token
from kiosk.settings import Settings
from kiosk.site import open_memory
from tests.app.programs import environment, kiosk
from tests.secrets.keyrings import keyring


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return data


def settings(folder: Path, text: str) -> Settings:
    file = folder.parent / "kiosk.toml"
    file.write_text(text)
    environment = {"KIOSK_DATA_DIR": str(folder)}
    return Settings(load(file), str(file), demo=False, environment=environment)


def checked(folder: Path, text: str = "") -> list[Check]:
    return private_checks(settings(folder, text))


def secret(folder: Path, name: str, mode: int) -> Path:
    path = folder.parent / name
    path.write_text("canary")
    path.chmod(mode)
    return path


def test_where_nothing_is_kept_nothing_is_said(folder: Path) -> None:
    assert checked(folder) == []


def test_every_secret_of_the_config_is_looked_at(folder: Path) -> None:
    token, lamp, gateway = (secret(folder, name, 0o600) for name in ("token", "lamp", "gateway"))
    text = f'[backend]\ntoken_file = "{token}"\n[lightbar]\ntoken_file = "{lamp}"\n'
    text += f'[[tags.gateway]]\nname = "esl"\nkind = "minew"\npassword_file = "{gateway}"\n'
    assert checked(folder, text) == [Check("secrets", "good", "3 file(s), open to no other user")]
    lamp.chmod(0o644)
    gateway.chmod(0o666)
    (check,) = checked(folder, text)
    assert (check.state, check.exit_code) == ("bad", 2)
    assert check.says == f"every user of this machine may read {lamp}, {gateway}"
    assert check.do == f"Run: chmod 600 {lamp} {gateway}"


def test_a_config_and_a_folder_that_others_may_change_are_named(folder: Path) -> None:
    kept = settings(folder, "")
    Path(kept.file).chmod(0o666)
    folder.chmod(0o777)
    config, data = private_checks(kept)
    assert (config.state, config.do) == ("bad", f"Run: chmod o-w {kept.file}")
    assert (data.state, data.do) == ("doubtful", f"Run: chmod go-w {folder}")


def test_each_way_in_the_clear_is_named(folder: Path) -> None:
    text = '[report]\nallow_plain_http = true\n[[tags.gateway]]\nname = "a"\nallow_plain_http = true\n'
    (check,) = checked(folder, f"{text}[hosts]\nallow_plain_mail = true\n")
    assert check.state == "doubtful"
    assert set(check.says.split(", ")) == {
        "[report] allow_plain_http", "[tags.gateway] allow_plain_http", "[hosts] allow_plain_mail"
    }  # fmt: skip


@pytest.mark.parametrize(("host", "said"), [("broker.example", 1), ("127.0.0.1", 0), ("localhost", 0), ("[::1]", 0)])
def test_a_password_for_a_broker_goes_encrypted_or_nowhere_far(folder: Path, host: str, said: int) -> None:
    file = secret(folder, "mqtt", 0o600)
    text = f'[presence]\nsensor = "S"\nmqtt = "mqtt://u@{host}/room"\nmqtt_password_file = "{file}"\n'
    assert len([one for one in checked(folder, text) if one.name == "unencrypted"]) == said


def test_a_damaged_file_is_told_from_a_whole_one(folder: Path) -> None:
    for name in ("one", "two"):
        connection = sqlite3.connect(folder / f"{name}.sqlite")
        connection.executescript("CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(20000));")
        connection.close()
    assert checked(folder) == [Check("data files", "good", "2 of them, none found damaged")]
    with (folder / "two.sqlite").open("r+b") as file:
        file.write(b"no database at all")
    (folder / "old.sqlite.damaged-2026").touch()
    broken, aside = checked(folder)
    assert (broken.state, broken.says) == ("doubtful", f"{folder / 'two.sqlite'}: damaged")
    assert (aside.state, aside.says) == ("doubtful", "set aside: old.sqlite.damaged-2026")


def test_a_file_at_work_is_left_in_peace(folder: Path) -> None:
    connection = sqlite3.connect(folder / "busy.sqlite", isolation_level=None)
    connection.executescript("PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE t (x); BEGIN EXCLUSIVE;")
    assert checked(folder) == [Check("data files", "good", "1 of them, none found damaged")]
    connection.close()


def test_signs_that_cannot_be_served_are_named(folder: Path) -> None:
    gateway = '[[tags.gateway]]\nname = "wall"\nkind = "folder"\n'
    tag = '[[tags.tag]]\nid = "one"\nroom = "2"\ngateway = "wall"\npanel = "7.5-bwr"\n'
    assert tag_checks(settings(folder, "")) == []
    (bad,) = tag_checks(settings(folder, f"[tags]\n{gateway}{tag}"))
    assert (bad.state, bad.exit_code) == ("bad", 2)
    assert 'gateway "wall": found no path' in bad.says
    (good,) = tag_checks(settings(folder, f'[tags]\n{gateway}path = "{folder}"\n{tag}'))
    assert (good.state, good.says[:21]) == ("good", "1 by 1 gateway(s); `k")


def test_doctor_says_it_all(tmp_path: Path, folder: Path) -> None:
    token = secret(folder, "token", 0o644)
    config = tmp_path / "kiosk.toml"
    config.write_text(f'[backend]\nkind = "offision"\nurl = "https://rooms.invalid"\ntoken_file = "{token}"\n')
    done = kiosk("doctor", "--json", "--config", str(config), home=tmp_path / "home", KIOSK_TOKEN="")
    checks = {one["name"]: one for one in json.loads(done.stdout)["checks"]}
    assert (done.returncode, checks["secrets"]["state"]) == (2, "bad")
    assert "canary" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("environment", "named", "says"),
    [
        ({"KIOSK_TOKEN": "canary"}, "", "$KIOSK_TOKEN"),
        ({"KIOSK_TOKEN": "canary"}, "{token}", "$KIOSK_TOKEN, which goes before {token}"),
        ({"CREDENTIALS_DIRECTORY": "{folder}"}, "{token}", "{token}"),
        ({"CREDENTIALS_DIRECTORY": "{folder}"}, "", "the service's credential kiosk-token"),
        ({"CREDENTIALS_DIRECTORY": "{folder}/none"}, "", None),
    ],
    ids=["environment", "environment before a file", "a file", "a credential", "none"],
)
def test_the_place_that_the_token_comes_from_is_named_and_not_the_token(
    folder: Path, environment: dict[str, str], named: str, says: str | None
) -> None:
    token = secret(folder, "kiosk-token", 0o600)
    known = {"token": str(token), "folder": str(folder.parent)}
    text = '[backend]\nkind = "offision"\nurl = "https://rooms.example"\n'
    given = settings(folder, text + (f'token_file = "{named.format(**known)}"\n' if named else ""))
    told = {name: value.format(**known) for name, value in environment.items()}
    found = [
        one.says
        for one in private_checks(replace(given, environment={**given.environment, **told}))
        if one.name == "token from"
    ]
    assert found == ([] if says is None else [says.format(**known)])
    if says is not None:
        assert read_token(given.config.backend, told, "") == "canary"


@pytest.mark.parametrize(
    ("token", "says"),
    [("", 'the keyring\'s entry "desk"'), ("x", '$KIOSK_TOKEN, which goes before the keyring\'s entry "desk"')],
)
def test_an_entry_of_the_keyring_is_named_as_the_place_of_the_token(folder: Path, token: str, says: str) -> None:
    text = '[backend]\nkind = "nexudus"\n[nexudus]\nrelay = "https://site.example"\nrelay_token_keyring = "desk"\n'
    given = settings(folder, text)
    checks = private_checks(replace(given, environment={**given.environment, "KIOSK_TOKEN": token}))
    assert [one.says for one in checks if one.name == "token from"] == [says]


async def test_a_keyring_that_nobody_unlocks_is_said_with_what_to_do(folder: Path) -> None:
    text = '[backend]\nkind = "offision"\nurl = "https://rooms.example"\ntoken_keyring = "desk"\n'
    own = environment(folder, KIOSK_TOKEN="") | keyring(folder, "Locked")
    given, clock = replace(settings(folder, text + '[panel]\ntime_zone = "UTC"\n'), environment=own), Clock()
    with open_memory(given, clock) as memory:
        (check,) = await server_checks(given, clock, memory)
    assert (check.state, check.exit_code) == ("bad", 2)
    assert check.says == "[backend] token_keyring: a keyring that is locked"
    assert check.do == "expected one that is unlocked: log in as the user who runs this, or name a [backend] token_file"
