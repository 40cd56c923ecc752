"""Serves one gateway: hands signs over as its lane says, asks how the tags are, and bears what goes wrong."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from random import Random
from typing import assert_never

from kiosk.backends.errors import BackendError, Declined, TimedOut
from kiosk.clock import Clock
from kiosk.sync.waiting import pause
from kiosk.tags.bindings import Binding
from kiosk.tags.draw import Sign as Drawn
from kiosk.tags.draw import Sketch
from kiosk.tags.faces import Told
from kiosk.tags.gateways.gateway import Gateway, Pushed, Recalls, Sign, TagReport
from kiosk.tags.ledger import Ledger
from kiosk.tags.rules import Moment, Rules
from kiosk.tags.schedule import Delivery, Wish, full, reported, taken, unwished, wished
from kiosk.tags.schedule_lane import Lane, Look, Push, Rest
from kiosk.tags.schedule_storm import spread
from kiosk.tags.told import words_of
from kiosk.tags.worker_faults import Faults

_log = logging.getLogger(__name__)
PUSH_SECONDS = 180.0
LOOK_SECONDS = 60.0
Draw = Callable[[Sketch], Drawn]


class Worker:
    """The gateway called `name` with its tags. Nothing that a gateway does or says ends `run`."""

    def __init__(
        self,
        name: str,
        gateway: Gateway,
        bindings: Sequence[Binding],
        ledger: Ledger,
        draw: Draw,
        clock: Clock,
        rules: Rules,
        rng: Random,
    ) -> None:
        self.name = name
        self._gateway = gateway
        self._bindings = {one.tag.id: one for one in bindings}
        self._names = {tag.casefold(): tag for tag in self._bindings}
        self._ledger = ledger
        self._draw = draw
        self._clock = clock
        self._rules = rules
        self._faults = Faults(name, rng)
        self._told: dict[str, Told] = {}
        self._lane = Lane(rules, {tag: self._resumed(ledger.delivery(tag)) for tag in self._bindings}, self._moment())
        self._wake = asyncio.Event()
        self._stopping = False

    def want(self, told: Mapping[str, Told]) -> None:
        """These tags shall show this. Those of other gateways are left to them."""
        moment = self._moment()
        mine = {tag: one for tag, one in told.items() if tag in self._bindings}
        self._told.update(mine)
        fresh = {tag: one.wish for tag, one in mine.items() if self._lane[tag].pushed != one.wish.face}
        ready = spread({tag: wish for tag, wish in fresh.items() if self._lane[tag].pushed is not None}, moment)
        for tag, one in mine.items():
            at = ready.get(tag, moment.seconds)
            self._lane.change(tag, partial(wished, wish=one.wish, ready=at), moment)
            self._ledger.told(tag, one)
        if mine:
            self._wake.set()

    def withhold(self, tags: Iterable[str]) -> None:
        """These are given nothing until `want` says what."""
        for tag in self._bindings.keys() & set(tags):
            self._lane.change(tag, unwished, self._moment())

    def nudge(self) -> None:
        """The clock was set, or the machine has slept: think anew of when what is due."""
        self._lane.reconsider(self._moment())
        self._wake.set()

    def stop(self) -> None:
        """Let `run` return once what it is at has ended."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Serve until stopped. Raises only what is not expected of the program itself."""
        self._remember()
        while not self._stopping:
            match self._lane.decide(self._moment()):
                case Push(tag):
                    await self._push(tag)
                case Look():
                    await self._look()
                case Rest(until):
                    self._wake.clear()
                    await pause(self._clock, until, self._wake)
                case other:
                    assert_never(other)
            self._ledger.flush()

    def _moment(self) -> Moment:
        return self._rules.moment(self._clock.now(), self._clock.monotonic())

    def _resumed(self, delivery: Delivery) -> Delivery:
        """A gateway that keeps pictures in memory only is given every picture again."""
        return replace(delivery, pushed=None) if isinstance(self._gateway, Recalls) else delivery

    def _remember(self) -> None:
        """Tell the gateway what an earlier run had pushed."""
        for tag in self._lane:
            was = self._ledger.delivery(tag)
            if was.pushed is not None and was.unconfirmed:
                self._gateway.remember(tag, was.pushed, was.mark)
            elif was.shown is not None and isinstance(self._gateway, Recalls):
                self._gateway.recall(tag, was.shown, was.mark)

    async def _push(self, tag: str) -> None:
        told = self._told[tag]
        answer = await self._handed_over(tag, told)
        moment = self._moment()
        match answer:
            case Pushed():
                self._faults.succeeded(moment)
                self._set(tag, partial(taken, wish=told.wish, answer=answer, moment=moment), moment)
                self._ledger.trouble(tag, push="")
                self._well()
            case BackendError():
                self._failed(tag, told.wish, answer, moment)

    async def _handed_over(self, tag: str, told: Told) -> Pushed | BackendError:
        """What the gateway answers; whatever else goes wrong is a refusal, which stops no other tag."""
        try:
            sign = self._sign(tag, told)
            async with asyncio.timeout(PUSH_SECONDS):
                return await self._gateway.push(sign)
        except BackendError as error:
            return error
        except TimeoutError:
            return TimedOut(f"The gateway {self.name} did not answer in time.")
        except Exception as mistake:  # noqa: BLE001 - one tag must stop neither the others nor the program
            return Declined(f"The sign of {tag} failed unexpectedly ({type(mistake).__name__}).")

    def _sign(self, tag: str, told: Told) -> Sign:
        drawn = self._draw(told.sketch)
        foreign = "A text has characters that no font here draws; Latin letters stand in." if drawn.written_out else ""
        self._ledger.trouble(tag, text=foreign)
        whole = full(self._lane[tag], self._moment())
        words = words_of(told.sketch.face)
        return Sign(tag, told.wish.face, drawn.picture, self._bindings[tag].tag.rotation, words, whole)

    def _failed(self, tag: str, wish: Wish, error: BackendError, moment: Moment) -> None:
        fault = self._faults.push(error, self._lane[tag].failures, moment)
        self._lane.close(fault.closed)
        self._set(tag, lambda was: fault.step(was, wish, moment), moment)
        if fault.of_tag:
            self._ledger.trouble(tag, push=fault.problem)
        else:
            self._ill(fault.problem)

    async def _look(self) -> None:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                reports = await self._gateway.look()
        except (BackendError, TimeoutError) as error:
            named = error if isinstance(error, BackendError) else TimedOut(f"The gateway {self.name} did not answer.")
            moment = self._moment()
            fault = self._faults.look(named, moment)
            self._lane.close(fault.closed)
            self._ill(fault.problem)
        except Exception as mistake:  # noqa: BLE001 - as for a sign
            _log.error("Tags: looking at %s failed unexpectedly (%s).", self.name, type(mistake).__name__)
        else:
            self._heard(reports)
        self._lane.looked(self._moment())

    def _heard(self, reports: Sequence[TagReport]) -> None:
        moment = self._moment()
        self._faults.succeeded(moment)
        self._well()
        for report in reports:
            if (tag := self._names.get(report.tag.casefold())) is not None:
                self._set(tag, partial(reported, report=report, moment=moment), moment)
                self._ledger.heard(tag, report, moment)

    def _set(self, tag: str, step: Callable[[Delivery], Delivery], moment: Moment) -> None:
        if self._lane.change(tag, step, moment):
            self._ledger.delivered(tag, self._lane[tag])

    def _ill(self, problem: str) -> None:
        for tag in self._bindings if self._faults.news(problem) else ():
            self._ledger.trouble(tag, gateway=problem)

    def _well(self) -> None:
        self._ill("")
