"""A message is a question: look in the library, reply with the words."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.chats import chat_context, earlier_answers, usage_statistics
from bot.chats.chat_context import ChatContext
from bot.chats.earlier_answers import EarlierAnswers
from bot.handlers.questions.answer_draft import draft_for_message, with_reply
from bot.handlers.questions.request import AskFunction, Request
from bot.i18n import translation
from bot.incoming.parsed_message import parsed
from bot.incoming.submission import links_in
from bot.keyboards import answer_keyboard
from bot.messaging.chat_action import typing
from bot.messaging.delivery import Delivery
from bot.messaging.error_handler import ErrorHandler
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import answers
from bot.views import answer_text, message_split, templates
from knowledge import Answer, Conversation, KnowledgeError, Library, NotOnRecord

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
        asked = parsed(message).question if message else None
        if message is None or asked is None:
            return
        draft = draft_for_message(message, asked)
        earlier = await self._earlier(message)
        ask = self._claimed(asked, earlier)
        await self.respond(Request(update, message, draft, conversation_of(earlier), ask=ask))

    async def correct(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An edited question: its answer is edited too."""
        del context
        message = update.edited_message
        asked = parsed(message).question if message else None
        if message is None or asked is None:
            return
        earlier = await self._earlier(message, edited=True)
        known, asked = earlier.given, links_in(message, asked)[1]
        if known is None or not asked or known.question == asked:
            return
        draft, ask = draft_for_message(message, asked), self._claimed(asked, earlier)
        delivery = Delivery(message, self._store, self._inbox.row(update), known.messages)
        before = conversation_of(earlier)
        await self.respond(Request(update, message, draft, before, delivery, ask=ask))

    async def respond(self, request: Request) -> None:
        """Looks for what is asked, and replies."""
        with self._in_work():
            await self._respond(request)

    async def _respond(self, request: Request) -> None:
        began, message = time.monotonic(), request.message
        row = self._inbox.row(request.update)
        delivery = request.delivery or Delivery(message, self._store, row)
        chat = await chat_context.of_chat(self._store, request.draft.chat)
        ask = request.ask or self._asking(request, chat)
        await delivery.begin(await self._placeholder(chat))
        try:
            async with typing(message), self._inbox.trying(request.update):
                reply = await asyncio.to_thread(ask, scope=chat.visible_scope, prefer=chat.focus)
            parts = answer_text.html(reply, request.leading)
        except Exception as error:
            self._inbox.fail(request.update, error)
            words = self._failures.log_and_describe(error)
            await delivery.finish(message_split.join_blocks([*request.leading, words]))
            return
        kept = with_reply(request.draft, reply, parts[-1])
        kept = replace(kept, id=await self._store.run(answers.keep, kept))
        quote = reply.citations[0].quote if isinstance(reply, Answer) else ""
        messages = await delivery.finish(parts, answer_keyboard.answer_keyboard(kept, quote))
        usage_statistics.record_reply(self._store, reply, time.monotonic() - began)
        # Where it stands is noted at the latest when the update is settled, before the chat's next.
        self._store.later(answers.show, kept.id, message.chat_id, messages)

    def _asking(self, request: Request, chat: ChatContext) -> AskFunction:
        """The way to look for what is asked in words."""
        return partial(
            self._library.ask,
            request.draft.question,
            conversation=request.conversation,
            today=translation.today(),
            length=chat.preferences.length,
        )

    async def look(self, update: Update, chat: int, ask: AskFunction) -> Answer | NotOnRecord:
        """What is found by `ask` in all that the chat can see, with nothing preferred."""
        scope = (await chat_context.of_chat(self._store, chat)).visible_scope
        async with self._inbox.trying(update):
            return await asyncio.to_thread(ask, scope=scope, prefer=())

    @contextmanager
    def _in_work(self) -> Iterator[None]:
        """Around a question from its coming to its answer."""
        self._asked += 1
        try:
            yield
        finally:
            self._asked -= 1

    def _claimed(self, words: str, earlier: EarlierAnswers) -> AskFunction | None:
        """How to check the words, where they are sent in reply to a message that asks for some."""
        speaker = earlier.claimant
        return None if speaker is None else partial(self._library.check, words, speaker)

    async def _placeholder(self, chat: ChatContext) -> str:
        if self._asked > CROWD:
            return templates.render("in_line.txt")
        try:
            looked = self._library.searched
            searched = await asyncio.to_thread(looked, chat.visible_scope, chat.focus)
        except KnowledgeError:
            return ""  # the question will fail in the same way, and tell it
        return templates.render("placeholder.txt", searched=searched)

    async def _earlier(self, message: Message, *, edited: bool = False) -> EarlierAnswers:
        """The answers that a question refers to, which came with its chat's context."""
        found = (await chat_context.of_chat(self._store, message.chat_id)).earlier
        if found is None:
            found = await self._store.run(earlier_answers.of_message, message, edited=edited)
        return found


def conversation_of(earlier: EarlierAnswers) -> Conversation:
    """The conversation that a question goes on with."""
    return Conversation.from_json(earlier.before.conversation if earlier.before else {})
