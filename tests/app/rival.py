"""`python -m tests.app.rival URL ROOM` books a room for the hour that begins now, as another panel would."""

import sys
from datetime import UTC, datetime, timedelta

from tests.app.bookings import book

if __name__ == "__main__":
    book(sys.argv[1], sys.argv[2], datetime.now(UTC).replace(second=0, microsecond=0), timedelta(hours=1))
