"""What happens when a button under an answer is pressed."""

from __future__ import annotations

import asyncio
from functools import partial

from telegram import CallbackQuery, ForceReply, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot import buttons, passages, replies, scopes
from bot.delivery import topic
from bot.drafts import draft_of_press
from bot.inbox import Inbox
from bot.looking import Ask, known
from bot.once import Once
from bot.questions import Questions
from bot.store import answers, prompts
from bot.store.answers import Kept
from bot.store.store import Store
from bot.tapped import change, tell
from knowledge import Asked, Conversation, Library, NotOnRecord, Question, UnknownArticle


class Pressing:
    """The handler of the buttons under answers. They are known by what is stored, not by what is
    remembered: they go on working after a restart. In a group anybody may press them; what a press
    asks goes on with the conversation of whoever has pressed.
    """

    def __init__(self, library: Library, store: Store, inbox: Inbox, questions: Questions) -> None:
        self._library = library
        self._store = store
        self._inbox = inbox
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
        elif pressed is not None and pressed.act in "cb":
            await self._turn(query, message, kept, pressed)
        elif pressed is not None and pressed.act == "k":
            await self._ask_for_words(update, query, message, kept)
        elif pressed is not None:
            await self._go_on(update, query, message, kept, pressed.act)

    async def _turn(
        self, query: CallbackQuery, message: Message, kept: Kept, pressed: buttons.Pressed
    ) -> None:
        """Puts the passage around a citation in the answer's place, or the answer back in its."""
        articles = {cited.article for cited in kept.citations}
        shown = None
        if await scopes.sees(self._library, self._store, message.chat_id, articles):
            turned = self._context if pressed.act == "c" else self._answer
            shown = await asyncio.to_thread(turned, kept, pressed.citation)
        if shown is None:
            await tell(query, replies.say("gone.txt"))
        else:
            await change(message, *shown)
            await tell(query)

    def _context(self, kept: Kept, number: int) -> tuple[str, InlineKeyboardMarkup] | None:
        try:
            cited = kept.citations[number]
            opened = self._library.read(cited.article)
        except (IndexError, UnknownArticle):
            return None
        text = replies.say(
            "passage.html",
            headline=opened.article.headline,
            article=opened.id,
            paragraphs=passages.around(opened.article, cited),
        )
        return text, buttons.back(kept.id)

    def _answer(self, kept: Kept, _number: int) -> tuple[str, InlineKeyboardMarkup | None] | None:
        if not kept.text:
            return None  # its words are no longer kept
        quote = ""
        for cited in kept.citations[:1]:
            try:
                text = self._library.read(cited.article).article.text
            except UnknownArticle:
                return None
            quote = text[cited.start : cited.end]
        return kept.text, buttons.under(kept, quote)

    async def _go_on(
        self, update: Update, query: CallbackQuery, message: Message, kept: Kept, act: str
    ) -> None:
        """Asks on for whoever has pressed the button; one passing sentence where there is no more
        to be had.
        """
        words, ask = self._further(kept, act)
        reply = await self._questions.look(update, message.chat_id, ask)
        if isinstance(reply, NotOnRecord):
            await tell(query, replies.macro("nothing_more.txt", _ACTS[act], speaker=kept.speaker))
            return
        await tell(query)
        draft = draft_of_press(update, query, message, words)
        heading = replies.say("asked.html", question=words)
        conversation = Conversation.from_json(kept.conversation)
        await self._questions.respond(
            update, message, draft, conversation, leading=[heading], ask=known(reply)
        )

    def _further(self, kept: Kept, act: str) -> tuple[str, Ask]:
        """What a button asks, as it is shown, and how it is looked for."""
        before = Conversation.from_json(kept.conversation)
        words = replies.macro("asked_on.txt", _ACTS[act], speaker=kept.speaker)
        if act == "w":
            without = {name for name in (kept.speaker, before.person) if name}
            return words, partial(self._library.others, before, without)
        if act == "m" and kept.speaker:
            question = Question(
                words, Asked.SAID, people=(kept.speaker,), loose=True, spoken=True, more=True
            )
        else:
            question = Question(
                words, before.asked, people=before.people, topic=before.topic, more=True
            )
        return words, partial(self._library.ask, question, conversation=before)

    async def _ask_for_words(
        self, update: Update, query: CallbackQuery, message: Message, kept: Kept
    ) -> None:
        """Asks for the words to be checked: the reply to that is checked, see Questions."""
        await tell(query)
        whom = query.from_user if message.chat.type != ChatType.PRIVATE else None
        prompt = await Once(self._store, self._inbox.row(update)).send(
            lambda: message.get_bot().send_message(
                message.chat_id,
                replies.say("which_words.html", speaker=kept.speaker, whom=whom),
                message_thread_id=topic(message),
                reply_markup=ForceReply(
                    selective=True, input_field_placeholder=replies.label("words")
                ),
            )
        )
        if prompt is not None:
            await self._store.run(prompts.note, message.chat_id, prompt, kept.id)


_ACTS = {"m": "more", "w": "who_else", "n": "next_page"}
"""What is asked by a button, as the templates name it."""
