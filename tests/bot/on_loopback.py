"""The bot as `python -m bot` runs it, but that it may read pages of the test's own web server.

The port of that is in the environment as TEST_WEB_PORT. Production has no such door: only this
module makes a downloader that may reach this machine.
"""

from __future__ import annotations

import os

from bot import serving, settings
from knowledge import Downloader
from tests.web_server.server import LOOPBACK


def main() -> None:
    """Runs it until it is told to stop."""
    found = settings.read()
    assert found.token is not None
    ports = frozenset({80, 443, int(os.environ["TEST_WEB_PORT"])})
    downloader = Downloader(ports=ports, allowance=LOOPBACK)
    serving.serve(found.token.get_secret_value(), found, downloader)


if __name__ == "__main__":
    main()
