"""/start: what this is, with questions to tap; and what a link to the bot carries."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Sequence

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chats import chat_context
from bot.handlers.articles.share import SharedLinks
from bot.handlers.questions.answer_draft import draft_for_button, draft_for_message
from bot.handlers.questions.ask import Questions
from bot.handlers.questions.request import Request
from bot.incoming import deep_links
from bot.incoming.deep_links import PENDING_QUESTION
from bot.incoming.threads import thread_id
from bot.keyboards import button, callback_data
from bot.messaging.callback_query import answer_query, pressed
from bot.store.store import Store
from bot.views import templates
from knowledge import (
    Answer,
    Library,
    NotOnRecord,
    Question,
    QuestionKind,
    Scope,
    StatementRef,
    Suggestion,
)

SHOWN = 64
"""Characters of a question on a button."""
_KINDS = {
    "s": QuestionKind.SAID,
    "w": QuestionKind.WHO_SAID,
    "q": QuestionKind.QUOTED,
    "i": QuestionKind.WHO_IS,
}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}


class Start:
    """The handlers of /start and of the questions under it."""

    def __init__(
        self, library: Library, store: Store, questions: Questions, sharing: SharedLinks
    ) -> None:
        self._library = library
        self._store = store
        self._questions = questions
        self._sharing = sharing

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/start, alone or with what a link carries: a question, or an article to open."""
        message = update.message
        if message is None:
            return
        parameter = context.args[0] if context.args else ""
        private = message.chat.type == ChatType.PRIVATE
        if deep_links.is_article(parameter) and private:
            await self._sharing.open(update, message, deep_links.token_of(parameter))
            return
        asked = await self._carried(message, parameter) if private else ""
        if asked:
            draft = draft_for_message(message, asked)
            await self._questions.respond(Request(update, message, draft))
            return
        scope = await self._scope(message.chat_id)
        found = await asyncio.to_thread(self._library.suggestions, scope)
        await message.reply_text(
            templates.render("start.html", suggestions=len(found)),
            reply_markup=_keyboard(found),
            message_thread_id=thread_id(message),
        )

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A question that was tapped."""
        del context
        press = await pressed(update, callback_data.SUGGESTION.grammar.fullmatch)
        if press is None:
            return
        question = await self._question(press.message.chat_id, press.button)
        await answer_query(press.query, "" if question else templates.render("gone.txt"))
        if question is not None:
            await self._answer(update, press.query, press.message, question)

    async def _answer(
        self, update: Update, query: CallbackQuery, message: Message, question: Question
    ) -> None:
        words, scope = _worded(question), await self._scope(message.chat_id)
        heading = templates.render("asked.html", question=words)

        def ask(
            *, scope: Scope, prefer: Collection[int], within: Scope = scope
        ) -> Answer | NotOnRecord:
            del scope, prefer  # the question was made of what stands in `within`
            return self._library.ask(question, scope=within)

        draft = draft_for_button(update, query, message, words)
        await self._questions.respond(Request(update, message, draft, leading=[heading], ask=ask))

    async def _question(self, chat: int, found: re.Match[str]) -> Question | None:
        """The question of a button; None where the article that it was made of is gone."""
        kind = _KINDS[found[1]]
        if kind is QuestionKind.QUOTED:
            return Question("", kind)
        place = StatementRef(int(found[2]), int(found[3]))
        scope = await self._scope(chat)
        return await asyncio.to_thread(self._library.suggested, kind, place, scope)

    async def _scope(self, chat: int) -> Scope:
        """The chat's own articles, where there are some; else all that it sees."""
        found = await chat_context.of_chat(self._store, chat)
        has_some = await asyncio.to_thread(self._library.visible, found.own_scope)
        return found.own_scope if has_some else found.visible_scope

    async def _carried(self, message: Message, parameter: str) -> str:
        """The question that a link carries, or that its person typed before following it."""
        if parameter != deep_links.KEPT:
            return deep_links.question_of(parameter)
        settings = (await chat_context.of_chat(self._store, message.chat_id)).settings
        return str(settings.get(PENDING_QUESTION, ""))


def _keyboard(found: Sequence[Suggestion]) -> InlineKeyboardMarkup | None:
    rows = [
        [button.button(templates.clip(_worded(suggestion.question), SHOWN), _data(suggestion))]
        for suggestion in found
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _data(suggestion: Suggestion) -> str:
    place = suggestion.place or StatementRef(0, 0)
    letter = _LETTERS[suggestion.question.asked]
    return f"t:{letter}:{place.article}:{place.statement}"


def _worded(question: Question) -> str:
    """The question as a person would put it."""
    person = next(iter(question.people), "")
    name = question.asked.value.replace(" ", "_")
    if question.asked is QuestionKind.SAID and question.topic:
        name = "said_about"
    return templates.render_macro(
        "suggestions.txt", name, person=person, topic=question.topic, words=question.claim
    )
