"""An arrival at the real program: the host has a mail, the printer a badge, each once, and no output names anybody."""

import asyncio
import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.badge.printer import Printer
from tests.messages.mailbox import mailbox
from tests.wire.scripted_server import serving

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


async def kiosk(*words: str, config: Path) -> tuple[int, bytes, bytes]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "kiosk", *words, "--config", str(config),
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, error = await process.communicate()
    return process.returncode or 0, out, error


async def test_a_check_in_reaches_host_and_printer_once(tmp_path: Path) -> None:
    printer, path = Printer(), tmp_path / "config.toml"
    async with mailbox() as box, serving(printer) as server:
        path.write_text(
            f'[panel]\ndata_dir = "{tmp_path}"\n[server]\ndata = "{tmp_path}/office.sqlite"\n'
            f'[hosts]\nmail_host = "127.0.0.1"\nmail_port = {box.port}\nmail_security = "none"\n'
            'mail_from = "door@example.com"\nmail_fallback = "desk@example.com"\n'
            f'[printer]\nurl = "ipp://127.0.0.1:{server.port}/ipp/print"\n',
            encoding="utf-8",
        )
        now = datetime.now(UTC).replace(microsecond=0)
        period = ("--from", now.isoformat(), "--to", (now + timedelta(hours=1)).isoformat())
        code, said, _ = await kiosk(
            "visitors", "invite", "--name", "Canary Ada", "--host", "Grace", *period, "--json", config=path
        )
        assert code == 0
        visit = json.loads(said)
        code, said, first = await kiosk("visit", visit["code"], "--check-in", "--json", config=path)
        assert (code, json.loads(said)["outcome"]) == (0, "checked_in")
        _, said, again = await kiosk("visit", visit["code"], "--check-in", "--json", config=path)
        assert json.loads(said)["outcome"] == "already_in"
        _, said, last = await kiosk("doctor", config=path)
    assert box.recipients == ["desk@example.com"]
    assert box.mails[0]["Subject"] == "Canary Ada is here"
    assert len(printer.documents) == 1
    assert b"Canary" not in first + again + last + said
