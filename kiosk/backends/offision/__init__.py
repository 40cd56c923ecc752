"""Offision's External API: client, wire models, translation to the domain."""

import sys

sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # httpx's own command line: 3 MB for nothing
