"""A trouble is told once when it begins and once when it is over, not at each try."""

import logging

from kiosk.backends.errors import BackendError


class Episode:
    """Tells each kind of trouble of `what` once, until things went well again.

    Only an error's own sentence is written: it holds no token and no body.
    """

    def __init__(self, log: logging.Logger, what: str) -> None:
        self._log = log
        self._what = what
        self._told: set[str] = set()

    def failed(self, error: BackendError) -> None:
        """Tell this error, unless one of its kind was told in this episode."""
        if error.trouble not in self._told:
            self._told.add(error.trouble)
            self._log.warning("%s: %s", self._what, error.message)

    def succeeded(self) -> None:
        """End the episode, and say so if there was one."""
        if self._told:
            self._told.clear()
            self._log.info("%s: all is well again.", self._what)
