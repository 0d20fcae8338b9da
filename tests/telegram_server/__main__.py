"""The server as a process: `python -m tests.telegram_server [PORT [TOKEN]]` prints its address."""

from __future__ import annotations

import asyncio
import signal
import sys

from tests.telegram_server.api import Api
from tests.telegram_server.server import serve
from tests.telegram_server.world import TOKEN


async def main() -> None:
    """Serves until it is told to stop."""
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    token = sys.argv[2] if len(sys.argv) > 2 else TOKEN
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await serve(Api(token), port, lambda at: print(f"http://127.0.0.1:{at}", flush=True), stop)


asyncio.run(main())
