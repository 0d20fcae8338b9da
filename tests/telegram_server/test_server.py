"""The server keeps Telegram's promises and its limits."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.telegram_server.client import Telegram
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import TOKEN

Json = dict[str, Any]


class Caller:
    """A bot reduced to its calls."""

    def __init__(self, url: str) -> None:
        self.telegram = Telegram(url)
        self._http = httpx.Client(base_url=f"{url}/bot{TOKEN}/", trust_env=False)

    def __call__(self, method: str, **given: object) -> Json:
        return dict(self._http.post(method, json=given).json())

    def close(self) -> None:
        """Ends its connections."""
        self.telegram.close()
        self._http.close()

    def refusal(self, method: str, **given: object) -> str:
        """What Telegram says against it."""
        reply = self(method, **given)
        assert reply["ok"] is False
        return str(reply["description"])


@pytest.fixture
def call() -> Iterator[Caller]:
    """A server with one chat, 7, in which one message has been written."""
    with TelegramServer() as server:
        caller = Caller(server.url)
        caller.telegram.chat(7).say("hello")
        yield caller
        caller.close()


def acknowledge_all(call: Caller) -> None:
    """Leaves nothing to be fetched."""
    last = call("getUpdates")["result"][-1]["update_id"]
    call("getUpdates", offset=last + 1)


def test_an_offset_far_beyond_all_updates_acknowledges_none(call: Caller) -> None:
    assert len(call("getUpdates", offset=10**9)["result"]) == 1
    assert len(call("getUpdates")["result"]) == 1


def test_an_update_is_sent_as_it_is_and_acknowledged_by_the_number_of_the_server(
    call: Caller,
) -> None:
    acknowledge_all(call)
    number = call.telegram.act("send", update=["no", "object"])
    assert call("getUpdates")["result"] == [["no", "object"]]
    assert call("getUpdates", offset=number + 1)["result"] == []


def test_an_update_stays_until_a_later_offset_acknowledges_it(call: Caller) -> None:
    first = call("getUpdates")["result"]
    again = call("getUpdates")["result"]
    assert first == again
    assert call("getUpdates", offset=first[-1]["update_id"] + 1)["result"] == []
    assert call("getUpdates")["result"] == []


def test_a_second_poll_ends_the_first(call: Caller) -> None:
    acknowledge_all(call)
    replies: list[str] = []
    waiting = Caller(call.telegram.url)
    thread = threading.Thread(
        target=lambda: replies.append(waiting.refusal("getUpdates", timeout=20))
    )
    thread.start()
    while not replies:
        call("getUpdates", timeout=0)
    thread.join(5)
    waiting.close()
    assert replies[0].startswith("Conflict: terminated by other getUpdates request")


def test_a_long_poll_returns_when_something_comes(call: Caller) -> None:
    acknowledge_all(call)
    other = Telegram(call.telegram.url)
    timer = threading.Timer(0.3, lambda: other.chat(7).say("now"))
    timer.start()
    assert call("getUpdates", timeout=20)["result"][0]["message"]["text"] == "now"
    other.close()


def test_a_message_may_have_4096_utf_16_units_after_parsing(call: Caller) -> None:
    long = "🪶" * 2048
    sent = call("sendMessage", chat_id=7, text=f"<b>{long}</b>", parse_mode="HTML")
    assert sent["result"]["text"] == long
    assert call.refusal("sendMessage", chat_id=7, text=long + "a") == (
        "Bad Request: message is too long"
    )
    assert call.refusal("sendMessage", chat_id=7, text=" ") == (
        "Bad Request: message text is empty"
    )


def test_refusals_are_in_telegrams_words(call: Caller) -> None:
    sent = call("sendMessage", chat_id=7, text="a")["result"]["message_id"]
    same = call.refusal("editMessageText", chat_id=7, message_id=sent, text="a")
    assert same.startswith("Bad Request: message is not modified")
    assert call.refusal("sendMessage", chat_id=99, text="a") == "Bad Request: chat not found"
    assert call.refusal(
        "sendMessage", chat_id=7, text="a", reply_parameters={"message_id": 99}
    ) == ("Bad Request: message to be replied not found")
    assert call.refusal("editMessageText", chat_id=7, message_id=99, text="a") == (
        "Bad Request: message to edit not found"
    )
    assert call.refusal("editMessageText", chat_id=7, message_id=1, text="a") == (
        "Bad Request: message can't be edited"
    )
    call.telegram.act("block", chat=7)
    assert call.refusal("sendMessage", chat_id=7, text="a") == (
        "Forbidden: bot was blocked by the user"
    )


def test_callback_data_has_at_most_64_bytes(call: Caller) -> None:
    def keyboard(data: str) -> Json:
        return {"inline_keyboard": [[{"text": "a", "callback_data": data}]]}

    assert call("sendMessage", chat_id=7, text="a", reply_markup=keyboard("ї" * 32))["ok"]
    assert call.refusal("sendMessage", chat_id=7, text="a", reply_markup=keyboard("ї" * 33)) == (
        "Bad Request: BUTTON_DATA_INVALID"
    )


def test_a_callback_is_answered_once(call: Caller) -> None:
    query = call.telegram.act("press", chat=7, message=1, data="x")["id"]
    assert call("answerCallbackQuery", callback_query_id=query)["ok"]
    assert call.refusal("answerCallbackQuery", callback_query_id=query).startswith(
        "Bad Request: query is too old"
    )


def test_inline_results_are_at_most_fifty_and_differ(call: Caller) -> None:
    def results(count: int, same: bool = False) -> list[Json]:
        content = {"message_text": "a"}
        return [
            {
                "type": "article",
                "id": "0" if same else str(n),
                "title": "a",
                "input_message_content": content,
            }
            for n in range(count)
        ]

    query = call.telegram.act("inline", user=7, query="ferry")["id"]
    assert "RESULTS_TOO_MUCH" in call.refusal(
        "answerInlineQuery", inline_query_id=query, results=results(51)
    )
    assert "RESULT_ID_DUPLICATE" in call.refusal(
        "answerInlineQuery", inline_query_id=query, results=results(2, same=True)
    )
    assert call("answerInlineQuery", inline_query_id=query, results=results(50))["ok"]


def test_a_fault_happens_as_often_as_was_asked(call: Caller) -> None:
    call.telegram.fault(method="sendMessage", chat=7, retry_after=3)
    refused = call("sendMessage", chat_id=7, text="a")
    assert refused["error_code"] == 429
    assert refused["parameters"] == {"retry_after": 3}
    assert call("sendMessage", chat_id=7, text="a")["ok"]


def test_a_file_can_be_fetched_by_its_path(call: Caller) -> None:
    sent = call.telegram.chat(7).send_file("a.txt", b"words")
    found = call("getFile", file_id=sent["document"]["file_id"])["result"]
    url = f"{call.telegram.url}/file/bot{TOKEN}/{found['file_path']}"
    assert httpx.get(url, trust_env=False).content == b"words"


def test_a_photo_is_a_picture_of_a_sensible_shape_with_a_short_caption(call: Caller) -> None:
    def photo(width: int, height: int) -> bytes:
        made = io.BytesIO()
        Image.new("L", (width, height)).save(made, "PNG")
        return made.getvalue()

    def send(data: bytes, caption: str = "") -> Json:
        url = f"{call.telegram.url}/bot{TOKEN}/sendPhoto"
        given = {"chat_id": "7", "caption": caption, "photo": "attach://it"}
        files = {"it": ("a.png", data)}
        return dict(httpx.post(url, data=given, files=files, trust_env=False).json())

    sent = send(photo(80, 60), "a" * 1024)["result"]
    assert (sent["photo"][-1]["width"], sent["photo"][-1]["height"]) == (80, 60)
    assert call.telegram.file(sent["photo"][-1]["file_id"]) == photo(80, 60)
    for refused, words in (
        (send(photo(80, 60), "a" * 1025), "message caption is too long"),
        (send(b"no picture"), "IMAGE_PROCESS_FAILED"),
        (send(photo(9000, 1001)), "PHOTO_INVALID_DIMENSIONS"),
        (send(photo(210, 10)), "PHOTO_INVALID_DIMENSIONS"),
        (send(b""), "file must be non-empty"),
    ):
        assert refused.get("description") == f"Bad Request: {words}"


def test_in_a_group_a_bot_in_privacy_mode_hears_only_what_is_meant_for_it(call: Caller) -> None:
    group = call.telegram.chat(-5, user=7)
    heard = [
        group.say(text)["update_id"] is not None
        for text in ("hello", "/ask who", "/ask@other_bot who", "@on_the_record_bot who")
    ]
    assert heard == [False, True, False, True]


def test_a_webhook_gets_the_secret_and_the_update_again_until_it_takes_it(call: Caller) -> None:
    seen: list[tuple[str | None, Json]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], json.loads(body)))
            self.send_response(200 if len(seen) > 2 else 500)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    hook = HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=hook.serve_forever, daemon=True)
    thread.start()
    call("setWebhook", url=f"http://127.0.0.1:{hook.server_port}/", secret_token="s-1")
    call.telegram.wait(lambda: not call.telegram.look()["pending"])
    hook.shutdown()
    hook.server_close()
    assert [secret for secret, _ in seen] == ["s-1"] * 3
    assert len({update["update_id"] for _, update in seen}) == 1
    assert call.refusal("getUpdates").startswith("Conflict: can't use getUpdates method")


def test_in_disorder_updates_come_in_another_order_and_some_of_them_again(call: Caller) -> None:
    acknowledge_all(call)
    call.telegram.act("disorder", likely=1.0)
    numbers = [call.telegram.chat(7).say(str(n))["update_id"] for n in range(30)]
    came = [update["update_id"] for update in call("getUpdates")["result"]]
    assert came != numbers
    assert set(came) >= set(numbers)
    assert len(came) > len(numbers)
