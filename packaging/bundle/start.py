"""Runs in the bundle before the program: what the program starts gets the environment that its user has.

The libraries of the bundle are for the bundle alone; a printer's command or a motion sensor's takes the system's.
"""

import os

original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if original is not None:
    os.environ["LD_LIBRARY_PATH"] = original
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"  # one that starts the bundle again starts it from the beginning
if all(os.environ.get(name, "C") in {"", "C", "POSIX"} for name in ("LC_ALL", "LC_CTYPE", "LANG")):
    os.environ["LC_CTYPE"] = "C.UTF-8"  # as `python` does where no language is set; Qt would complain
