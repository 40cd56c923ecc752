#!/bin/sh
# Prints the path of a Python that this project runs on, the newest that is installed.
set -eu

for name in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
    [ -n "$name" ] || continue
    if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        exec "$name" -c 'import sys; print(sys.executable)'
    fi
done
echo "No Python 3.11, 3.12 or 3.13 was found. Install one (Debian: sudo apt-get install python3 python3-venv; Ubuntu 22.04: python3.11 python3.11-venv)," \
    "or name it: make PYTHON=/path/to/python3.12 run" >&2
exit 1
