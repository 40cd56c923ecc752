"""Writes the units of packaging/systemd: `python packaging/units.py [FOLDER]`. One place says what they all have."""

import sys
from dataclasses import dataclass
from pathlib import Path

OUT = Path(__file__).resolve().parent / "systemd"
NAME = "room-kiosk-{}.service"

SUPERVISED = """\
Type=notify
NotifyAccess=main
WatchdogSec=90
TimeoutStartSec=120
TimeoutStopSec=45
Restart=always
RestartSec=2
LimitCORE=0
UMask=0077
"""
# What any service manager can hold a program to, also one of a user's own.
HELD = """\
NoNewPrivileges=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged
SystemCallErrorNumber=EPERM
"""
# What only the system's can.
CONFINED = """\
User=room-kiosk
StateDirectory=room-kiosk
StateDirectoryMode=0700
Environment=KIOSK_DATA_DIR=%S/room-kiosk
LoadCredential=kiosk-token
LoadCredential=kiosk-password
CapabilityBoundingSet=
AmbientCapabilities=
KeyringMode=private
PrivateTmp=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectProc=invisible
ProtectSystem=strict
RemoveIPC=yes
"""
ALONE = """\
DevicePolicy=closed
PrivateDevices=yes
PrivateUsers=yes
ProcSubset=pid
ProtectKernelTunables=yes
"""
# Every panel of a building, and every sign, may keep a line open to what answers; 1024 files is what systemd gives.
ANSWERING = "LimitNOFILE=8192\n"
# The X server's socket, whoever owns the screen, a camera, a printer; the backlight lies in /sys.
SCREEN = """\
Environment=DISPLAY=:0 QV4_FORCE_INTERPRETER=1
EnvironmentFile=-/etc/room-kiosk/display.env
BindReadOnlyPaths=-/tmp/.X11-unix
SupplementaryGroups=video lp
DevicePolicy=closed
DeviceAllow=char-video4linux rw
DeviceAllow=char-drm rw
DeviceAllow=char-lp rw
DeviceAllow=char-usb rw
ProcSubset=pid
"""
OWN_SCREEN = "Environment=QV4_FORCE_INTERPRETER=1\n"


@dataclass(frozen=True, slots=True)
class Service:
    """One command of the program as a service; `face` has a screen, `answers` a port for many."""

    name: str
    does: str
    command: str
    face: bool = False
    answers: bool = False


SERVICES = (
    Service("panel", "the door panel", "panel", face=True),
    Service("lobby", "the lobby", "lobby", face=True),
    Service("reception", "the reception", "reception", face=True),
    Service("tags", "the e-paper signs", "tags run"),
    Service("server", "the local server", "server", answers=True),
    Service("relay", "the relay of a Nexudus account", "relay", answers=True),
)


def system_unit(one: Service) -> str:
    """The unit for the system's manager."""
    target = "graphical.target" if one.face else "multi-user.target"
    after = "network-online.target" + (" display-manager.service" if one.face else "")
    head = f"Wants=network-online.target\nAfter={after}\n"
    held = CONFINED + HELD + (SCREEN if one.face else ALONE)
    return _unit(one, head, f"/usr/bin/kiosk {one.command}", held, target)


def user_unit(one: Service) -> str:
    """The unit for a user's own manager."""
    target = "graphical-session.target" if one.face else "default.target"
    head = f"PartOf={target}\nAfter={target}\n" if one.face else ""
    held = HELD + (OWN_SCREEN if one.face else "")
    return _unit(one, head, f"%h/.local/bin/kiosk {one.command}", held, target)


def _unit(one: Service, head: str, command: str, held: str, target: str) -> str:
    held = held + ANSWERING if one.answers else held
    return (
        f"# Made by packaging/units.py.\n[Unit]\nDescription=Room Kiosk: {one.does}\n{head}StartLimitIntervalSec=0\n"
        f"\n[Service]\nExecStart={command}\n{SUPERVISED}{held}\n[Install]\nWantedBy={target}\n"
    )


def units() -> dict[str, str]:
    """The text of every unit, by its place below packaging/systemd."""
    makers = (("system", system_unit), ("user", user_unit))
    return {f"{kind}/{NAME.format(one.name)}": make(one) for kind, make in makers for one in SERVICES}


def main(folder: Path) -> None:
    """Write them all."""
    for place, text in units().items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
