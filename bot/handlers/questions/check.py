"""/check: are these words on record, and whose are they?"""

from __future__ import annotations

from functools import partial

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.handlers.questions.answer_draft import draft_for_message
from bot.handlers.questions.ask import Questions
from bot.handlers.questions.request import Request
from bot.incoming.entities import said
from bot.messaging.delivery import Delivery
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import answers
from bot.views import templates
from knowledge import Library

MARKS = '"“”„«»'
ENOUGH = 2
"""Words that can be looked for."""


class QuoteCheck:
    """The handler of /check."""

    def __init__(
        self, library: Library, store: Store, inbox: UpdateQueue, questions: Questions
    ) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox
        self._questions = questions

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/check and words, perhaps with who is said to have said them; or as a reply to them."""
        del context
        message = update.message
        if message is None:
            return
        words, speaker = await self._claimed(message)
        if len(words.split()) < ENOUGH or not any(c.isalnum() for c in words):
            delivery = Delivery(message, self._store, self._inbox.row(update))
            await delivery.finish([templates.render("check_what.html")])
            return
        draft = draft_for_message(message, words)
        ask = partial(self._library.check, words, speaker)
        await self._questions.respond(Request(update, message, draft, ask=ask))

    async def _claimed(self, message: Message) -> tuple[str, str]:
        """The words to be checked, and of whom: what is given after /check are the words, and in
        a reply to an answer they are its speaker's; in a reply to anything else without words of
        its own in quotation marks, the words are that message's, and what is given is the speaker.
        """
        given = said(message).partition(" ")[2].strip()
        replied = message.reply_to_message
        if replied is None:
            return given, ""
        kept = await self._store.run(answers.by_message, message.chat_id, replied.message_id)
        if kept is not None:
            return given, kept.speaker
        if any(mark in given for mark in MARKS):
            return given, ""
        return said(replied).strip(), given
