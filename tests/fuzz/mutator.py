"""Makes odd inputs out of good ones: places of a JSON document filled with oddities, and bytes changed blindly."""

import json
from functools import lru_cache
from random import Random
from typing import Any

from tests.fuzz.oddities import NUMBERS, TEXTS, TOKENS, VALUES, deep
from tests.wire.test_any_json import put, without

_NONE = object()
_MOST = 1 << 17
_STOPS = 0.08
_DEEPEST = 40


class Mutator:
    """The same inputs for the same seed."""

    def __init__(self, seeds: tuple[bytes, ...], seed: str) -> None:
        self._seeds = seeds
        self._random = Random(seed)

    def next(self) -> bytes:
        """One more input."""
        given = self._random.choice(self._seeds)
        value = _json(given)
        if value is not _NONE and self._random.random() < 0.7:
            given = self._structured(value)
            if self._random.random() < 0.8:
                return given
        for _ in range(self._random.choice((1, 1, 1, 2, 3, 8))):
            given = self._blind(given)
        return given[:_MOST]

    def _structured(self, value: Any) -> bytes:  # noqa: ANN401 - any JSON
        for _ in range(self._random.choice((1, 1, 1, 2, 3))):
            path = self._place(value)
            value = without(value, path) if self._random.random() < 0.15 else put(value, path, self._odd())
        return json.dumps(value).encode()

    def _place(self, value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any JSON
        """Some place in it: as deep as chance goes."""
        path: list[Any] = []
        while isinstance(value, dict | list) and value and self._random.random() > _STOPS and len(path) < _DEEPEST:
            path.append(self._random.choice(list(value) if isinstance(value, dict) else range(len(value))))
            value = value[path[-1]]
        return tuple(path)

    def _odd(self) -> object:
        match self._random.randrange(8):
            case 0:
                return deep(self._random.choice((3, 30, 300)), self._random.random() < 0.5)
            case 1 | 2:
                return self._random.choice(TEXTS)
            case 3:
                return self._random.choice(NUMBERS)
            case 4:
                return [self._random.choice(VALUES) for _ in range(self._random.randrange(4))]
            case 5:
                return {self._random.choice(TEXTS): self._random.choice(VALUES)}
            case _:
                return self._random.choice(VALUES)

    def _blind(self, given: bytes) -> bytes:
        start = self._random.randint(0, len(given))
        end = min(len(given), start + self._random.choice((0, 1, 1, 2, 4, 16, 64)))
        match self._random.randrange(8):
            case 0:
                return given[:start]
            case 1:
                return given[:start] + given[end:]
            case 2:
                return given[:start] + given[start:end] * self._random.choice((2, 3, 50)) + given[end:]
            case 3:
                other = self._random.choice(self._seeds)
                return given[:start] + other[self._random.randint(0, len(other)) :]
            case 4 | 5:
                return given[:start] + self._random.choice(TOKENS) + given[end:]
            case 6 if start < len(given):
                return given[:start] + bytes([given[start] ^ 1 << self._random.randrange(8)]) + given[start + 1 :]
            case _:
                return given[:start] + self._random.randbytes(end - start or 1) + given[end:]


@lru_cache(maxsize=512)
def _json(given: bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(given)
    except ValueError:
        return _NONE
