"""What the bot tells of itself: whether it lives, whether it is ready, what waits."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from tests.bot.running import ARTICLE, RunningBot, shelve
from tests.telegram_server.client import Telegram
from tests.telegram_server.world import TOKEN

WORD = "zeppelin"
"""A word of a question, which nothing that is told of the bot may hold."""


class Watched:
    """A running bot and its port of health."""

    def __init__(self, url: str, home: Path, **settings: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.bot = RunningBot(url, home, ONTHERECORD_HEALTH_PORT=str(self.port), **settings)

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", trust_env=False, timeout=20)

    def until(self, right: Callable[[httpx.Response], bool], path: str) -> httpx.Response:
        """The first answer that is right."""
        ends = time.monotonic() + 40
        while time.monotonic() < ends:
            try:
                answer = self.get(path)
                if right(answer):
                    return answer
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError(self.bot.log())

    def figures(self) -> dict[str, float]:
        found = re.findall(r"^(\w+) (\S+)$", self.get("/metrics").text, re.MULTILINE)
        return {name: float(value) for name, value in found}


def test_a_bot_that_listens_is_ready_and_counts_what_it_does(
    telegram: Telegram, tmp_path: Path
) -> None:
    shelve(tmp_path, ARTICLE)
    watched = Watched(telegram.url, tmp_path)
    with watched.bot:
        told = watched.until(lambda answer: answer.status_code == 200, "/health")
        assert told.json() == {
            "live": True, "ready": True, "inbox": 0, "aside": 0, "oldest_seconds": 0.0,
        }  # fmt: skip
        chat = telegram.chat(7)
        chat.reply(chat.say(f"Who saw the {WORD} over the ferry?"))
        watched.until(
            lambda _: watched.figures()["ontherecord_updates_settled_total"] == 1, "/live"
        )
        figures = watched.figures()
        assert figures["ontherecord_updates_received_total"] == 1
        assert figures["ontherecord_inbox_waiting"] == 0
        assert figures["ontherecord_ready"] == 1
        assert figures["process_resident_memory_bytes"] > 1_000_000
        shown = "".join(watched.get(path).text for path in ("/live", "/health", "/metrics"))
        for secret in (WORD, TOKEN.split(":")[1]):
            assert secret not in shown + watched.bot.log()
        assert watched.get("/anything").status_code == 404


def test_prometheus_can_read_every_line_of_the_metrics(telegram: Telegram, tmp_path: Path) -> None:
    watched = Watched(telegram.url, tmp_path)
    with watched.bot:
        answer = watched.until(lambda answer: answer.status_code == 200, "/metrics")
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        told = answer.text.splitlines()
        for about, kind, figure in zip(told[::3], told[1::3], told[2::3], strict=True):
            name = figure.split()[0]
            assert about.startswith(f"# HELP {name} ")
            assert kind in (f"# TYPE {name} gauge", f"# TYPE {name} counter")
            assert (name.endswith("_total")) == kind.endswith("counter")


def test_a_bot_that_cannot_reach_telegram_lives_but_is_not_ready(tmp_path: Path) -> None:
    watched = Watched("http://127.0.0.1:1", tmp_path, ONTHERECORD_LOG_FORMAT="json")
    with watched.bot:
        assert watched.until(lambda answer: answer.status_code == 200, "/live").text == "alive\n"
        answer = watched.get("/health")
        assert (answer.status_code, answer.json()["ready"]) == (503, False)
        while "Telegram cannot be reached" not in watched.bot.log():
            time.sleep(0.1)
        watched.bot.stop()
        records = [json.loads(line) for line in watched.bot.log().splitlines()]
        assert {"time", "level", "logger", "message"} <= set(records[0])


def test_a_port_that_is_taken_is_one_sentence(telegram: Telegram, tmp_path: Path) -> None:
    watched = Watched(telegram.url, tmp_path)
    with socket.create_server(("127.0.0.1", watched.port)), watched.bot:
        assert watched.bot.ended() == 1
        assert "ONTHERECORD_HEALTH_PORT" in watched.bot.log().splitlines()[-1]
        assert "Traceback" not in watched.bot.log()
