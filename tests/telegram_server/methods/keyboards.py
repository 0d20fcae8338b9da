"""Inline keyboards, checked as Telegram checks them."""

from __future__ import annotations

from typing import Any

from tests.telegram_server.methods.parameters import Parameters
from tests.telegram_server.methods.refusals import bad_request

Json = dict[str, Any]

DOES = ("callback_data", "url", "copy_text", "switch_inline_query", "web_app", "login_url")
DOES_TOO = ("switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "pay")


def keyboard(parameters: Parameters) -> Json | None:
    """The reply_markup of a request; None where there is none. Raises Refusal."""
    markup = parameters.json("reply_markup")
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        buttons = [button for row in markup["inline_keyboard"] for button in row]
        if len(buttons) > 100:
            raise bad_request("REPLY_MARKUP_TOO_LONG")
        for button in buttons:
            _check(button)
    return dict(markup)


def _check(button: Json) -> None:
    if not str(button.get("text", "")).strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must not be empty')
    if sum(name in button for name in (*DOES, *DOES_TOO)) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and "://" not in button["url"]:
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid")
