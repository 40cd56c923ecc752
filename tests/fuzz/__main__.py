"""`make fuzz`: odd inputs to every parser. What one of them does not stand is kept under build/fuzz, made small."""

import argparse
import hashlib
import sys
import traceback
from pathlib import Path

from kiosk.clock import Clock
from tests.fuzz.run import Found, feed
from tests.fuzz.target import Fault
from tests.fuzz.targets import every_target

_OUT = Path("build/fuzz")


def main() -> int:
    """0 where every parser stood everything."""
    wanted = _wanted()
    found, clock = Found(), Clock()
    with every_target() as targets:
        chosen = [one for one in targets if wanted.target in one.name]
        weights = sum(one.weight for one in chosen)
        for target in chosen:
            began, share = clock.monotonic(), -(-wanted.count * target.weight // weights)
            feed(target, share, wanted.seed, found)
            seconds = clock.monotonic() - began
            _say(f"{share:>9,} {share / max(seconds, 1e-9):>9,.0f}/s  {target.name}")
    for fault in found.faults.values():
        _tell(fault)
    _say(f"{found.total:,} inputs to {len(found.fed)} parsers, seed {wanted.seed}: {len(found.faults)} faults")
    return 1 if found.faults else 0


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000, help="how many inputs, in all")
    parser.add_argument("--seed", default="1", help="any word; the same inputs for the same word")
    parser.add_argument("--target", default="", help="only parsers whose name holds this")
    return parser.parse_args()


def _tell(fault: Fault) -> None:
    name = hashlib.sha256(f"{fault.target}{fault.kind}".encode()).hexdigest()[:12]
    _OUT.mkdir(parents=True, exist_ok=True)
    (_OUT / name).write_bytes(fault.given)
    _say(f"\n{fault.target}: {fault.kind}\n  {_OUT / name}: {fault.given[:200]!r}")
    _say("".join(traceback.format_exception(fault.error)[-4:]))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
