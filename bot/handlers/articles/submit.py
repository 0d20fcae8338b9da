"""What people bring is read, kept in the chat's own collection and shown as a card."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from telegram import Document, Message, MessageOriginChannel, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.chats import chat_collection, chat_context
from bot.chats.article_quota import ArticleQuota
from bot.chats.paste import Paste, begun
from bot.chats.split_texts import PENDING_TEXT, SplitTexts
from bot.errors import Full
from bot.handlers.questions.answer_draft import draft_for_message
from bot.handlers.questions.ask import Questions
from bot.handlers.questions.request import Request
from bot.incoming.parsed_message import parsed
from bot.incoming.submission import Submission
from bot.keyboards import article_keyboards, feed_keyboards
from bot.messaging.chat_action import typing
from bot.messaging.delivery import Delivery, retry_until_done
from bot.messaging.error_handler import ErrorHandler
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import chats, shares
from bot.views import article_card, message_split, templates
from knowledge import (
    Article,
    IsFeed,
    Library,
    Reader,
    Revision,
    StoredArticle,
    TooLarge,
    read_text,
)

LINKS = 5
"""Links read of one message."""
LARGEST = 20_000_000
"""Bytes of a file that Telegram hands out to bots."""
AT_ONCE = 16
"""Sources read at the same time. Most of that is waiting: the workers are fewer."""

Reading = Callable[[], Article]
_Submitted = tuple[StoredArticle, Revision | None]


class Submissions:
    """The handler of links, files, forwarded posts and pasted texts."""

    def __init__(
        self,
        library: Library,
        store: Store,
        inbox: UpdateQueue,
        failures: ErrorHandler,
        questions: Questions,
        reader: Reader,
        way: ArticleQuota,
    ) -> None:
        """`way` makes room for what is brought."""
        self._library = library
        self._store = store
        self._inbox = inbox
        self._failures = failures
        self._questions = questions
        self._reader = reader
        self._way = way
        self.pastes = SplitTexts()
        self._albums: dict[int, tuple[str, list[int]]] = {}
        # Threads of their own: slow servers must not keep questions waiting.
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="reading")

    async def bring(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message that brings something, perhaps with a question about it."""
        del context
        message = update.message
        if message is None:
            return
        brought = parsed(message).submission
        if brought is not None:
            delivery = Delivery(message, self._store, self._inbox.row(update))
            await self.take(update, message, brought, delivery)

    async def take(
        self, update: Update, message: Message, brought: Submission, delivery: Delivery
    ) -> None:
        """Reads what `message` has brought, and replies by `delivery`: a card, and the answer
        where something was asked.
        """
        chat = message.chat_id
        await delivery.begin(templates.render("reading.txt", links=len(brought.links)))
        async with typing(message):
            blocks, read, feed = await self.read(chat, brought)
        if read:
            await self.look_at(chat, [opened.id for opened in read], message.media_group_id)
        if read and brought.question:
            draft = draft_for_message(message, brought.question)
            await self._questions.respond(
                Request(update, message, draft, delivery=delivery, leading=blocks)
            )
            return
        keyboard = (
            feed_keyboards.follow_keyboard() if feed else article_keyboards.card_keyboard(read)
        )
        messages = await delivery.finish(message_split.join_blocks(blocks), keyboard)
        if len(read) == 1 and brought.text and brought.origin is None and brought.document is None:
            paste = begun(message, brought.text, read[0].id, messages)
            if paste is not None:
                await self.note(chat, paste)

    async def note(self, chat: int, paste: Paste) -> None:
        """Remembers a paste as it is now, also after a restart."""
        if not (await chat_context.of_chat(self._store, chat)).settings.get(PENDING_TEXT):
            self.pastes.let_go(chat)  # nothing is kept of them: they were removed, or forgotten
        noted = self.pastes.note(chat, paste)
        await chat_context.change_settings(self._store, chat, {PENDING_TEXT: noted})

    async def look_at(self, chat: int, articles: list[int], album: str | None = None) -> None:
        """These articles are asked first, if the chat wants that; those of an album together."""
        if (await chat_context.of_chat(self._store, chat)).preferences.first != "newest":
            return
        before, known = self._albums.get(chat, ("", []))
        together = [*known, *articles] if album and album == before else articles
        self._albums[chat] = (album or "", together)
        await chat_context.set_focus(self._store, chat, together)

    async def restore(self) -> None:
        """Remembers the pastes of earlier processes."""
        self.pastes.restore(await self._store.run(chats.chats_with_setting, PENDING_TEXT))

    async def read(
        self, chat: int, brought: Submission, *, spare: bool = False, messages: int = 1
    ) -> tuple[list[str], list[StoredArticle], bool]:
        """A card or a sentence for each source, the articles, and whether all that was brought is
        a feed; with `spare` one more may be kept than usual, since it takes another's place. Its
        text comes from so many `messages`.
        """
        most = self._way.most + spare
        blocks, read, feed = [], [], False
        for name, reading in await self._readings(brought):
            try:
                opened, revision = await self._kept(chat, name, reading, most)
            except Exception as error:
                blocks.append(self._failures.log_and_describe(error))
                feed = isinstance(error, IsFeed) and len(brought.links) == 1
                continue
            if opened.before is not None:
                await self._store.run(shares.follow, chat, opened.before, opened.id)
            blocks.append(article_card.card(opened, messages))
            blocks += article_card.revision_blocks(revision) if revision else []
            read.append(opened)
        if len(brought.links) > LINKS:
            blocks.append(templates.render("too_many_links.html", most=LINKS))
        return blocks, read, feed

    async def _readings(self, brought: Submission) -> list[tuple[str, Reading]]:
        """Each source's name, and how to read it."""
        found = []
        if brought.document is not None:
            found.append(await self._of_file(brought.document))
        if brought.text:
            found.append((_name(brought), partial(self._of_text, brought)))
        links = brought.links[:LINKS]
        return found + [(link, partial(self._reader.article, link)) for link in links]

    async def _of_file(self, document: Document) -> tuple[str, Reading]:
        name = document.file_name or "file"

        def too_large() -> Article:
            raise TooLarge(name, LARGEST)

        if (document.file_size or 0) > LARGEST:
            return name, too_large
        try:
            file = await retry_until_done(document.get_file)
        except BadRequest as exc:
            if "too big" not in exc.message:
                raise
            return name, too_large
        data = bytes(await retry_until_done(file.download_as_bytearray))
        return name, partial(self._reader.workers.read, data, name)

    def _of_text(self, brought: Submission) -> Article:
        name = _name(brought)
        words = len(brought.text.split())
        article = self._reader.workers.call(read_text, brought.text, name, name=name, words=words)
        return _from_channel(article, brought.origin) if brought.origin else article

    async def _kept(self, chat: int, name: str, reading: Reading, most: int) -> _Submitted:
        loop = asyncio.get_running_loop()
        speaking = contextvars.copy_context()  # what it is called is said in the reader's tongue
        return await loop.run_in_executor(
            self._threads, speaking.run, self._keep, chat, name, reading, most
        )

    def _keep(self, chat: int, name: str, reading: Reading, most: int) -> _Submitted:
        """Reads and keeps an article; with what has changed on its page since it was read before.

        Raises Full, SourceError, StorageError.
        """
        collection = chat_collection.collection_of(chat)
        article = reading()
        if not self._way.make_room(chat, most):
            raise Full(most)
        added = self._library.add(article, collection, name, self._reader.workers)
        self._way.keep(chat, added.id)
        revision = self._library.repository.revision(added.id) if added.new else None
        return self._library.read(added.id), revision


def _name(brought: Submission) -> str:
    return templates.label("forwarded" if brought.origin else "pasted")


def _from_channel(article: Article, origin: MessageOriginChannel) -> Article:
    """The article with the channel and its post as where it stood."""
    channel = origin.chat
    url = f"https://t.me/{channel.username}/{origin.message_id}" if channel.username else ""
    return replace(
        article,
        url=url,
        outlet=channel.title or "",
        byline=article.byline or origin.author_signature or "",
        published=origin.date,
    )
