"""Two worlds that differ in one thing: whether a chat with secrets is in them.

`keep_secrets` is what that chat does, `pry` what the others try. What they see must be the same
in both worlds, to the letter.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import connect

from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.app import application, bot_profile
from bot.app.application import Handlers
from bot.app.services import build_services
from bot.settings import Settings
from bot.store.store import Store
from bot.store.tables.notices import CURSOR
from knowledge import Library, Reader, WorkerPool
from tests.bot.feeding import heard, holds
from tests.telegram_server.client import Chat, Json, Telegram
from tests.web_server.feeds import MEDIA_TYPE, rss, whole
from tests.web_server.server import WebServer

KEEPER, PRIER, GROUP = 101, 202, -1000000000303
SPEAKER = "Wilmot Tharkenbury"
CLAIM = "The Zeppelin of Orlunda will not fly again before the thaw"
QUESTION = "What did Tharkenbury say about Orlunda?"
UNTOLD = (
    "quibberdick", "mondragar", "vexholm", "grindelsea", "oskarine", "plinthwaite", "snorrebeck",
    "zepp-orl", "hush-feed",
)  # fmt: skip
"""Words of the secrets that those who pry never write themselves."""
PAGE = f"""<html lang="en"><head><title>Mondragar grounds the airship of Quibberdick</title>
<meta property="og:site_name" content="The Vexholm Courier">
<meta name="author" content="Oskarine Dale">
<meta property="article:published_time" content="2024-03-12T10:00:00Z"></head><body><article>
<h1>Mondragar grounds the airship of Quibberdick</h1>
<p>The council of Grindelsea met on Tuesday in the old customs house to hear the engineers.</p>
<p>“{CLAIM},” {SPEAKER}, the harbour captain of Grindelsea, said on Tuesday.</p>
<p>“The ropes of Plinthwaite were rotten, and somebody knew it,” {SPEAKER} said.</p>
<p>{"The mooring mast was inspected twice in the winter by the council of Grindelsea. " * 12}</p>
<p>Ann Snorrebeck, who built it, said that the mast of Plinthwaite would hold.</p>
</article></body></html>"""
TEXT = f"""Snorrebeck answers the captain

By Oskarine Dale

“The mast is as sound as it was,” Ann Snorrebeck, the builder from Vexholm, said on Friday.

{SPEAKER} said the Zeppelin of Orlunda had lost its rudder over Mondragar in a storm.
"""
FEED = whole(1, "Quibberdick mourns its airship", f"“Nobody will pay for Orlunda,” {SPEAKER} said.")
OWN = """Council votes on the ferry

By Jane Roe

The council of Marsh voted on Monday to buy a second ferry for 3 million crowns.

“The old ferry will stay until spring,” Mayor Ilse Brandt said.
"""
NEVER_SEEN = "\n\n".join(
    ["Lighthouse sold", *(f"The lighthouse of Corrin was sold on day {n}." for n in range(1, 9))]
)
_ANSWERS = ("c", "b", "m", "w", "n", "k", "p", "z")
_UNSEEN = ("y:0:8", "feed:f:c:0:0", "feed:x:c:0:0", "feed:l:c:0:1")


def handlers() -> Handlers:
    """The bot's own list of handlers."""
    with tempfile.TemporaryDirectory() as folder, WorkerPool(1) as workers:
        home = Path(folder)
        library, store = Library.open(home), Store.open(home)
        given = Settings.model_validate({"ONTHERECORD_HOME": home})
        found = application.handlers(
            build_services(library, store, Reader(workers), workers, given)
        )
        store.close()
        library.close()
    return found


def commands(found: Handlers) -> list[str]:
    """Every command that the bot hears, whether or not it presents it."""
    heard_of = {c for h in found if isinstance(h, CommandHandler) for c in h.commands}
    return sorted(
        heard_of.union(bot_profile.PRIVATE, bot_profile.GROUP, bot_profile.ADMINISTRATORS)
    )


def unreached(found: Handlers, data: Sequence[str]) -> list[str]:
    """The patterns of buttons that none of these presses reaches."""
    patterns = [h.pattern for h in found if isinstance(h, CallbackQueryHandler) and h.pattern]
    return [
        p.pattern
        for p in patterns
        if isinstance(p, re.Pattern) and not any(p.match(one) for one in data)
    ]


