"""A text that may be an article or a question: it is asked which."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import ContextTypes, filters

from bot import buttons, replies
from bot.addressing import question_in
from bot.brought import Brought, brought_by, may_be_article
from bot.delivery import Delivery
from bot.drafts import draft_of
from bot.inbox import Inbox
from bot.questions import Questions
from bot.sources import Sources
from bot.store.store import Store
from bot.tapped import tell
from knowledge import NEW_CONVERSATION


class Doubtful(filters.MessageFilter):
    """Lets through a text of which nobody can tell what it is."""

    def filter(self, message: Message) -> bool:
        """Whether the message is one."""
        asked = question_in(message)
        return asked is not None and brought_by(message) is None and may_be_article(asked)


class Doubts:
    """The handlers of such a text and of its two buttons. The text is that of the message that
    the buttons reply to: nothing is remembered, and they work after a restart.
    """

    def __init__(self, store: Store, inbox: Inbox, sources: Sources, questions: Questions) -> None:
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
            await delivery.finish([replies.say("doubt.html")], buttons.doubt())

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """It has been told which; the reply takes the place of the question."""
        del context
        query = update.callback_query
        asked = query.message if query else None
        if query is None:
            return
        text = asked.reply_to_message if isinstance(asked, Message) else None
        if asked is None or text is None or not text.text:
            await tell(query, replies.say("gone.txt"))
            return
        await tell(query)
        delivery = Delivery(text, self._store, self._inbox.row(update), [asked.message_id])
        if query.data == buttons.ARTICLE:
            await self._sources.take(update, text, Brought(text=text.text), delivery)
        else:
            draft = draft_of(text, text.text)
            await self._questions.respond(update, text, draft, NEW_CONVERSATION, delivery)
