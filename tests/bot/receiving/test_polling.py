"""One update that is odd stops nobody: it is set aside and acknowledged, and the rest goes on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.messaging.raw_update import HIGHEST, Unreadable, read, read_bytes
from tests.bot.ops.test_health import Watched
from tests.bot.running import webhook
from tests.telegram_server.client import Chat, Telegram

WORD = "Zanzibarrel"
"""Stands in everything that is odd here, and must not stand in a log."""
ADMIN = 13
PERSON = {"id": 7, "is_bot": False, "first_name": WORD}
PRIVATE = {"id": 7, "type": "private", "first_name": WORD}
MESSAGE: dict[str, Any] = {"message_id": 900, "date": 1, "chat": PRIVATE, "from": PERSON}


def said(number: object, **content: object) -> dict[str, object]:
    return {"update_id": number, "message": {**MESSAGE, **content}}


def nested(depth: int) -> Any:
    """A message that replies to one that replies to one, and so on."""
    found: dict[str, Any] = {**MESSAGE, "text": WORD}
    for _ in range(depth):
        found = {**MESSAGE, "text": WORD, "reply_to_message": found}
    return found


STICKER = {"file_id": WORD, "file_unique_id": "u", "width": 1, "height": 1}
ODD: dict[str, Callable[[int], Any]] = {
    "a sticker without its type": lambda n: said(n, sticker=STICKER),
    "a chat that is a word": lambda n: said(n, chat=WORD),
    "a chat with a number that is a list": lambda n: said(n, chat={**PRIVATE, "id": [WORD]}),
    "a text that is a number": lambda n: said(n, text=5),
    "a text that is a list": lambda n: said(n, text=[WORD]),
    "entities that are numbers": lambda n: said(n, text=WORD, entities=[1, 2]),
    "a date that is no time": lambda n: said(n, text=WORD, date=10**30),
    "a sender of no number": lambda n: said(n, text=WORD, **{"from": {**PERSON, "id": 10**40}}),
    "a message that is a list": lambda n: {"update_id": n, "message": [WORD]},
    "a kind that nobody knows": lambda n: {"update_id": n, "sent_by_mars": {"text": WORD}},
    "no content": lambda n: {"update_id": n},
    "no number": lambda _: {"message": {**MESSAGE, "text": WORD}},
    "a number that is a word": lambda _: said(WORD, text=WORD),
    "a number that is a list": lambda _: said([1], text=WORD),
    "a number that is true": lambda _: said(True, text=WORD),
    "a number below zero": lambda _: said(-5, text=WORD),
    "a number too large": lambda _: said(HIGHEST + 1, text=WORD),
    "a number beyond all numbers": lambda _: said(10**300, text=WORD),
    "another update's number": lambda _: said(2_000_000_000, sticker=STICKER),
    "no object": lambda _: [WORD],
    "a word": lambda _: WORD,
    "nothing": lambda _: None,
    "a long reply to itself": lambda n: {"update_id": n, "message": nested(300)},
    "a megabyte": lambda n: said(n, chat=7, text=WORD * 100_000),
}  # fmt: skip


@pytest.fixture(params=["polling", "webhook"])
def watched(
    request: pytest.FixtureRequest, telegram: Telegram, tmp_path: Path
) -> Iterator[Watched]:
    """The bot, started and ready, with its port of health."""
    given = webhook() if request.param == "webhook" else {}
    found = Watched(telegram.url, tmp_path, ONTHERECORD_ADMINS=str(ADMIN), **given)
    with found.bot:
        found.until(lambda answer: answer.status_code == 200, "/health")
        yield found


def asks(telegram: Telegram, number: int) -> Chat:
    """Another chat, whose question was answered."""
    chat = telegram.chat(number)
    assert chat.ask("How long will the bridge be closed?")["text"]
    return chat


def _gone(telegram: Telegram, number: int) -> bool:
    """Whether an update is acknowledged."""
    return number not in telegram.look()["pending"]


def of_admin(telegram: Telegram) -> list[str]:
    """What the administrator has been told, as it stands."""
    return [message["text"] for message in telegram.chat(ADMIN).from_bot()]


def test_whatever_an_update_is_the_chats_after_it_are_answered(
    telegram: Telegram, watched: Watched
) -> None:
    telegram.chat(ADMIN).say("/help")
    for number, (name, made) in enumerate(ODD.items()):
        sent = telegram.act("send", update=made(telegram.act("send", update={}) + 1))
        asks(telegram, 1000 + number)
        telegram.wait(partial(_gone, telegram, sent), 30)
        assert WORD not in watched.bot.log(), name
    assert telegram.look()["pending"] == []
    log = watched.bot.log()
    assert WORD not in log
    assert len(log) < 100_000
    assert watched.figures()["ontherecord_set_aside_total"] >= len(ODD) - 3
    assert watched.get("/health").status_code == 200
    with sqlite3.connect(watched.bot.home / "bot.db") as kept:
        errors = {error for (error,) in kept.execute("SELECT error FROM inbox")}
    kept.close()
    assert {"NoNumber", "NoObject", "TypeError"} <= errors


def test_administrators_are_told_once_of_what_is_set_aside_and_no_word_of_it(
    telegram: Telegram, watched: Watched
) -> None:
    telegram.chat(ADMIN).say("/help")
    for _ in range(3):
        telegram.act("raw", kind="message", content={**MESSAGE, "sticker": STICKER})
    telegram.wait(lambda: any("set something aside" in text for text in of_admin(telegram)))
    telegram.act("raw", kind="message", content={**MESSAGE, "sticker": STICKER})
    asks(telegram, 8)
    telegram.wait(lambda: watched.figures()["ontherecord_set_aside_total"] == 4)
    asks(telegram, 9)
    told = [text for text in of_admin(telegram) if "aside" in text]
    assert len(told) == 1
    assert "TypeError" in told[0]
    assert WORD not in told[0]


def test_what_is_not_an_answer_of_telegrams_is_waited_out(
    telegram: Telegram, tmp_path: Path
) -> None:
    watched = Watched(telegram.url, tmp_path)
    answers: tuple[dict[str, object], ...] = (
        {"body": f"<html>{WORD}</html>"},
        {"body": f"<html>{WORD}</html>", "code": 404},
        {"body": f"<html>{WORD}</html>", "code": 502},
        {"body": json.dumps({"ok": False, "description": "no", "error_code": 401})},
        {"body": json.dumps({"ok": True, "result": {"words": WORD}})},
        {"body": json.dumps({"ok": True})},
        {"body": json.dumps([WORD])},
        {"body": '{"ok": true, "result": [{"update_id": 1, "mess'},
        {"body": json.dumps({"ok": False, "parameters": {"retry_after": WORD}}), "code": 429},
        {"body": f"<html>{WORD}", "size": 100 << 20},
        {"code": 500, "words": "Internal Server Error"},
    )
    telegram.fault(method="getUpdates", body=" ", times=1)
    for answer in answers:
        telegram.fault(method="getUpdates", **answer)
        with watched.bot:
            asks(telegram, 7)
    log = watched.bot.log()
    assert WORD not in log
    assert len(log) < 100_000


def test_an_update_too_large_or_too_deep_to_be_read_is_asked_for_alone_and_set_aside(
    telegram: Telegram, tmp_path: Path
) -> None:
    watched = Watched(telegram.url, tmp_path)
    with watched.bot:
        asks(telegram, 7)
        deep = '{"a":' * 100_000 + "1" + "}" * 100_000
        before = telegram.chat(8).say("How long will the bridge be closed?")
        large = telegram.act("raw", kind="message", content={"text": "a" * (20 << 20)})
        asks(telegram, 9)
        telegram.chat(8).reply(before)
        assert large not in telegram.look()["pending"]
        found = read_bytes(b'{"update_id": 12, "message": ' + deep.encode() + b"}")
    assert isinstance(found, Unreadable)
    assert (found.number, found.error) == (12, "RecursionError")


def test_a_webhook_takes_in_what_is_no_json_and_what_is_too_large(
    telegram: Telegram, tmp_path: Path
) -> None:
    given = webhook() | {"ONTHERECORD_WEBHOOK_SECRET": "known"}
    hook = given["ONTHERECORD_WEBHOOK_URL"]
    watched = Watched(telegram.url, tmp_path, **given)
    headers = {"X-Telegram-Bot-Api-Secret-Token": "known"}
    with watched.bot:
        watched.until(lambda answer: answer.status_code == 200, "/health")
        large = b'{"update_id": 5, "message": {"text": "' + b"a" * (100 << 20) + b'"}}'
        for body in (b"<html>", b"", b"\xff\xfe", b"[" * 100_000, large):
            answer = httpx.post(hook, content=body, headers=headers, trust_env=False, timeout=60)
            assert answer.status_code == 200
        asks(telegram, 7)
        assert watched.figures()["ontherecord_set_aside_total"] == 5


def test_a_number_of_an_update_is_only_believed_where_it_can_be_one() -> None:
    assert not isinstance(read({"update_id": HIGHEST}), Unreadable)
    for number in (0, -1, HIGHEST + 1, True, "5", 5.0, None):
        found = read({"update_id": number})
        assert isinstance(found, Unreadable)
        assert found.key < 0
