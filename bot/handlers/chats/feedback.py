"""What people think of answers, by reactions; and the administrators' look at it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from telegram import ReactionType, ReactionTypeEmoji, Update
from telegram.ext import ContextTypes

from bot.store.store import Store
from bot.store.tables import answers, feedback
from bot.views import templates

LIKED = frozenset("👍❤🔥🥰👏🎉🤩🙏👌💯⚡🏆😁🤝")
DISLIKED = frozenset("👎🤮💩🤬🤡😡😢😱🥱")


class Feedback:
    """The handlers of reactions and of /feedback."""

    def __init__(self, store: Store, admins: Collection[int]) -> None:
        self._store = store
        self._admins = admins

    async def react(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A reaction on an answer is kept with its question."""
        del context
        reaction = update.message_reaction
        if reaction is None or reaction.user is None:
            return
        kept = await self._store.run(answers.by_message, reaction.chat.id, reaction.message_id)
        if kept is not None:
            value = _value(reaction.new_reaction)
            await self._store.run(feedback.rate, kept.id, reaction.user.id, value)

    async def tell(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/feedback, for administrators: the totals and the answers that were liked least."""
        del context
        message, user = update.message, update.effective_user
        if message is None or user is None:
            return
        if user.id not in self._admins:
            await message.reply_text(templates.render("unknown_command.html"))
            return
        liked, disliked = await self._store.run(feedback.totals)
        worst = [judged for judged in await self._store.run(feedback.worst) if judged.disliked]
        await message.reply_text(
            templates.render("feedback.html", liked=liked, disliked=disliked, worst=worst)
        )


def _value(reactions: Sequence[ReactionType]) -> int:
    """1 for what is liked, -1 for what is not, 0 where the reactions say neither or both."""
    emoji = {r.emoji.rstrip("\ufe0f") for r in reactions if isinstance(r, ReactionTypeEmoji)}
    return bool(emoji & LIKED) - bool(emoji & DISLIKED)
