"""`kiosk --licenses`: what the program is made of. Imports nothing for it until it is asked."""

import argparse
from collections.abc import Sequence

from kiosk import __version__


class Licenses(argparse.Action):
    """Prints a table and ends, as `--version` does."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002 - an action's signature
        values: str | Sequence[object] | None,  # noqa: ARG002 - the same
        option_string: str | None = None,  # noqa: ARG002 - the same
    ) -> None:
        """Print it."""
        import platform  # noqa: PLC0415 - only for this

        from kiosk.commands.output import print_table  # noqa: PLC0415 - only for this
        from kiosk.licenses import importable, installed_version, locked, present  # noqa: PLC0415 - the same
        from kiosk.resources import assets  # noqa: PLC0415 - the same

        own = (("room-kiosk", __version__, "MIT"), ("Python", platform.python_version(), "PSF-2.0"))
        rows = (*own, *present(locked(assets()), installed_version, importable))
        print_table(("NAME", "VERSION", "LICENCE"), rows)
        parser.exit()
