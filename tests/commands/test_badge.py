"""`kiosk badge` and what doctor says of mail and printer, by the commands themselves."""

import json
import socket
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.checks.hosts import host_checks
from kiosk.cli import run
from kiosk.config.file import load
from kiosk.settings import Settings
from tests.badge.printer import Printer
from tests.messages.mailbox import mailbox
from tests.wire.scripted_server import Reply, serving


def config(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(f'[panel]\ndata_dir = "{folder}"\n{text}', encoding="utf-8")
    return path


def settings(folder: Path, text: str) -> Settings:
    path = config(folder, text)
    return Settings(load(path), str(path), demo=True, environment={})


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize("label", ["62x100", "a6"])
def test_a_sample_is_written_as_a_picture_and_as_a_page(tmp_path: Path, label: str) -> None:
    path, words = config(tmp_path, ""), ["badge", "--sample", "--label", label, "--output"]
    assert run([*words, str(tmp_path / "a.png"), "--config", str(path)]) == 0
    assert run([*words, str(tmp_path / "a.pdf"), "--config", str(path)]) == 0
    image = Image.open(tmp_path / "a.png").convert("L")
    assert [one.text for one in zxingcpp.read_barcodes(image)] == ["SAMPLE-0000-0000"]
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-1.4")


@pytest.mark.slow
def test_the_badge_of_a_visit_holds_its_uid(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = str(config(tmp_path, ""))
    assert run(["visitors", "list", "--json", "--demo", "--config", path]) == 0
    visit = json.loads(capfdbinary.readouterr().out)["visitors"][0]
    output = tmp_path / "b.png"
    assert run(["badge", visit["code"].lower(), "--output", str(output), "--demo", "--config", path]) == 0
    assert [one.text for one in zxingcpp.read_barcodes(Image.open(output).convert("L"))] == [visit["uid"]]
    assert run(["badge", "QQQQQQ", "--output", str(output), "--demo", "--config", path]) == 5


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "--output"),
        (["--output", "badge.jpg"], 2, "--output"),
        (["--output", "/nowhere/at/all.png"], 2, "cannot be written"),
        (["--print"], 5, "No printer"),
        (["--output", "x.png", "--label", "63x100"], 2, "62x100"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    assert run(["badge", "--sample", *words, "--config", str(config(tmp_path, ""))]) == code
    assert said in capsys.readouterr().err


async def test_doctor_says_nothing_where_nothing_is_named(tmp_path: Path) -> None:
    assert await host_checks(settings(tmp_path, "")) == []


async def test_doctor_greets_the_mail_server_and_sends_nothing(tmp_path: Path) -> None:
    async with mailbox() as box:
        text = f'[hosts]\nmail_host = "127.0.0.1"\nmail_port = {box.port}\nmail_from = "a@b.example"\n'
        (good,) = await host_checks(settings(tmp_path, text + 'mail_security = "none"\n'))
        (bad,) = await host_checks(settings(tmp_path, text))
    assert (good.state, bad.state) == ("good", "doubtful")
    assert "no encryption" in bad.says
    assert box.mails == []


async def test_doctor_does_not_write_into_a_chat(tmp_path: Path) -> None:
    async with serving(lambda _: Reply()) as server:
        (check,) = await host_checks(settings(tmp_path, f'[hosts]\nwebhook_url = "{server.url}/canary"\n'))
        assert server.requests == []
    assert check.state == "good"
    assert "canary" not in check.says


async def test_doctor_says_how_the_printer_is(tmp_path: Path) -> None:
    printer = Printer()
    async with serving(printer) as server:
        text = f'[printer]\nurl = "ipp://127.0.0.1:{server.port}/ipp/print"\n'
        ready, *_ = await host_checks(settings(tmp_path, text))
        printer.reasons = ("media-needed-error",)
        empty, *_ = await host_checks(settings(tmp_path, text))
    assert ready.state == "good"
    assert (empty.state, "out of paper" in empty.says) == ("doubtful", True)
    gone, *_ = await host_checks(settings(tmp_path, f'[printer]\nurl = "ipp://127.0.0.1:{free_port()}/x"\n'))
    assert "cannot be reached" in gone.says
    wrong, *_ = await host_checks(settings(tmp_path, '[printer]\nurl = "ipp://printer.example/x"\n'))
    assert (wrong.state, wrong.exit_code) == ("bad", 2)


async def test_doctor_says_how_the_printer_of_lists_is(tmp_path: Path) -> None:
    async with serving(Printer()) as server:
        text = f'[printer]\nlist_url = "ipp://127.0.0.1:{server.port}/ipp/print"\n'
        (ready,) = await host_checks(settings(tmp_path, text))
    assert (ready.name, ready.state) == ("list printer", "good")
