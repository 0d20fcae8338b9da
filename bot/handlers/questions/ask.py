"""A message is a question: look in the library, reply with the words."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.chats import preferences, search_scope, usage_statistics
from bot.handlers.questions import reply_length
from bot.handlers.questions.answer_draft import draft_for_message, with_reply
from bot.handlers.questions.search import AskFunction, answer_from_scopes
from bot.i18n import translation
from bot.incoming.addressing import question_in
from bot.incoming.submission import links_in
from bot.keyboards import answer_keyboard
from bot.messaging.chat_action import typing
from bot.messaging.delivery import Delivery
from bot.messaging.error_handler import ErrorHandler
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import answers, prompts
from bot.store.tables.answers import StoredAnswer
from bot.views import answer_text, message_split, templates
from knowledge import Answer, Conversation, KnowledgeError, Library, NotOnRecord, Scope

CROWD = 20
"""Who asks while as many questions are in work is told that the answer will take a while."""


class Questions:
    """The handlers of questions."""

    def __init__(
        self, library: Library, store: Store, inbox: UpdateQueue, failures: ErrorHandler
    ) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox
        self._failures = failures
        self._asked = 0

    async def answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message that asks something: a text, /ask, a mention or a reply."""
        del context
        message = update.message
        asked = question_in(message) if message else None
        if message is None or asked is None:
            return
        draft = draft_for_message(message, asked)
        before = await self._before(message, draft)
        ask = await self._claimed(message, asked)
        await self.respond(update, message, draft, before, ask=ask)

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
        draft = draft_for_message(message, asked)
        before = await self._before(message, draft, known.id)
        delivery = Delivery(message, self._store, self._inbox.row(update), known.messages)
        ask = await self._claimed(message, asked)
        await self.respond(update, message, draft, before, delivery, ask=ask)

    async def respond(
        self,
        update: Update,
        message: Message,
        draft: StoredAnswer,
        conversation: Conversation,
        delivery: Delivery | None = None,
        leading: Sequence[str] = (),
        ask: AskFunction | None = None,
    ) -> None:
        """Looks for what `draft` asks, or by `ask`, and replies to `message`, by `delivery` where
        one is under way; the blocks `leading`, in HTML, come before the answer.
        """
        delivery = delivery or Delivery(message, self._store, self._inbox.row(update))
        with self._in_work():
            await self._respond(update, message, draft, conversation, delivery, leading, ask)

    async def _respond(
        self,
        update: Update,
        message: Message,
        draft: StoredAnswer,
        conversation: Conversation,
        delivery: Delivery,
        leading: Sequence[str],
        ask: AskFunction | None,
    ) -> None:
        began = time.monotonic()
        length = (await preferences.chat_preferences(self._store, draft.chat)).length
        ask = ask or self._asking(draft.question, conversation, length)
        within = await self._scopes(draft.chat)
        await delivery.begin(await self._placeholder(within[0]))
        try:
            async with typing(message), self._inbox.trying(update):
                reply, elsewhere = await asyncio.to_thread(answer_from_scopes, ask, within)
            parts = answer_text.html(reply, (*leading, *elsewhere))
        except Exception as error:
            self._inbox.fail(update, error)
            await delivery.finish(
                message_split.join_blocks([*leading, self._failures.log_and_describe(error)])
            )
            return
        kept = with_reply(draft, reply, parts[-1])
        kept = replace(kept, id=await self._store.run(answers.keep, kept))
        quote = reply.citations[0].quote if isinstance(reply, Answer) else ""
        messages = await delivery.finish(parts, answer_keyboard.answer_keyboard(kept, quote))
        usage_statistics.record_reply(self._store, reply, time.monotonic() - began)
        await self._store.run(answers.show, kept.id, message.chat_id, messages)

    async def look(self, update: Update, chat: int, ask: AskFunction) -> Answer | NotOnRecord:
        """What is found by `ask` in all that the chat can see."""
        scope = await search_scope.visible_scope(self._store, chat)
        async with self._inbox.trying(update):
            return await asyncio.to_thread(ask, scope=scope)

    @contextmanager
    def _in_work(self) -> Iterator[None]:
        """Around a question from its coming to its answer."""
        self._asked += 1
        try:
            yield
        finally:
            self._asked -= 1

    async def _scopes(self, chat: int) -> list[Scope]:
        """Where to look first, and where next: the articles in focus, then all."""
        everything = await search_scope.visible_scope(self._store, chat)
        first = await search_scope.focused_articles(self._store, chat)
        if not first:
            return [everything]
        for article in first:  # the longest of a story's copies answers, and the others are named
            copies = await asyncio.to_thread(self._library.copies, article)
            first |= {copy.id for copy in copies}
        return [replace(everything, articles=first), everything]

    def _asking(self, question: str, conversation: Conversation, length: str) -> AskFunction:
        """The way to look for what is asked in words, for a reply of that length."""

        def ask(*, scope: Scope) -> Answer | NotOnRecord:
            def of(text: str, earlier: Conversation) -> Answer | NotOnRecord:
                day = translation.today()
                return self._library.ask(text, scope=scope, conversation=earlier, today=day)

            return reply_length.fit_length(of(question, conversation), length, of)

        return ask

    async def _claimed(self, message: Message, words: str) -> AskFunction | None:
        """How to check the words, where they are sent in reply to a message that asks for some."""
        replied = message.reply_to_message
        if replied is None:
            return None
        speaker = await self._store.run(prompts.speaker, message.chat_id, replied.message_id)
        return None if speaker is None else partial(self._library.check, words, speaker)

    async def _placeholder(self, scope: Scope) -> str:
        if self._asked > CROWD:
            return templates.render("in_line.txt")
        try:
            searched = await asyncio.to_thread(self._library.searched, scope)
        except KnowledgeError:
            return ""  # the question will fail in the same way, and tell it
        return templates.render("placeholder.txt", searched=searched)

    async def _before(self, message: Message, draft: StoredAnswer, answer: int = 0) -> Conversation:
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