@dataclass
class Keeper:
    """The chat with the secrets; `data` is what the buttons under its messages have carried."""

    chat: Chat
    home: Path
    web: WebServer
    data: set[str] = field(default_factory=set)

    def keep_secrets(self) -> None:
        """Brings a page, a file and a feed, watches, asks, and looks at every list."""
        chat, web = self.chat, self.web
        self._note(chat.ask(web.serve("/zepp-orl", PAGE)))
        self._note(chat.reply(chat.send_file("secret.txt", TEXT.encode())))
        heard(chat, f"/follow {web.serve('/hush-feed', rss(FEED, title='Hush'), MEDIA_TYPE)}")
        holds(self.home, chat, *_HEADLINES)
        heard(chat, f"/watch {SPEAKER}")
        heard(chat, "/watch Orlunda mast")
        for question in (QUESTION, f"Who said “{CLAIM}”?", "Who is quoted?"):
            self._note(chat.ask(question))
        for command in ("articles", "who", "start", "settings", "following", "watch", "forget"):
            self._note(heard(chat, f"/{command}"))
        for command in (f"quotes {SPEAKER}", "timeline Orlunda", "export", "admin sources"):
            self._note(heard(chat, f"/{command}"))
        self._note(heard(chat, "The mast. It stands. " * 40 + "\n\n" + "It leans. " * 40))
        self._open()

    def _open(self) -> None:
        """Presses what opens further buttons."""
        for message in self.chat.from_bot():
            for one in _data_under(message):
                if one.startswith(("c:", "set:")) and one.count(":") < 3:
                    self.chat.press_data(message, one)
                    self._note_all()

    def _note_all(self) -> None:
        for message in self.chat.from_bot():
            self._note(message)

    def _note(self, message: Json) -> None:
        self.data.update(_data_under(message))

    def replayed(self) -> list[str]:
        """All that the buttons carried, and what those carry that need more of everything; what
        makes answers comes last, so that none has the number of one of the keeper's.
        """
        self._note_all()
        articles = {one.split(":")[1] for one in self.data if one.startswith("s:")}
        numbers = {one.split(":")[1] for one in self.data if one.startswith(_ANSWERS)}
        alike = {one for one in self.data if one.startswith("set:zone:") and "UTC" not in one}
        found = self.data - alike | {f"u:{n}" for n in articles} | {f"z:{n}:0" for n in numbers}
        found |= {f"{act}:{n}" for n in numbers for act in "bv"} | set(_UNSEEN) | {"t:a", "t:q"}
        first = sorted(one for one in found if one.partition(":")[0] in _ANSWERS)
        last = ["f:y"] if "f:y" in found else []
        return [*first, *sorted(found.difference(first, last)), *last]

    def state(self) -> str:
        """What the chat has, as it sees it."""
        lists = ("/articles", "/who", "/following", "/watch", "/settings", f"/quotes {SPEAKER}")
        texts = [str(heard(self.chat, command)["text"]) for command in lists]
        return re.sub(r"\d+ \w+ ago|\d+:\d\d|just now", "", "\n".join(texts))


_HEADLINES = (
    "Mondragar grounds the airship of Quibberdick",
    "Snorrebeck answers the captain",
    "Quibberdick mourns its airship",
)


