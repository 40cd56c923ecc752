"""Commands → one program each; expected failures → one sentence and the exit code of the contract."""

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import cast

from kiosk.arguments.parser import FACES, parser
from kiosk.config.file import ConfigError
from kiosk.monitoring.journal import formatter, lines, to_journal

DONE, UNEXPECTED, USAGE, NO_ANSWER, NOT_ALLOWED, REFUSED = range(6)


def run(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` name and return its exit code. Never shows a traceback without --debug."""
    options = _options(arguments)
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(os.environ))
    logging.basicConfig(handlers=[handler], level=logging.INFO if options.debug else logging.WARNING)
    if to_journal(os.environ):
        logging.getLogger("kiosk").setLevel(logging.INFO)  # that all is well again is for who reads the journal
    try:
        module = options.command.replace("-", "_")
        return cast("int", import_module(f"kiosk.commands.{module}").run(options))
    except KeyboardInterrupt:
        return DONE
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except Exception as failure:  # noqa: BLE001 - the one place where everything unexpected ends
        return _failed(failure, debug=options.debug)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    words = list(arguments)
    if words[:1] == ["help"]:
        words = [*words[1:], "--help"]
    if _names_no_command(words):
        words.insert(0, "panel")
    options: argparse.Namespace = parser(words[0] if words[0] in FACES else None).parse_args(words)
    for name, absent in (("config", None), ("demo", False), ("debug", False)):
        options.__dict__.setdefault(name, absent)
    return options


def _names_no_command(words: Sequence[str]) -> bool:
    """Whether nothing but options follows what may stand before any command, or nothing at all."""
    left = list(words)
    while left and (left[0] in {"--demo", "--debug", "--config"} or left[0].startswith("--config=")):
        del left[: 2 if left[0] == "--config" else 1]
    return not left or (left[0].startswith("-") and left[0] not in {"-h", "--help", "--version", "--licenses"})


def _failed(failure: Exception, *, debug: bool) -> int:
    from kiosk.backends.errors import BackendError  # noqa: PLC0415 - only when something failed
    from kiosk.commands.output import complain_of  # noqa: PLC0415 - as above

    if debug:
        traceback.print_exc()
    if isinstance(failure, ConfigError):
        sys.stderr.write(lines(str(failure), os.environ))
        return USAGE
    if isinstance(failure, BackendError):
        return complain_of(failure)
    sentence = f"something unexpected went wrong ({type(failure).__name__}); run again with --debug to see where"
    sys.stderr.write(lines(sentence, os.environ, logging.CRITICAL))
    return UNEXPECTED
