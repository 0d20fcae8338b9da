"""What happens when a button under an answer is pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from functools import partial

from telegram import CallbackQuery, ForceReply, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chats import chat_context
from bot.handlers.questions.answer_draft import draft_for_button
from bot.handlers.questions.ask import Questions
from bot.handlers.questions.request import Request, already_answered
from bot.incoming.threads import thread_id
from bot.keyboards import answer_keyboard
from bot.messaging.callback_query import answer_query, edit_message, pressed
from bot.messaging.send_once import SendOnce
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import answers, prompts
from bot.store.tables.answers import StoredAnswer
from bot.views import quote_context, templates
from knowledge import Answer, Conversation, Library, NotOnRecord, Scope, UnknownArticle


class AnswerButtons:
    """The handler of the buttons under answers. They are known by what is stored, not by what is
    remembered: they go on working after a restart. In a group anybody may press them; what a press
    asks goes on with the conversation of whoever has pressed.
    """

    def __init__(
        self, library: Library, store: Store, inbox: UpdateQueue, questions: Questions
    ) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox
        self._questions = questions

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Any button."""
        del context
        press = await pressed(update, answer_keyboard.parse_answer_button)
        if press is None:
            return
        query, message, button = press.query, press.message, press.button
        kept = await self._store.run(answers.by_id, button.answer)
        # An answer is its chat's: a number from elsewhere opens nothing.
        if kept is None or kept.chat != message.chat_id:
            await answer_query(query, templates.render("gone.txt"))
        elif button.act in "cb":
            await self._turn(query, message, kept, button)
        elif button.act == "k":
            await self._ask_for_words(update, query, message, kept)
        else:
            await self._go_on(update, query, message, kept, button.act)

    async def _turn(
        self,
        query: CallbackQuery,
        message: Message,
        kept: StoredAnswer,
        button: answer_keyboard.AnswerButton,
    ) -> None:
        """Puts the passage around a citation in the answer's place, or the answer back in its."""
        articles = {cited.article for cited in kept.citations}
        shown = None
        if await chat_context.can_see(self._library, self._store, message.chat_id, articles):
            turned = self._context if button.act == "c" else self._answer
            shown = await asyncio.to_thread(turned, kept, button.citation)
        if shown is None:
            await answer_query(query, templates.render("gone.txt"))
        else:
            await edit_message(message, *shown)
            await answer_query(query)

    def _context(self, kept: StoredAnswer, number: int) -> tuple[str, InlineKeyboardMarkup] | None:
        try:
            cited = kept.citations[number]
            opened = self._library.read(cited.article)
        except (IndexError, UnknownArticle):
            return None
        text = templates.render(
            "passage.html",
            headline=opened.article.headline,
            article=opened.id,
            paragraphs=quote_context.context_of(opened.article, cited),
        )
        return text, answer_keyboard.back_keyboard(kept.id)

    def _answer(
        self, kept: StoredAnswer, _number: int
    ) -> tuple[str, InlineKeyboardMarkup | None] | None:
        if not kept.text:
            return None  # its words are no longer kept
        quote = ""
        for cited in kept.citations[:1]:
            try:
                text = self._library.read(cited.article).article.text
            except UnknownArticle:
                return None
            quote = text[cited.start : cited.end]
        return kept.text, answer_keyboard.answer_keyboard(kept, quote)

    async def _go_on(
        self, update: Update, query: CallbackQuery, message: Message, kept: StoredAnswer, act: str
    ) -> None:
        """Asks on for whoever has pressed the button; one passing sentence where there is no more
        to be had.
        """
        conversation = Conversation.from_json(kept.conversation)
        words = templates.render_macro("asked_on.txt", _ACTS[act], speaker=kept.speaker)
        reply = await self._questions.look(
            update, message.chat_id, partial(self._further, kept, act, conversation, words)
        )
        if isinstance(reply, NotOnRecord):
            await answer_query(
                query, templates.render_macro("nothing_more.txt", _ACTS[act], speaker=kept.speaker)
            )
            return
        await answer_query(query)
        draft = draft_for_button(update, query, message, words)
        heading = templates.render("asked.html", question=words)
        ask = already_answered(reply)
        await self._questions.respond(
            Request(update, message, draft, conversation, leading=[heading], ask=ask)
        )

    def _further(
        self,
        kept: StoredAnswer,
        act: str,
        before: Conversation,
        words: str,
        *,
        scope: Scope,
        prefer: Collection[int],
    ) -> Answer | NotOnRecord:
        """What a button finds, which is shown as `words`."""
        del prefer
        if act == "w":
            without = {name for name in (kept.speaker, before.person) if name}
            return self._library.others(before, without, scope)
        speaker = kept.speaker if act == "m" else ""
        return self._library.more(before, scope=scope, speaker=speaker, words=words)

    async def _ask_for_words(
        self, update: Update, query: CallbackQuery, message: Message, kept: StoredAnswer
    ) -> None:
        """Asks for the words to be checked: the reply to that is checked, see Questions."""
        await answer_query(query)
        whom = query.from_user if message.chat.type != ChatType.PRIVATE else None
        prompt = await SendOnce(self._store, self._inbox.row(update)).send(
            lambda: message.get_bot().send_message(
                message.chat_id,
                templates.render("which_words.html", speaker=kept.speaker, whom=whom),
                message_thread_id=thread_id(message),
                reply_markup=ForceReply(
                    selective=True, input_field_placeholder=templates.label("words")
                ),
            )
        )
        if prompt is not None:
            await self._store.run(prompts.note, message.chat_id, prompt, kept.id)


_ACTS = {"m": "more", "w": "who_else", "n": "next_page"}
"""What is asked by a button, as the templates name it."""
