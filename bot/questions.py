"""A message is a question: look in the library, reply with the words."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from telegram import Message, Update
from telegram.constants import ChatAction, ChatType
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot import (
    buttons,
    deep_links,
    figures,
    focus,
    lengths,
    preferences,
    replies,
    scopes,
    splitting,
    tongue,
)
from bot.addressing import question_in
from bot.brought import links_in
from bot.delivery import Delivery, topic
from bot.failures import Failures
from bot.inbox import Inbox
from bot.store import answers
from bot.store.answers import Cited, Kept
from bot.store.store import Store
from knowledge import (
    NEW_CONVERSATION,
    Answer,
    Conversation,
    KnowledgeError,
    Library,
    NotOnRecord,
    Scope,
)

TYPING_LASTS = 4.0
"""Seconds after which Telegram no longer shows that somebody is typing."""


class Questions:
    """The handlers of questions."""

    def __init__(self, library: Library, store: Store, inbox: Inbox, failures: Failures) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox
        self._failures = failures

    async def answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message that asks something: a text, /ask, a mention or a reply."""
        del context
        message = update.message
        asked = question_in(message) if message else None
        if message is None or asked is None:
            return
        draft = draft_of(message, asked)
        before = await self._before(message, draft)
        await self.respond(update, message, draft, before)

    async def follow(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/start with a parameter: a link that carries a question."""
        message = update.message
        if message is None:
            return
        asked = deep_links.question_of(context.args[0] if context.args else "")
        if not asked:
            await message.reply_text(replies.say("start.html"))
            return
        draft = draft_of(message, asked)
        await self.respond(update, message, draft, NEW_CONVERSATION)

    async def correct(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An edited question: its answer is edited too."""
        del context
        message = update.edited_message
        asked = question_in(message) if message else None
        if message is None or asked is None:
            return
        known = await self._store.run(answers.by_question, message.chat_id, message.message_id)
        asked = links_in(message, asked)[1]
        if known is None or not asked or known.question == asked:
            return
        draft = draft_of(message, asked)
        before = await self._before(message, draft, known.id)
        delivery = Delivery(message, self._store, self._inbox.row(update), known.messages)
        await self.respond(update, message, draft, before, delivery)

    async def respond(
        self,
        update: Update,
        message: Message,
        draft: Kept,
        conversation: Conversation,
        delivery: Delivery | None = None,
        leading: Sequence[str] = (),
    ) -> None:
        """Looks for what `draft` asks and replies to `message`, by `delivery` where one is under
        way; the blocks `leading`, in HTML, come before the answer.
        """
        delivery = delivery or Delivery(message, self._store, self._inbox.row(update))
        began = time.monotonic()
        length = (await preferences.of_chat(self._store, draft.chat)).length
        within = await self._scopes(draft.chat)
        await delivery.begin(await self._placeholder(within[0]))
        try:
            async with typing(message), self._inbox.trying(update):
                reply, elsewhere = await asyncio.to_thread(
                    self._ask, draft.question, conversation, within, length
                )
            parts = replies.html(reply, (*leading, *elsewhere))
        except Exception as error:
            self._inbox.fail(update)
            await delivery.finish(splitting.joined([*leading, self._failures.noted(error)]))
            return
        kept = await self._store.run(answers.keep, _filled(draft, reply, parts[-1]))
        messages = await delivery.finish(parts, buttons.under(kept, reply))
        figures.note(self._store, reply, time.monotonic() - began)
        await self._store.run(answers.show, kept, message.chat_id, messages)

    async def _scopes(self, chat: int) -> list[Scope]:
        """Where to look first, and where next: the articles in focus, then all."""
        everything = scopes.seen_by(chat)
        first = await scopes.focus(self._store, chat)
        if not first:
            return [everything]
        for article in first:  # the longest of a story's copies answers, and the others are named
            copies = await asyncio.to_thread(self._library.copies, article)
            first |= {copy.id for copy in copies}
        return [replace(everything, articles=first), everything]

    def _ask(
        self, question: str, conversation: Conversation, within: Sequence[Scope], length: str
    ) -> tuple[Answer | NotOnRecord, list[str]]:
        """The answer in that length, and as a block what to say first where it comes from other
        articles than those in focus.
        """

        def ask(scope: Scope) -> Answer | NotOnRecord:
            def of(text: str, earlier: Conversation) -> Answer | NotOnRecord:
                day = tongue.today()
                return self._library.ask(text, scope=scope, conversation=earlier, today=day)

            return lengths.fitted(of(question, conversation), length, of)

        first, *others = within
        reply = ask(first)
        if not others or (isinstance(reply, NotOnRecord) and not focus.may_stand_elsewhere(reply)):
            return reply, []
        wide = ask(others[0])
        if isinstance(reply, Answer) and not focus.is_weaker(reply, wide, first.articles):
            return reply, []
        if isinstance(wide, NotOnRecord) or not reply.searched.articles:
            return wide, []
        among, found = reply.searched.articles, focus.cited(wide)
        some = isinstance(reply, Answer)
        return wide, [replies.say("elsewhere.html", among=among, found=len(found), some=some)]

    async def _placeholder(self, scope: Scope) -> str:
        try:
            searched = await asyncio.to_thread(self._library.searched, scope)
        except KnowledgeError:
            return ""  # the question will fail in the same way, and tell it
        return replies.say("placeholder.txt", searched=searched)

    async def _before(self, message: Message, draft: Kept, answer: int = 0) -> Conversation:
        """The conversation that a question goes on with: that of the answer it replies to, else
        of the person's last one here.
        """
        replied = message.reply_to_message
        found = None
        if replied is not None:
            found = await self._store.run(answers.by_message, message.chat_id, replied.message_id)
        if found is None:
            found = await self._store.run(
                answers.latest, draft.chat, draft.thread, draft.asker, answer
            )
        return Conversation.from_json(found.conversation if found else {})


def draft_of(message: Message, asked: str) -> Kept:
    """The answer to be given to what a message asks, with nothing found yet."""
    asker = message.from_user
    private = message.chat.type == ChatType.PRIVATE
    sender = message.chat_id if private else asker.id if asker else 0
    return Kept(message.chat_id, message.message_id, sender, topic(message) or 0, asked)


def _filled(draft: Kept, reply: Answer | NotOnRecord, text: str) -> Kept:
    """The draft with what has been found."""
    known = replace(draft, conversation=reply.conversation.to_json(), text=text)
    if isinstance(reply, NotOnRecord):
        return known
    cited = tuple(
        Cited(c.source.article, c.paragraph, c.span.start, c.span.end) for c in reply.citations
    )
    return replace(known, speaker=reply.speaker, citations=cited)


@contextlib.asynccontextmanager
async def typing(message: Message) -> AsyncIterator[None]:
    """Lets Telegram show that somebody is typing, where the work lasts."""

    async def show() -> None:
        while True:
            await asyncio.sleep(TYPING_LASTS)
            with contextlib.suppress(TelegramError):
                await message.chat.send_action(ChatAction.TYPING, message_thread_id=topic(message))

    shown = asyncio.create_task(show())
    try:
        yield
    finally:
        shown.cancel()
