"""Runs every comparison with the peers, by their own Python: `make peers`, or with `--record` to record their bytes."""

import logging
import sys

from tests.tags.peers import opendisplay_client, opendisplay_parts, opendisplay_planes, prometheus

logging.getLogger("opendisplay").addHandler(logging.NullHandler())  # its warnings are looked at, not shown
if "--record" in sys.argv[1:]:
    opendisplay_planes.record()
for module in (opendisplay_planes, opendisplay_client, opendisplay_parts, prometheus):
    for check in module.CHECKS:
        said = check()
        sys.stdout.write(f"{module.__name__.rpartition('.')[2]}.{check.__name__}: {said}\n")
