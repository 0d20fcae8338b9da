"""Whether the bot lives, whether it is ready, and how much waits: over HTTP, on this machine."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.errors import CannotListen, StoreError
from bot.messaging.set_aside import Aside
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import updates

LISTEN = "127.0.0.1"
"""It tells nothing secret, and is nobody's business but the machine's."""
PATIENCE = 2.0
"""Seconds that the store may take to answer; then the bot counts as not ready."""
STALLED = 60.0
"""Seconds after which the bot counts as not ready when nothing could be taken in."""
_FORMAT = "text/plain; version=0.0.4; charset=utf-8"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HealthState:
    """How it is at one moment. `waiting` and `aside` are None where the store did not answer;
    `oldest` is how long the oldest update waits (seconds).
    """

    ready: bool
    waiting: int | None
    aside: int | None
    oldest: float
    received: int
    settled: int
    given_up: int
    """What was set aside since the start: updates, items of feeds, notices and the like."""
    stalled: float
    """For how long nothing could be taken in (seconds); 0 where it can be."""
    uptime: float
    memory: int
    """Bytes of memory that the process holds; 0 where the system does not tell."""


@dataclass
class Health:
    """Looks at the bot. `listening` is whether it takes updates in: whoever lets it do so says."""

    store: Store
    inbox: UpdateQueue
    aside: Aside
    listening: bool = False
    began: float = field(default_factory=time.monotonic)

    async def state(self) -> HealthState:
        """How it is now."""
        waiting = aside = None
        oldest = 0.0
        try:
            async with asyncio.timeout(PATIENCE):
                waiting, aside, since = await self.store.run(updates.queue_depth)
                oldest = max(0.0, time.time() - since) if since else 0.0
        except (StoreError, TimeoutError):
            log.warning("the store did not answer in time")
        stalled = self.inbox.pulse.stalled
        return HealthState(
            ready=waiting is not None and self.listening and stalled < STALLED,
            waiting=waiting,
            aside=aside,
            oldest=oldest,
            received=self.inbox.received,
            settled=self.inbox.settled,
            given_up=self.aside.counts.total(),
            stalled=stalled,
            uptime=time.monotonic() - self.began,
            memory=_memory(),
        )


def listen(port: int, health: Health) -> HTTPServer:
    """Answers on `port` of this machine until it is stopped.

    /live is 200 as long as the process answers; /health is 200 where the bot is ready and 503
    where not, with the figures as JSON; /metrics has them for Prometheus. Raises CannotListen.
    """
    rooms = [("/live", _Live), ("/health", _Health), ("/metrics", _Metrics)]
    served = [(path, room, {"health": health}) for path, room in rooms]
    server = HTTPServer(Application(served, log_function=lambda _: None))
    try:
        server.listen(port, LISTEN)
    except OSError as exc:
        raise CannotListen("ONTHERECORD_HEALTH_PORT") from exc
    return server


def metrics(state: HealthState) -> str:
    """The figures in Prometheus' text format, those that are known."""
    return "".join(f"{line}\n" for line in _lines(state))


def _lines(state: HealthState) -> Iterator[str]:
    for name, kind, about, value in (
        ("ontherecord_ready", "gauge", "1 where the bot takes updates in.", int(state.ready)),
        ("ontherecord_inbox_waiting", "gauge", "Updates not dealt with.", state.waiting),
        ("ontherecord_inbox_aside", "gauge", "Updates given up, of a week.", state.aside),
        ("ontherecord_inbox_oldest_seconds", "gauge", "Age of the oldest.", state.oldest),
        ("ontherecord_updates_received_total", "counter", "Updates taken in.", state.received),
        ("ontherecord_updates_settled_total", "counter", "Updates dealt with.", state.settled),
        ("ontherecord_set_aside_total", "counter", "What could not be dealt with.", state.given_up),
        ("ontherecord_stalled_seconds", "gauge", "Nothing could be taken in.", state.stalled),
        ("ontherecord_uptime_seconds", "gauge", "Since the start.", state.uptime),
        ("process_resident_memory_bytes", "gauge", "Memory held.", state.memory or None),
    ):
        if value is not None:
            yield f"# HELP {name} {about}"
            yield f"# TYPE {name} {kind}"
            yield f"{name} {value}"


class _Room(RequestHandler):
    def initialize(self, health: Health) -> None:
        self._of = health

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")


class _Live(_Room):
    def get(self) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("alive\n")


class _Health(_Room):
    async def get(self) -> None:
        state = await self._of.state()
        self.set_status(200 if state.ready else 503)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        told = {"live": True, "ready": state.ready, "inbox": state.waiting, "aside": state.aside}
        self.finish(json.dumps(told | {"oldest_seconds": round(state.oldest, 3)}) + "\n")


class _Metrics(_Room):
    async def get(self) -> None:
        self.set_header("Content-Type", _FORMAT)
        self.finish(metrics(await self._of.state()))


def _memory() -> int:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return 0
    return next((int(x.split()[1]) * 1024 for x in lines if x.startswith("VmRSS")), 0)
