"""The command `kiosk`."""

import sys


def main() -> int:
    """Run one command with the process's arguments and return its exit code."""
    from kiosk.streams import have_streams  # noqa: PLC0415 - so that importing this module costs nothing

    have_streams()
    from kiosk.cli import run  # noqa: PLC0415 - the same
    from kiosk.supervision.coredumps import write_no_memory  # noqa: PLC0415 - the same

    write_no_memory()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
