"""Messages that are one paste: put together, mended where one is edited, and parted again."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update, User
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chats.chat_admins import is_chat_admin
from bot.chats.paste import Paste
from bot.chats.split_texts import SplitTexts
from bot.handlers.articles.submit import Submissions
from bot.handlers.questions.answer_draft import draft_for_message
from bot.handlers.questions.ask import Questions
from bot.handlers.questions.request import Request
from bot.incoming.entities import said
from bot.incoming.parsed_message import parsed
from bot.incoming.submission import Submission, may_be_article
from bot.keyboards import article_keyboards, callback_data, confirmations
from bot.messaging.callback_query import answer_query, edit_message, pressed
from bot.messaging.chat_action import typing
from bot.messaging.delivery import Delivery
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.views import message_split, templates
from knowledge import Library, StoredArticle, UnknownArticle, is_asking


class PastedParts:
    """The handlers of what goes on with a paste, of edits of its messages, and of the button that
    takes the last of them out. What is done stands in the database before it is shown, so that
    whatever ends the process, the same message or press comes to the same end.
    """

    def __init__(
        self,
        library: Library,
        store: Store,
        inbox: UpdateQueue,
        sources: Submissions,
        questions: Questions,
    ) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox
        self._sources = sources
        self._questions = questions

    @property
    def pastes(self) -> SplitTexts:
        """The pastes that are remembered."""
        return self._sources.pastes

    async def more(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message that is part of a paste, or becomes it."""
        message = update.message
        paste = self.pastes.of(message) if message else None
        if message is None or paste is None:
            return
        text = await self._text_of(paste)
        if text is not None:
            if not paste.has(message.message_id):
                paste, text = paste.with_more(text, message)
            await self._put(update, message, paste, text)
        elif parsed(message).submission is not None:  # what it went on with has gone meanwhile
            await self._sources.bring(update, context)
        else:
            await self._questions.answer(update, context)

    async def amend(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An edited message of a paste: its words are changed in the article, or it is taken out
        where it has become a question.
        """
        message = update.edited_message
        paste = self.pastes.holding(message) if message else None
        text = await self._text_of(paste) if paste else None
        if message is None or paste is None or text is None:
            return
        number, last = message.message_id, paste.parts[-1].message
        brought = parsed(message).submission
        words = (brought.text if brought else "") or said(message).strip()
        asks = len(paste.parts) > 1 and number == last and is_asking(words)
        if asks or (paste.out is not None and paste.out[0] == number):
            await self._part(update, message, paste, words)
        elif len(paste.parts) > 1 or (brought is not None and brought.text):
            paste, text = paste.with_other(text, number, words)
            await self._put(update, message, paste, text)
        else:
            await self._questions.correct(update, context)

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button under a card that takes the last message out of it."""
        del context
        press = await pressed(update, _part_in, "gone_paste.txt")
        if press is None:
            return
        query, card = press.query, press.message
        paste = self.pastes.shown_by(card.chat.id, card.message_id)
        if paste is None or not _can_be_out(paste, press.button):
            await answer_query(query, templates.render("gone_paste.txt"))
        elif not await _may(query, card, paste):
            await answer_query(query, templates.render("only_administrators.html"))
        elif await self._text_of(paste) is None:
            await answer_query(query, templates.render("gone.txt"))
        else:
            await answer_query(query)
            await self._part(update, card, paste)

    async def _put(self, update: Update, message: Message, paste: Paste, text: str) -> None:
        """Keeps the article as it is with what `message` says, and shows it on its card."""
        row = self._inbox.row(update)
        async with typing(message):
            blocks, read = await self._read(message.chat_id, text, len(paste.parts))
        if not read:  # the article and its card stay as they were
            await Delivery(message, self._store, row).finish(message_split.join_blocks(blocks))
            return
        paste = await self._keep(message.chat_id, paste, read[0].id)
        delivery = Delivery(message, self._store, row, paste.card)
        card = await delivery.finish(message_split.join_blocks(blocks), _keyboard(read, paste))
        if tuple(card) != paste.card:
            await self._sources.note(message.chat_id, replace(paste, card=tuple(card)))

    async def _part(
        self, update: Update, message: Message, paste: Paste, edited: str | None = None
    ) -> None:
        """Takes the last message out of a paste, and answers it as what it is: its words, or those
        that it was `edited` to. `message` is any of the chat.
        """
        chat = message.chat_id
        text = await self._text_of(paste) or ""
        if paste.out is None:
            paste, text = paste.without_last(text)
            if edited is not None and paste.out is not None:
                paste = replace(paste, out=(paste.out[0], edited))
        blocks, read = await self._read(chat, text, len(paste.parts))
        if not read or paste.out is None:
            await Delivery(message, self._store, self._inbox.row(update)).finish(blocks)
            return
        out = paste.out
        paste = await self._keep(chat, paste, read[0].id)
        await self._show(message, paste, blocks, read)
        await self._answer(update, message, paste, *out)
        await self._sources.note(chat, replace(paste, out=None))

    async def _read(
        self, chat: int, text: str, messages: int
    ) -> tuple[list[str], list[StoredArticle]]:
        brought = Submission(text=text)
        blocks, read, _ = await self._sources.read(chat, brought, spare=True, messages=messages)
        return blocks, read

    async def _keep(self, chat: int, paste: Paste, article: int) -> Paste:
        """Notes which article the paste is now, then lets go of the one before."""
        before = paste.article if paste.article != article else paste.before
        paste = replace(paste, article=article, before=before)
        await self._sources.note(chat, paste)
        if before and before != article:
            with contextlib.suppress(UnknownArticle):
                await asyncio.to_thread(self._library.remove, before)
        await self._sources.look_at(chat, [article])
        return paste

    async def _show(
        self, message: Message, paste: Paste, blocks: list[str], read: list[StoredArticle]
    ) -> None:
        """Shows the article on its card, which may be another message than `message`."""
        card = message
        if paste.card and message.message_id != paste.card[-1]:
            card = Message(paste.card[-1], message.date, message.chat)
            card.set_bot(message.get_bot())
        await edit_message(card, message_split.join_blocks(blocks)[0], _keyboard(read, paste))

    async def _answer(
        self, update: Update, message: Message, paste: Paste, number: int, words: str
    ) -> None:
        """Answers a message that was taken out as if it had come alone."""
        alone = Message(
            number,
            message.date,
            message.chat,
            from_user=User(paste.sender, "", False),
            text=words,
            message_thread_id=paste.thread or None,
            is_topic_message=bool(paste.thread),
        )
        alone.set_bot(message.get_bot())
        delivery = Delivery(alone, self._store, self._inbox.row(update))
        brought = parsed(alone).submission
        if brought is not None:
            await self._sources.take(update, alone, brought, delivery)
        elif may_be_article(words):
            await delivery.finish(
                [templates.render("doubt.html")], confirmations.article_or_question()
            )
        else:
            draft = draft_for_message(alone, words)
            await self._questions.respond(Request(update, alone, draft, delivery=delivery))

    async def _text_of(self, paste: Paste) -> str | None:
        """The text of the paste's article; None where that is no longer there."""
        try:
            opened = await asyncio.to_thread(self._library.read, paste.article)
        except UnknownArticle:
            return None
        return opened.article.text


def _keyboard(read: list[StoredArticle], paste: Paste) -> InlineKeyboardMarkup | None:
    last = paste.parts[-1].message if len(paste.parts) > 1 else 0
    return article_keyboards.card_keyboard(read, last=last)


def _part_in(data: str) -> int | None:
    """The message that a button takes out of a paste; None for any other button."""
    found = callback_data.PART.grammar.fullmatch(data)
    return int(found[1]) if found else None


def _can_be_out(paste: Paste, number: int) -> bool:
    """Whether that message is the last of several, or is just being taken out."""
    if paste.out is not None:
        return paste.out[0] == number
    return len(paste.parts) > 1 and paste.parts[-1].message == number


async def _may(query: CallbackQuery, card: Message, paste: Paste) -> bool:
    """In a group only who has brought it, and its administrators."""
    own = card.chat.type == ChatType.PRIVATE or query.from_user.id == paste.sender
    return own or await is_chat_admin(card.get_bot(), card.chat, query.from_user.id)
