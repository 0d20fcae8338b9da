"""/admin: the shared library, the figures and the health, for administrators alone."""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes

from bot.chats import usage_statistics
from bot.keyboards import callback_data
from bot.messaging.callback_query import answer_query, edit_message, pressed
from bot.messaging.chat_action import typing
from bot.messaging.delivery import Delivery
from bot.messaging.error_handler import ErrorHandler
from bot.ops.health import Health
from bot.settings import Settings
from bot.version import VERSION
from bot.views import message_split, templates
from knowledge import SHARED, Article, Feed, Library, Reader, SourceError, UnknownArticle, is_link

ADMIN_PREFIX = "admin:"
"""What the data of its buttons begins with."""
PAGE = 8
ITEMS = 20
"""Items read of a feed at once."""
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
VIEWS = ("sources", "statistics", "health")

View = tuple[str, InlineKeyboardMarkup | None]


class Admin:
    """The handlers of /admin and its buttons. To everybody else there is no such command."""

    def __init__(
        self,
        library: Library,
        health: Health,
        failures: ErrorHandler,
        reader: Reader,
        settings: Settings,
    ) -> None:
        self._library = library
        self._health = health
        self._failures = failures
        self._reader = reader
        self._settings = settings

    async def command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/admin, alone or with what is wanted: sources, add LINK, remove ID, ..."""
        message, user = update.message, update.effective_user
        if message is None or user is None:
            return
        if user.id not in self._settings.admins:
            await message.reply_text(templates.render("unknown_command.html"))
            return
        act, *given = context.args or ["overview"]
        if act == "add" and given and is_link(given[0]):
            await self._add(update, message, given[0])
            return
        if act == "remove" and given and _NUMBER.fullmatch(given[0]):
            await message.reply_text(await self._remove(int(given[0])))
            return
        page = int(given[0]) - 1 if given and _NUMBER.fullmatch(given[0]) else 0
        text, keyboard = await self._view(act if act in VIEWS else "overview", max(0, page))
        await message.reply_text(text, reply_markup=keyboard)

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button under one of its pages."""
        del context
        press = await pressed(update, callback_data.ADMIN.grammar.fullmatch)
        if press is None:
            return
        query = press.query
        if query.from_user.id not in self._settings.admins:
            await answer_query(query, templates.render("gone.txt"))
            return
        act, number = press.button[1], int(press.button[2])
        if act == "remove":
            await self._remove(number)
            act, number = "sources", 0
        await edit_message(press.message, *await self._view(act, number))
        await answer_query(query)

    async def _view(self, name: str, page: int) -> View:
        if name == "sources":
            return await self._sources(page)
        if name == "statistics":
            today, week = [
                await usage_statistics.statistics_of_days(self._health.store, days)
                for days in (1, 7)
            ]
            return templates.render("admin_statistics.html", today=today, week=week), _keyboard()
        if name == "health":
            return await self._state(), _keyboard()
        return templates.render("admin.html"), _keyboard()

    async def _sources(self, page: int) -> View:
        """A page of the shared library, newest first; the last where there are not so many."""
        entries = (await asyncio.to_thread(self._library.articles, (SHARED,)))[::-1]
        pages = max(1, -(-len(entries) // PAGE))
        page = min(page, pages - 1)
        here = entries[page * PAGE : (page + 1) * PAGE]
        text = templates.render(
            "admin_sources.html", entries=here, many=len(entries), page=page + 1, pages=pages
        )
        taken = [_button("remove", entry.id, article=entry.id) for entry in here]
        turn = [_button("newer", page - 1)] if page else []
        turn += [_button("older", page + 1)] if page + 1 < pages else []
        return text, _keyboard(taken[: PAGE // 2], taken[PAGE // 2 :], turn)

    async def _state(self) -> str:
        state = await self._health.state()
        articles, passages = await asyncio.to_thread(self._library.repository.size)
        return templates.render(
            "admin_health.html",
            state=state,
            free=_free(self._settings.home),
            articles=articles,
            passages=passages,
            workers=self._reader.workers.count,
            version=VERSION,
        )

    async def _add(self, update: Update, message: Message, link: str) -> None:
        """Reads a page, or the first items of a feed, into the shared library."""
        row = self._health.inbox.row(update)
        delivery = Delivery(message, self._health.store, row)
        await delivery.begin(templates.render("reading.txt", links=1))
        async with typing(message):
            try:
                lines = await asyncio.to_thread(self._read, link)
            except Exception as error:
                lines = [self._failures.log_and_describe(error)]
        await delivery.finish(message_split.join_blocks(lines))

    def _read(self, link: str) -> list[str]:
        """A line for each article of the link. Raises SourceError, StorageError."""
        found = self._reader.read(link)
        if not isinstance(found, Feed):
            return [self._keep(found, link)]
        lines = []
        for item in islice(found.items, ITEMS):
            name = item.url or link
            try:
                lines.append(self._keep(self._reader.item(item, found), name))
            except SourceError as error:
                lines.append(self._failures.log_and_describe(error))
        return lines or [templates.render("admin_empty.html")]

    def _keep(self, article: Article, name: str) -> str:
        added = self._library.add(article, SHARED, name, self._reader.workers)
        return templates.render("admin_added.html", added=added, article=article, name=name)

    async def _remove(self, number: int) -> str:
        """Takes an article out of the shared library, and no other; what there is to say."""
        shared = await asyncio.to_thread(self._library.articles, (SHARED,))
        entry = next((entry for entry in shared if entry.id == number), None)
        if entry is None:
            return templates.render("admin_unknown.html", number=number)
        with contextlib.suppress(UnknownArticle):
            await asyncio.to_thread(self._library.remove, number)
        return templates.render("taken_out.html", entry=entry)


def _keyboard(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    views = [_button(name, 0) for name in VIEWS]
    return InlineKeyboardMarkup([list(row) for row in (*rows, views) if row])


def _button(label: str, number: int, **values: object) -> InlineKeyboardButton:
    act = "sources" if label in {"newer", "older"} else label
    words = templates.render_macro("admin_labels.txt", label, **values)
    return InlineKeyboardButton(words, callback_data=f"{ADMIN_PREFIX}{act}:{number}")


def _free(home: Path) -> int:
    return shutil.disk_usage(home).free
