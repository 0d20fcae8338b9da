"""Responsiveness: how long chats wait for a reply while another brings hostile pages and files.

python -m tests.benchmarks.serving.responsive [--rate 2] [--seconds 40]
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.serving.load import Figures, fill, measure
from tests.bot.running import ColdBot
from tests.telegram_server.client import Telegram
from tests.telegram_server.server import TelegramServer
from tests.web_server.papers import column, paper
from tests.web_server.server import WebServer

ARTICLES, CHATS, RATE, SECONDS = 500, 12, 2.0, 40.0
HOSTILE, GAP = 9000, 0.5
"""The first of the hostile chats, of which each brings one kind of thing; seconds between two."""
PAGES, DEPTH, TEXT, BOMB = 1_000, 100_000, 19_000_000, 2_000_000_000
"""Pages of the PDF, elements nested in the page, bytes of the text, and of the unpacked bomb."""
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_WORDS = "the council of marsh voted to buy ferry boats said mayor brandt on monday".split()


def endless_headers(connection: socket.socket) -> None:
    """Headers without end."""
    _send(connection, _HEAD, b"X-More: " + b"a" * 500 + b"\r\n", 0.0)


def a_byte_a_second(connection: socket.socket) -> None:
    """A body that takes for ever."""
    _send(connection, _HEAD + b"\r\n", b"a", 1.0)


def _send(connection: socket.socket, first: bytes, then: bytes, wait: float) -> None:
    try:
        connection.sendall(first)
        while True:
            connection.sendall(then)
            time.sleep(wait)
    except OSError:
        return


def hostile(web: WebServer) -> dict[str, str]:
    """Links to what does harm, by what it is."""
    lines = ["Ann Lee said the ferry would sail."] * 40
    random.seed(1)
    prose = " ".join(random.choice(_WORDS) for _ in range(TEXT // 5))[:TEXT]
    nested = "<div>" * DEPTH + "deep" + "</div>" * DEPTH
    pdf = paper([column(lines, 60, 700)] * PAGES)
    return {
        "gzip bomb": web.serve("/bomb", _bomb(), Content_Encoding="gzip"),
        "nested HTML": web.serve("/nested", f"<html><body>{nested}</body></html>"),
        "a byte a second": web.raw("/slow", a_byte_a_second),
        "endless headers": web.raw("/headers", endless_headers),
        "long PDF": web.serve("/long.pdf", pdf, "application/pdf"),
        "19 MB of text": web.serve("/long.txt", prose, "text/plain; charset=utf-8"),
    }


def _bomb() -> bytes:
    piece = gzip.compress(bytes(BOMB // 100))
    return piece * 100


@contextmanager
def bringing(telegram: Telegram, links: dict[str, str]) -> Iterator[list[int]]:
    """While this lasts, hostile chats bring it all, again and again; yields how often so far."""
    over, count = threading.Event(), [0]

    def bring() -> None:
        people = Telegram(telegram.url)
        while not over.wait(GAP):
            kind = count[0] % len(links)
            people.chat(HOSTILE + kind).say(list(links.values())[kind])
            count[0] += 1
        people.close()

    thread = threading.Thread(target=bring)
    thread.start()
    try:
        yield count
    finally:
        over.set()
        thread.join()


def compared(rate: float = RATE, seconds: float = SECONDS) -> list[dict[str, Any]]:
    """The same questions twice: alone, and while hostile chats bring what does harm."""
    asks = [(n % CHATS + 1, n / rate) for n in range(int(rate * seconds))]
    with (
        TelegramServer() as server,
        WebServer() as web,
        tempfile.TemporaryDirectory() as home,
    ):
        telegram, port = Telegram(server.url), str(web.port)
        links = hostile(web)
        fill(Path(home), ARTICLES)
        with ColdBot(
            server.url,
            Path(home),
            "tests.bot.on_loopback",
            TEST_WEB_PORT=port,
            ONTHERECORD_RATE="100000",
        ) as bot:
            telegram.chat(CHATS).ask("What did Mayor Brandt1 say?")
            alone = measure("alone", telegram, bot, "editMessageText", asks)
            with bringing(telegram, links) as count:
                time.sleep(5 * GAP)
                beset = measure("beset", telegram, bot, "editMessageText", asks)
        telegram.close()
    return [_row(alone, alone, 0), _row(beset, alone, count[0])]


def _row(found: Figures, alone: Figures, brought: int) -> dict[str, Any]:
    return {
        "chats ask": found.what,
        "asked": found.asked,
        "lost": found.lost,
        "brought": brought,
        "p50_ms": found.p50,
        "p95_ms": found.p95,
        "p99_ms": found.p99,
        "ratio_p95": round(found.p95 / max(alone.p95, 1), 2),
        "memory_mb": found.memory,
    }


def run(_sizes: list[int]) -> list[dict[str, Any]]:
    """The benchmark at its usual size."""
    return compared()


def table(results: list[dict[str, Any]]) -> str:
    """The figures as Markdown."""
    names = list(results[0])
    rows = [names, ["---"] * len(names), *([str(row[n]) for n in names] for row in results)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Prints the table and the figures as JSON."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--rate", type=float, default=RATE)
    given.add_argument("--seconds", type=float, default=SECONDS)
    results = compared(**vars(given.parse_args()))
    print(table(results))
    print(json.dumps(results))


if __name__ == "__main__":
    main()
