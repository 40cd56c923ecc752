"""What the gallery shows: rooms of the demo building at instants that put them into each state, fetched for real."""

import argparse
import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.clock import FixedClock
from kiosk.commands.face import Face, chosen
from kiosk.domain.connection import Connection, Trouble
from kiosk.picture.door import fetch
from kiosk.settings import Settings, room_settings, settle
from kiosk.sync.model import FeedState, blank

ZONE = ZoneInfo("Europe/Berlin")
LONG = "Zusammenkunft zur Abstimmung <b>aller</b> Beteiligten " * 200
MIXED = "Review של העיצוב: مراجعة التصميم (draft 2)"
CONFIG = """
[backend]
kind = "local"
[server]
demo = true
[panel]
room = "1"
time_zone = "Europe/Berlin"
"""


def _same(state: FeedState) -> FeedState:
    return state


def _no_answer(state: FeedState) -> FeedState:
    return replace(state, connection=replace(state.connection, trouble=Trouble.UNREACHABLE))


def _just_started(state: FeedState) -> FeedState:
    return replace(state, connection=Connection())


def _called(subject: str, state: FeedState) -> FeedState:
    agenda = state.agendas[0]
    named = tuple(replace(one, subject=subject, private=False) for one in agenda.appointments)
    return replace(state, agendas=(replace(agenda, appointments=named),))


def _not_confirmed(state: FeedState) -> FeedState:
    agenda = state.agendas[0]
    doubtful = tuple(replace(one, pending=True) for one in agenda.appointments)
    return replace(state, agendas=(replace(agenda, appointments=doubtful),))


@dataclass(frozen=True, slots=True)
class Scene:
    """A room of the demo, fetched at `at` in Berlin and shown `later`, with `change` in between.

    `hours` are opening hours that the config gives.
    """

    name: str
    at: str
    room: str = "1"
    later: timedelta = timedelta()
    hours: str = ""
    change: Callable[[FeedState], FeedState] = _same

    @property
    def fetched(self) -> datetime:
        """When the server is asked."""
        day = self.at if " " in self.at else f"2026-11-20 {self.at}"
        return datetime.fromisoformat(day).replace(tzinfo=ZONE).astimezone(UTC)

    @property
    def shown(self) -> datetime:
        """What the clock of the panel says."""
        return self.fetched + self.later


STATES = (
    Scene("free", "12:12"),
    Scene("starting_soon", "13:21"),
    Scene("waiting_check_in", "14:12", room="9"),
    Scene("occupied", "14:12"),
    Scene("closed", "19:12", hours="mon-fri 08:00-18:00"),
    Scene("unknown", "13:41", later=timedelta(minutes=31), change=_no_answer),
)
SPECIAL = (
    Scene("stale", "14:12", later=timedelta(minutes=3), change=_no_answer),
    Scene("remembered", "14:12", later=timedelta(minutes=6), change=_just_started),
    Scene("long", "14:12", change=lambda state: _called(LONG, state)),
    Scene("mixed", "14:12", change=lambda state: _called(MIXED, state)),
    Scene("pending", "14:12", change=_not_confirmed),
    Scene("private", "17:12"),
    Scene("preparation", "13:50", room="3"),
    Scene("all_day", "2026-11-21 14:12", room="3"),
    Scene("empty_day", "14:12", room="4"),
    Scene("greek", "14:12", room="7"),
    Scene("rtl", "16:12", room="8"),
    Scene("far_east", "2026-11-20 04:12", room="11"),
    Scene("damaged", "14:12", room="15"),
    Scene("gone", "14:12", room="16"),
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A scene with its data: what is needed to draw it in any theme, size and language."""

    scene: Scene
    face: Face
    state: FeedState

    def look(self, theme: str, language: str = "en") -> Face:
        """The face in a theme and a language."""
        asked = argparse.Namespace(room=self.face.room, locale=language, theme=theme)
        return chosen(self.face.settings, asked)


def demo(folder: Path) -> Settings:
    """The settings of a panel at the demo building that keeps its state in `folder`."""
    path = folder / "kiosk.toml"
    path.write_text(CONFIG, encoding="utf-8")
    return settle(argparse.Namespace(config=path, demo=True), {"KIOSK_DATA_DIR": str(folder / "state")})


def prepare(scene: Scene, settings: Settings) -> Prepared:
    """Ask the demo building's own server, at the scene's instant."""
    config = settings.config
    policy = replace(config.policy, open_hours=scene.hours)
    config = replace(config, policy=policy, panel=replace(config.panel, room=scene.room))
    face = Face(replace(settings, config=config), scene.room)
    state, _ = asyncio.run(fetch(face, FixedClock(scene.fetched)))
    return Prepared(scene, face, scene.change(state))


def nothing(settings: Settings) -> Prepared:
    """A panel that never had an answer."""
    state = FeedState((blank("1", room_settings(settings.config)),), connection=Connection(trouble=Trouble.UNREACHABLE))
    return Prepared(Scene("nothing", "14:12"), Face(settings, "1"), state)
