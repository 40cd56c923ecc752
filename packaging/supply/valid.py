"""Checks a bill of materials against the schema of CycloneDX.

Usage: python packaging/supply/valid.py FILE     with the Python of build/supply, which has the schema
"""

import sys
from importlib import import_module
from pathlib import Path


def main(path: Path) -> int:
    """0 where it is valid, else 1 with what is wrong."""
    versions = import_module("cyclonedx.schema").SchemaVersion
    validator = import_module("cyclonedx.validation.json").JsonStrictValidator(versions.V1_6)
    wrong = validator.validate_str(path.read_text(encoding="utf-8"))
    sys.stdout.write(f"{path}: {'valid by the schema of CycloneDX 1.6' if wrong is None else wrong}\n")
    return 0 if wrong is None else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
