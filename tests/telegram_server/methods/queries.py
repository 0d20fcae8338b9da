"""The answers to pressed buttons and inline queries: once, in time, within the limits."""

from __future__ import annotations

import time
from typing import Any

from tests.telegram_server.methods.formatting import parse_html, utf16_length
from tests.telegram_server.methods.keyboards import keyboard
from tests.telegram_server.methods.parameters import Parameters
from tests.telegram_server.methods.refusals import bad_request
from tests.telegram_server.world import Json, World

CALLBACK_LIVES, INLINE_LIVES = 60.0, 10.0
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Queries:
    """answerCallbackQuery and answerInlineQuery."""

    def __init__(self, world: World) -> None:
        self._world = world

    def answer_callback_query(self, given: Parameters) -> bool:
        """answerCallbackQuery."""
        asked = self._waiting(
            self._world.callbacks, given.text("callback_query_id"), CALLBACK_LIVES
        )
        if utf16_length(given.text("text")) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        asked["answer"] = given.text("text")
        asked["alert"] = given.truth("show_alert")
        self._world.changed()
        return True

    def answer_inline_query(self, given: Parameters) -> bool:
        """answerInlineQuery."""
        asked = self._waiting(self._world.inline, given.text("inline_query_id"), INLINE_LIVES)
        results = given.json("results") or []
        if len(results) > 50:
            raise bad_request("RESULTS_TOO_MUCH")
        if len({r.get("id") for r in results}) < len(results):
            raise bad_request("RESULT_ID_DUPLICATE")
        if len(given.text("next_offset").encode()) > 64:
            raise bad_request("NEXT_OFFSET_INVALID")
        for result in results:
            self._check(result)
        asked["answer"] = results
        asked |= {name: given.values.get(name) for name in ("next_offset", "cache_time", "button")}
        asked["button"] = given.json("button")
        asked["is_personal"] = given.truth("is_personal")
        self._world.changed()
        return True

    @staticmethod
    def _waiting(queries: dict[str, Json], query_id: str, lives: float) -> Json:
        asked = queries.get(query_id)
        if asked is None or "answer" in asked or time.time() - asked["asked"] > lives:
            raise bad_request(TOO_OLD)
        return asked

    @staticmethod
    def _check(result: Json) -> None:
        if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
            raise bad_request("RESULT_ID_INVALID")
        if not result.get("title") and result.get("type") == "article":
            raise bad_request("ARTICLE_TITLE_EMPTY")
        content: Any = result.get("input_message_content") or {}
        text = content.get("message_text", "")
        if content.get("parse_mode", "").lower() == "html":
            text, _ = parse_html(text)
        if result.get("type") == "article" and not text.strip():
            raise bad_request("MESSAGE_EMPTY")
        if utf16_length(text) > 4096:
            raise bad_request("MESSAGE_TOO_LONG")
        if result.get("reply_markup"):
            keyboard(Parameters({"reply_markup": result["reply_markup"]}, {}))
