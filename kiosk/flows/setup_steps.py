"""Setting a panel up as pure steps: what each answer does. Knows no words, no file, and asks no server."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.flows.setup_state import FROM_THE_START, Asking, Scope, Step, at, forward, untested
from kiosk.setup.code import looks_like_code, read_code
from kiosk.setup.draft import KINDS, Draft, is_theme
from kiosk.setup.trial import Mistake, Problem, Trial, address_of

_SHORT = 15
"""What is longer and has no sign of an address may be a token that was scanned too soon: it is not left to be read."""


def begun(scope: Scope, before: Draft, code: Draft | None = None) -> Asking:
    """The first step; with a scanned set-up the first that it leaves open."""
    start = Asking(scope, before, before, answered=FROM_THE_START[scope])
    return forward(start) if code is None else _coded(start, code)


def typed(now: Asking, text: str) -> Asking:
    """The entry holds this text."""
    return replace(now, typed=text)


def entered(now: Asking) -> Asking:
    """What is typed is meant: an answer to this step, or a scanned set-up at any."""
    text = now.typed.strip()
    if looks_like_code(text) and now.step not in (Step.WRITING, Step.TESTING):
        code = read_code(text)
        return _coded(now, code) if code is not None else replace(now, typed="", wrong_code=True)
    match now.step:
        case Step.ADDRESS:
            return _addressed(now)
        case Step.USER:
            return _answered(now, username=text) if text else replace(now, problem=Mistake.SECRET)
        case Step.SECRET:
            return _secret(now, text)
        case Step.ROOMS:
            return _room_typed(now, text)
        case _:
            return now


def chosen(now: Asking, key: str) -> Asking:
    """A button, a chip or a row was pressed; one that is not on this step's sheet changes nothing."""
    kind, _, value = key.partition(":")
    answer = _ANSWERS.get((now.step, kind))
    return now if answer is None else answer(now, value)


def tried(now: Asking, trial: Trial, attempt: int) -> Asking:
    """The server's answer; one to a trial that was given up is not heard."""
    if now.step is not Step.TESTING or attempt != now.attempt:
        return now
    if trial.problem is not None:
        return replace(at(now, Step.FAILED), problem=trial.problem)
    known = {room.id for room in trial.rooms}
    keeps = now.scope is Scope.CONNECTION and now.draft.room in known
    answered = now.answered | ({Step.ROOMS} if keeps else frozenset())
    return forward(replace(now, rooms=trial.rooms, answered=answered))


def not_written(now: Asking, problem: Problem) -> Asking:
    """The set-up could not be kept."""
    return replace(at(now, Step.NOT_WRITTEN), problem=problem)


def _coded(now: Asking, code: Draft) -> Asking:
    """What a scanned set-up says is answered; its address is looked at as if it had been typed."""
    draft = code.over(now.draft)
    if code.url and draft.kind is not None:
        found = address_of(draft.kind, code.url)
        if isinstance(found, Mistake):
            return replace(at(now, Step.ADDRESS), typed=code.url, problem=found)
        draft = replace(draft, url=found)
    kept = now.before.kind is not None and draft.place == now.before.place
    told = {
        Step.SYSTEM: code.kind,
        Step.ADDRESS: code.url or (draft.kind == "nexudus" and code.kind),
        Step.USER: code.username,
        Step.SECRET: code.secret or kept,
        Step.ROOMS: code.room,
        Step.LANGUAGE: code.language,
        Step.LOOK: code.theme,
    }
    answered = now.answered | {step for step, value in told.items() if value}
    changed = draft.place != now.draft.place or bool(code.secret)
    after = replace(now, draft=draft, answered=answered)
    return forward(untested(after) if changed else after)


def _answered(now: Asking, **values: str) -> Asking:
    """The answer to this step put into the draft, and on; a secret is never taken to another place."""
    draft = replace(now.draft, **values)  # type: ignore[arg-type]  # kind is set elsewhere
    moved = draft.place != now.draft.place
    if moved and "secret" not in values:
        draft = replace(draft, secret="")
    after = replace(now, draft=draft, answered=now.answered | {now.step})
    if moved:
        after = replace(after, answered=after.answered - {Step.SECRET})
    return forward(untested(after) if moved or "secret" in values else after)


def _addressed(now: Asking) -> Asking:
    found = address_of(now.draft.kind or "offision", now.typed)
    if not isinstance(found, Mistake):
        return _answered(now, url=found)
    kept = now.typed if len(now.typed) <= _SHORT or set(now.typed) & set(".:/") else ""
    return replace(now, problem=found, typed=kept)


def _secret(now: Asking, text: str) -> Asking:
    if not text and now.may_keep:
        return _answered(now, secret="")
    password = now.draft.kind == "nexudus"
    sendable = bool(text) and (password or (text.isascii() and text.isprintable() and " " not in text))
    return _answered(now, secret=text) if sendable else replace(now, problem=Mistake.SECRET)


def _room_typed(now: Asking, text: str) -> Asking:
    """A name of which there is one, or a room's id."""
    by_id = [room for room in now.rooms if room.id == text]
    fitting = by_id or list(now.shown)
    return _answered(now, room=fitting[0].id) if len(fitting) == 1 else now


def _system(now: Asking, value: str) -> Asking:
    kind = next((one for one in KINDS if one == value), None)
    if kind is None:
        return now
    draft = (
        now.draft if kind == now.draft.kind else Draft(kind=kind, language=now.draft.language, theme=now.draft.theme)
    )
    answered = (now.answered | {Step.SYSTEM}) - {Step.ADDRESS, Step.USER, Step.SECRET}
    return forward(untested(replace(now, draft=draft, answered=answered)))


def _room(now: Asking, value: str) -> Asking:
    return _answered(now, room=value) if any(room.id == value for room in now.rooms) else now


def _building(now: Asking, value: str) -> Asking:
    return replace(now, building=value)


def _language(now: Asking, value: str) -> Asking:
    return _answered(now, language=value) if value else now


def _tongue(now: Asking, value: str) -> Asking:
    """The language of the set-up itself, chosen at its beginning."""
    return replace(now, draft=replace(now.draft, language=value)) if value else now


def _look(now: Asking, value: str) -> Asking:
    return _answered(now, theme=value) if is_theme(value) or value == now.draft.theme else now


def _start(now: Asking, _value: str) -> Asking:
    return forward(replace(now, answered=now.answered | {Step.REVIEW}))


def _again(now: Asking, _value: str) -> Asking:
    return forward(now) if now.step is Step.FAILED else at(now, Step.WRITING)


def _to(step: Step) -> Callable[[Asking, str], Asking]:
    return lambda now, _value: at(untested(now), step)


_ANSWERS: Mapping[tuple[Step, str], Callable[[Asking, str], Asking]] = {
    (Step.SYSTEM, "system"): _system,
    (Step.SYSTEM, "language"): _tongue,
    (Step.ADDRESS, "next"): lambda now, _: entered(now),
    (Step.USER, "next"): lambda now, _: entered(now),
    (Step.SECRET, "next"): lambda now, _: entered(now),
    (Step.SECRET, "keep"): lambda now, _: _secret(now, ""),
    (Step.ROOMS, "room"): _room,
    (Step.ROOMS, "building"): _building,
    (Step.LANGUAGE, "language"): _language,
    (Step.LOOK, "look"): _look,
    (Step.REVIEW, "start"): _start,
    (Step.FAILED, "again"): _again,
    (Step.FAILED, "address"): _to(Step.ADDRESS),
    (Step.FAILED, "secret"): _to(Step.SECRET),
    (Step.NOT_WRITTEN, "again"): _again,
}
