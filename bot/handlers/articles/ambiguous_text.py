"""A text that may be an article or a question: it is asked which."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ContextTypes

from bot.handlers.articles.submit import Submissions
from bot.handlers.questions.answer_draft import draft_for_message
from bot.handlers.questions.ask import Questions
from bot.handlers.questions.request import Request
from bot.incoming.entities import said
from bot.incoming.submission import Submission
from bot.keyboards import confirmations
from bot.messaging.callback_query import answer_query, pressed
from bot.messaging.delivery import Delivery
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.views import templates


class AmbiguousTexts:
    """The handlers of such a text and of its two buttons. The text is that of the message that
    the buttons reply to: nothing is remembered, and they work after a restart.
    """

    def __init__(
        self, store: Store, inbox: UpdateQueue, sources: Submissions, questions: Questions
    ) -> None:
        self._store = store
        self._inbox = inbox
        self._sources = sources
        self._questions = questions

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A text in doubt."""
        del context
        message = update.message
        if message is not None:
            delivery = Delivery(message, self._store, self._inbox.row(update))
            await delivery.finish(
                [templates.render("doubt.html")], confirmations.article_or_question()
            )

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """It has been told which; the reply takes the place of the question."""
        del context
        press = await pressed(update, str)
        if press is None:
            return
        asked, text = press.message, press.message.reply_to_message
        if text is None or not said(text):
            await answer_query(press.query, templates.render("gone.txt"))
            return
        await answer_query(press.query)
        delivery = Delivery(text, self._store, self._inbox.row(update), [asked.message_id])
        if press.button == confirmations.ARTICLE:
            await self._sources.take(update, text, Submission(text=said(text)), delivery)
        else:
            draft = draft_for_message(text, said(text))
            await self._questions.respond(Request(update, text, draft, delivery=delivery))
