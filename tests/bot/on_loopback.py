"""The bot as `python -m bot` runs it, but that it may read pages of the test's own web server.

The port of that is in the environment as TEST_WEB_PORT, and the rhythm of its feeds, where a test
is in a hurry, as TEST_RHYTHM; with TEST_PACE, messages a second, it sends faster than Telegram
would let it. Production has no such door: only this
module makes a downloader that may reach this machine.
"""

from __future__ import annotations

import json
import os

from bot import settings
from bot.app import server
from bot.jobs.intervals import JobIntervals
from bot.messaging import rate_limiter
from knowledge import Downloader
from tests.web_server.server import LOOPBACK


def main() -> None:
    """Runs it until it is told to stop."""
    found = settings.read()
    assert found.token is not None
    ports = frozenset({80, 443, int(os.environ["TEST_WEB_PORT"])})
    downloader = Downloader(ports=ports, allowance=LOOPBACK)
    if "TEST_PACE" in os.environ:
        rate_limiter.OVER_ALL = rate_limiter.PRIVATE = rate_limiter.GROUP = (
            int(os.environ["TEST_PACE"]),
            1,
        )
    rhythm = JobIntervals(**json.loads(os.environ.get("TEST_RHYTHM", "{}")))
    server.serve(found.token.get_secret_value(), found, downloader, rhythm)


if __name__ == "__main__":
    main()
