"""A text that may be an article or a question: it is asked which."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import ContextTypes, filters

from bot.handlers.articles.submit import Submissions
from bot.handlers.questions.answer_draft import draft_for_message
from bot.handlers.questions.ask import Questions
from bot.incoming.addressing import question_in
from bot.incoming.entities import said
from bot.incoming.submission import Submission, may_be_article, submission_in
from bot.keyboards import confirmations
from bot.messaging.callback_query import answer_query
from bot.messaging.delivery import Delivery
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.views import templates
from knowledge import NEW_CONVERSATION


class AmbiguousText(filters.MessageFilter):
    """Lets through a text of which nobody can tell what it is."""

    def filter(self, message: Message) -> bool:
        """Whether the message is one."""
        asked = question_in(message)
        return asked is not None and submission_in(message) is None and may_be_article(asked)


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
        query = update.callback_query
        asked = query.message if query else None
        if query is None:
            return
        text = asked.reply_to_message if isinstance(asked, Message) else None
        if asked is None or text is None or not said(text):
            await answer_query(query, templates.render("gone.txt"))
            return
        await answer_query(query)
        delivery = Delivery(text, self._store, self._inbox.row(update), [asked.message_id])
        if query.data == confirmations.ARTICLE:
            await self._sources.take(update, text, Submission(text=said(text)), delivery)
        else:
            draft = draft_for_message(text, said(text))
            await self._questions.respond(update, text, draft, NEW_CONVERSATION, delivery)
