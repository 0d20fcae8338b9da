"""What happens when a button is pressed."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot import buttons, passages, replies
from bot.questions import Questions
from bot.store import answers
from bot.store.answers import Kept
from bot.store.store import Store
from knowledge import Conversation, Library, UnknownArticle

log = logging.getLogger(__name__)


class Pressing:
    """The handlers of buttons. They are known by what is stored, not by what is remembered: they
    go on working after a restart.
    """

    def __init__(self, library: Library, store: Store, questions: Questions) -> None:
        self._library = library
        self._store = store
        self._questions = questions

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Any button."""
        del context
        query = update.callback_query
        message = query.message if query else None
        if query is None:
            return
        pressed = buttons.read(query.data or "")
        kept = await self._store.run(answers.by_id, pressed.answer) if pressed else None
        # An answer is its chat's: a number from elsewhere opens nothing.
        if not isinstance(message, Message) or kept is None or kept.chat != message.chat_id:
            await tell(query, replies.say("gone.txt"))
        elif pressed is not None and pressed.act == "c":
            await self._show_context(query, message, kept, pressed.citation)
        elif pressed is not None and pressed.act == "b":
            await change(message, kept.text, self._keyboard(kept))
            await tell(query)
        else:
            await tell(query)
            await self._more(update, message, kept)

    async def _show_context(
        self, query: CallbackQuery, message: Message, kept: Kept, number: int
    ) -> None:
        """Puts the passage around a citation in the answer's place."""
        try:
            cited = kept.citations[number]
            opened = await asyncio.to_thread(self._library.read, cited.article)
        except (IndexError, UnknownArticle):
            await tell(query, replies.say("gone.txt"))
            return
        text = replies.say(
            "passage.html",
            headline=opened.article.headline,
            article=opened.id,
            paragraphs=passages.around(opened.article, cited),
        )
        await change(message, text, buttons.back(kept.id))
        await tell(query)

    async def _more(self, update: Update, message: Message, kept: Kept) -> None:
        """Asks on for whoever has pressed the button."""
        if not kept.speaker:
            return
        asked = replies.say("more_question.txt", speaker=kept.speaker)
        draft = replace(kept, asked=message.message_id, question=asked)
        conversation = Conversation.from_json(kept.conversation)
        await self._questions.respond(update, message, draft, conversation)

    def _keyboard(self, kept: Kept) -> InlineKeyboardMarkup | None:
        if not kept.citations:
            return None
        paragraphs = [cited.paragraph for cited in kept.citations]
        return InlineKeyboardMarkup(buttons.keyboard(kept.id, paragraphs, kept.speaker))


async def change(message: Message, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
    """Puts another text and keyboard in a message of the bot's, unless somebody has deleted it."""
    try:
        await message.edit_text(text, reply_markup=keyboard)
    except BadRequest as exc:
        if "not modified" not in exc.message and "to edit not found" not in exc.message:
            raise


async def tell(query: CallbackQuery, words: str = "") -> None:
    """Answers a button; that the query is too old is no failure: it was pressed long ago."""
    try:
        await query.answer(words or None, show_alert=bool(words))
    except BadRequest as exc:
        if "too old" not in exc.message:
            raise
        log.info("a button was answered too late")
