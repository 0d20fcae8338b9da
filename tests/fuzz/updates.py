"""Updates: arbitrary messages, edits, buttons, inline queries, reactions and odder things go
through the real handlers of the real application, to a Bot API server on loopback.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from telegram import Update

from bot.app import application
from bot.app.application import Telegram
from bot.app.services import Services, build_services
from bot.errors import Full
from bot.messaging import rate_limiter
from bot.settings import Settings
from bot.store.store import Store
from knowledge import Library, Reader, SourceError, WorkerPool, read_text
from tests.fuzz.questions import HARD
from tests.telegram_server import client
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import TOKEN

Json = dict[str, Any]

SECRET = "Xyzzyplugh"
"""A word of a chat that takes no part: nobody else is to read it."""
CHATS = (11, 12, 13, -21, -1000000000022)
MESSAGES = 40
"""Messages that there are in each chat before it begins."""
SHARED = """Council votes on the ferry

The council of Marsh voted on Monday to buy a second ferry for 3 million crowns.

“The old ferry will stay until spring,” Mayor Ilse Brandt said.
"""

_COMMANDS = (
    "/start", "/help", "/ask", "/articles", "/remove", "/forget", "/privacy", "/feedback", "/admin",
    "/settings", "/follow", "/watch", "/who", "/quotes", "/check", "/export", "/card", "/timeline",
    "/nothing", "/", "/ask@on_the_record_bot", "/ask@other_bot", "@on_the_record_bot",
)  # fmt: skip
_LINKS = (
    "http://127.0.0.1/", "https://localhost/x", "http://[::1]/", "http://u:p@10.0.0.1/", "https://",
    "http://169.254.169.254/latest", "ftp://a/b", "https://\u202e", "http://0x7f000001/", "http://1",
)  # fmt: skip
_WORD = st.one_of(
    st.sampled_from([*_COMMANDS, *_LINKS, *(w for w in HARD if w != "\ud800")]),
    st.sampled_from(["What did Ilse Brandt say?", "ferry", "who is quoted", "2", "-1", SECRET]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
_TEXT = st.lists(_WORD, max_size=8).map(lambda words: " ".join(words)[:4096])
_ENTITY = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["url", "text_link", "mention", "bot_command", "bold", "pre", "new"]
        ),
        "offset": st.integers(0, 60),
        "length": st.integers(0, 60),
    },
    optional={"url": st.sampled_from(_LINKS)},
)
_DATA = st.one_of(
    st.builds(
        lambda act, numbers: ":".join([act, *map(str, numbers)]),
        st.sampled_from([*"cbmqodlasxwv", "admin", "admin:remove", "set", ""]),
        st.lists(st.one_of(st.integers(0, 9), st.integers(-(10**20), 10**20)), max_size=3),
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=16),
)
_FILE = {"file_id": "nothing", "file_unique_id": "u", "file_size": 10}
_MORE = st.fixed_dictionaries(
    {},
    optional={
        "sticker": st.just({**_FILE, "type": "regular", "width": 1, "height": 1,
                            "is_animated": False, "is_video": False}),
        "photo": st.just([{**_FILE, "width": 1, "height": 1}]),
        "document": st.just({**_FILE, "file_size": 10**9, "file_name": "a\u202e.pdf"}),
        "caption": _TEXT,
        "caption_entities": st.lists(_ENTITY, max_size=4),
        "via_bot": st.just({"id": 7000000001, "is_bot": True, "first_name": "On the Record"}),
        "forward_origin": st.just({"type": "channel", "date": 1, "message_id": 3,
                                   "chat": {"id": -5, "type": "channel", "title": "<b>News"}}),
        "is_topic_message": st.booleans(),
        "message_thread_id": st.integers(0, 5),
        "sender_chat": st.just({"id": -77, "type": "channel", "title": "c"}),
        "new_chat_title": st.just("x"),
        "migrate_from_chat_id": st.just(-99),
        "quote": st.just({"text": "ferry", "position": 0}),
    },
)  # fmt: skip


def _about(chat: int) -> Json:
    kind = "private" if chat > 0 else "supergroup" if chat < -(10**12) else "group"
    return {"id": chat, "type": kind, "title": "t", "first_name": "Ann"}


def _person(chat: int, code: str) -> Json:
    return {"id": abs(chat), "is_bot": False, "first_name": "Ann <b>", "language_code": code}


def _message(chat: int, number: int, text: str, entities: list[Json], more: Json, to: int) -> Json:
    made: Json = {"message_id": number, "date": 1700000000, "chat": _about(chat), **more}
    made |= {"text": text, "entities": entities} if text and "caption" not in more else {}
    if to:
        me = {"id": 7000000001, "is_bot": True, "first_name": "On the Record"}
        made["reply_to_message"] = {"message_id": to, "date": 1, "chat": _about(chat), "from": me}
    return made


_CHAT = st.sampled_from(CHATS)
_CODES = st.sampled_from(["en", "uk", "de", "", "xx-\u202e"])
_MESSAGE = st.builds(
    _message, _CHAT, st.integers(1, MESSAGES), _TEXT, st.lists(_ENTITY, max_size=5), _MORE,
    st.integers(0, 3),
)  # fmt: skip


def _update(kind: str, message: Json, data: str, text: str, code: str) -> Json:
    person = _person(message["chat"]["id"], code)
    message = {**message, "from": person}
    about = {"chat": message["chat"], "message_id": message["message_id"], "date": 1}
    reaction = [{"type": "emoji", "emoji": "👍"}]
    query: Json = {"id": "5", "from": person}
    contents: Json = {
        "callback_query": {**query, "message": message, "chat_instance": "1", "data": data},
        "inline_query": {**query, "query": text[:256], "offset": data},
        "message_reaction": {**about, "user": person, "old_reaction": [], "new_reaction": reaction},
        "my_chat_member": {
            "chat": message["chat"], "from": person, "date": 1,
            "old_chat_member": {"user": person, "status": "left"},
            "new_chat_member": {"user": person, "status": "member"},
        },
    }  # fmt: skip
    return {kind: contents.get(kind, message)}


cases = st.builds(
    _update,
    st.sampled_from(
        ["message"] * 8 + ["edited_message"] * 2 + ["callback_query"] * 4 + ["inline_query"] * 2
        + ["message_reaction", "my_chat_member", "channel_post"]
    ),
    _MESSAGE, _DATA, _TEXT, _CODES,
)  # fmt: skip


@dataclass
class Records(logging.Handler):
    """What went wrong and was not foreseen: errors in the log, but for those about sources."""

    unforeseen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.ERROR)

    __hash__ = logging.Handler.__hash__

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps it."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, SourceError | Full):
            self.unforeseen.append(f"{record.getMessage()}: {error!r}")


class Running:
    """The application, given updates one at a time."""

    def __init__(self, telegram: Telegram, services: Services, server: client.Telegram) -> None:
        self._telegram = telegram
        self._services = services
        self._server = server
        self._number = 0
        self.loop = asyncio.new_event_loop()
        self.records = Records()

    def check(self, case: Json) -> None:
        """One update: nothing unforeseen in the log, nothing refused but by what it is made of,
        nothing read of a chat that takes no part, and it is off the inbox afterwards.
        """
        self.records.unforeseen.clear()
        self._number += 1
        update = Update.de_json({"update_id": self._number, **case}, self._telegram.bot)
        self.loop.run_until_complete(asyncio.wait_for(self._handle(update), 60))
        assert not self.records.unforeseen, self.records.unforeseen

    async def _handle(self, update: Update) -> None:
        await self._services.update_queue.put(update)
        await self._services.update_queue.get()
        handled = self._telegram.process_update(update)
        await self._services.update_processor.do_process_update(update, handled)
        assert self._services.update_queue.row(update) is None

    def sent(self) -> list[Json]:
        """What the bot has called, with how it was refused."""
        return self._server.calls()


@contextmanager
def running() -> Iterator[Running]:
    """The bot of the tests on a library of its own; its pace is out of the way."""
    paces = rate_limiter.OVER_ALL, rate_limiter.PRIVATE, rate_limiter.GROUP
    rate_limiter.OVER_ALL = rate_limiter.PRIVATE = rate_limiter.GROUP = (10**6, 1)
    with (
        tempfile.TemporaryDirectory() as folder,
        TelegramServer() as server,
        WorkerPool(1) as workers,
    ):
        home = Path(folder)
        library, store = Library.open(home), Store.open(home)
        library.add(read_text(SHARED))
        library.add(read_text(SHARED.replace("ferry", SECRET)), "chat:999")
        people = client.Telegram(server.url)
        for chat in CHATS:
            for _ in range(MESSAGES):
                people.chat(chat).say("hello")
        given = {"ONTHERECORD_HOME": home, "ONTHERECORD_RATE": 10**6, "ONTHERECORD_ADMINS": "13"}
        settings = Settings.model_validate(given)
        services = build_services(library, store, Reader(workers), workers, settings)
        telegram = application.build_application(TOKEN, server.url, services)
        made = Running(telegram, services, people)
        logging.getLogger("bot").addHandler(made.records)
        made.loop.run_until_complete(telegram.initialize())
        try:
            yield made
            shown = str(people.look(chat=11)["shown"]) + str(people.look(chat=12)["shown"])
            assert f"{SECRET} will stay" not in shown
        finally:
            rate_limiter.OVER_ALL, rate_limiter.PRIVATE, rate_limiter.GROUP = paces
            logging.getLogger("bot").removeHandler(made.records)
            made.loop.run_until_complete(telegram.shutdown())
            made.loop.close()
            people.close()
            store.close()
            library.close()