@dataclass
class Prier:
    """Another chat, which tries to see what is not its own; `seen` is what it was shown."""

    chat: Chat
    own: int = 0
    seen: list[str] = field(default_factory=list)
    unbrought: list[str] = field(default_factory=list)
    """What it was shown before it brought the same text itself."""

    def begin(self) -> None:
        """An answer of this chat's own, before there are others with higher numbers."""
        self.own = int(self.chat.ask(f"/ask {QUESTION}")["message_id"])

    def press(self, data: Sequence[str]) -> None:
        """Every button of the keeper's, under a message of this chat's own."""
        chat = self.chat
        pressed = [
            chat.telegram.act("press", chat=chat.id, message=self.own, data=one, user=chat.user)[
                "id"
            ]
            for one in data
        ]

        def answered() -> list[Json]:
            found = chat.telegram.look()["callbacks"]
            return [found[one] for one in pressed if "answer" in found[one]]

        chat.wait(lambda: len(answered()) == len(pressed))
        for one, told in zip(data, answered(), strict=True):
            self.seen.append(f"{_numberless(one)}: {told['answer']} {told['alert']}")

    def command(self, names: Sequence[str]) -> None:
        """Every command, with arguments that name what is not its own."""
        self.chat.say("/start a_WrongToken")
        arguments = ("", "2", SPEAKER, f"“{CLAIM}” Orlunda", "1")
        for given in arguments:
            for name in names:
                self.chat.say(f"/{name} {given}".strip())
        self.chat.reply(self.chat.say(f"/ask {QUESTION}"))

    def type_inline(self) -> None:
        """Asks in the line of another chat."""
        for query in (QUESTION, SPEAKER, "Zeppelin of Orlunda", CLAIM, "ferry"):
            found = self.chat.telegram.inline(self.chat.user, query)
            said = {name: found[name] for name in ("answer", "button", "is_personal")}
            self.seen.append(_numberless(json.dumps(said, ensure_ascii=False)))

    def shown(self) -> list[str]:
        """All that the chat has received, whatever came first, without the numbers of rows."""
        look = self.chat.telegram.look(chat=self.chat.id)
        texts = [
            part
            for message in look["messages"]
            if message["from"]["is_bot"]
            for part in (*look["shown"][str(message["message_id"])], *self._more(message))
        ]
        return sorted(re.sub(r"\d\d?:\d\d", "", text) for text in (*self.seen, *texts))

    def _more(self, message: Json) -> Iterator[str]:
        """What a message has besides its text: links, buttons, files."""
        entities = (*message.get("entities", ()), *message.get("caption_entities", ()))
        yield from (e["url"] for e in entities if "url" in e)
        for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
            for button in row:
                shown = {k: v for k, v in button.items() if k != "callback_data"}
                yield json.dumps(shown, ensure_ascii=False)
                yield _numberless(button.get("callback_data", ""))
        if "document" in message:
            yield message["document"]["file_name"]
            yield self.chat.telegram.file(message["document"]["file_id"]).decode()
        for photo in message.get("photo", ()):
            data = self.chat.telegram.file(photo["file_id"])
            yield hashlib.sha256(data).hexdigest()


def _data_under(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def _numberless(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _at_rest(home: Path) -> bool:
    """Whether the bot has done all that was asked of it, and told all that it had to tell: what
    is still to be told when a chat forgets everything is told or not, as chance has it.
    """
    with closing(Library.open(home)) as library, closing(connect(home / "bot.db")) as store:
        (waiting,) = store.execute("SELECT count(*) FROM inbox WHERE state = 'waiting'").fetchone()
        seen = store.execute("SELECT text FROM note WHERE name = ?", (CURSOR,)).fetchone()
        (untold,) = store.execute("SELECT count(*) FROM notice WHERE NOT sent").fetchone()
        looked = seen == (str(library.repository.newest()),) and not library.repository.in_work()
        return looked and waiting == untold == 0


def in_a_world(telegram: Telegram, home: Path, prying: Sequence[Prier], data: list[str]) -> None:
    """What everybody else does, whoever else there is."""
    names = commands(handlers())
    private = next(one for one in prying if one.chat.id > 0)
    for one in prying:
        # What makes an article of one's own message would give it the number of one of another's.
        one.press([d for d in data if d not in ("f:y", "t:a", "t:q")])
    for one in prying:
        one.command(names)
    private.type_inline()
    telegram.wait(lambda: _at_rest(home))
    for one in prying:
        one.unbrought = one.shown()
    for text in (TEXT, NEVER_SEEN):
        sent = private.chat.send_file("mine.txt", text.encode())
        private.chat.reply(sent)
    telegram.wait(lambda: _at_rest(home))
    for one in prying:
        heard(one.chat, "/articles")
        one.press(["f:y"])
    telegram.wait(lambda: _at_rest(home))
    assert telegram.look()["pending"] == []
