"""Feeds: followed, listed, and followed no longer."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.chats.chat_admins import is_chat_admin, is_sender_admin
from bot.handlers.feeds.feed_list import feed_list, send_opml
from bot.incoming.submission import links_in
from bot.incoming.threads import thread_id
from bot.keyboards import feed_keyboards
from bot.keyboards.feed_keyboards import OWN, SHARED
from bot.messaging.callback_query import answer_query, edit_message, pressed
from bot.messaging.delivery import Delivery
from bot.messaging.error_handler import ErrorHandler
from bot.messaging.update_queue import UpdateQueue
from bot.store.store import Store
from bot.store.tables import feeds
from bot.store.tables.feeds import FollowedFeed
from bot.views import templates
from knowledge import Feed, Reader, canonical_url

AT_ONCE = 8
_CHANNEL = re.compile(r"@\w{4,}|(?:https?://)?(?:t|telegram)\.me/(?:s/)?\w{4,}/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """What a command is about: a chat's own feeds or the shared library's, and the words given."""

    whose: str
    target: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowResult:
    """Whether a feed is followed that was not before, and the sentence that tells, in HTML."""

    new: bool
    text: str


class FeedSubscriptions:
    """The handlers of /follow, /following, /unfollow and of the buttons about feeds."""

    def __init__(
        self,
        store: Store,
        inbox: UpdateQueue,
        failures: ErrorHandler,
        reader: Reader,
        admins: Collection[int],
        most: int,
    ) -> None:
        """A chat follows `most` feeds; `admins` change those of the shared library."""
        self._store = store
        self._inbox = inbox
        self._failures = failures
        self._reader = reader
        self._admins = admins
        self._most = most
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="following")

    async def follow(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/follow and the link of a feed, or of a page that names one."""
        message = update.message
        if message is None:
            return
        delivery = Delivery(message, self._store, self._inbox.row(update))
        asked = await self._asked(message, context)
        if isinstance(asked, str):
            await delivery.finish([asked])
        elif not asked.words:
            await delivery.finish([templates.render("follow_what.html")])
        elif _CHANNEL.fullmatch(asked.words[0]):
            await delivery.finish([templates.render("follow_channel.html")])
        else:
            await delivery.begin(templates.render("feed_reading.txt"))
            told = await self.follow_link(asked.target, thread_id(message) or 0, asked.words[0])
            await delivery.finish([told.text])

    async def follow_link(self, target: int, thread: int, link: str) -> FollowResult:
        """A chat, or for `feeds.SHARED` the shared library, follows the feed that a link leads to
        or that the page there names; what became of that.
        """
        link = link if "://" in link else f"https://{link}"
        known = await self._store.run(feeds.followed, target)
        full = target != feeds.SHARED and len(known) >= self._most
        if full and _chosen(known, link) is None:
            return FollowResult(False, templates.render("feeds_full.html", most=self._most))
        try:
            feed = await self._read(link)
        except Exception as error:
            return FollowResult(False, self._failures.log_and_describe(error))
        new = await self._store.run(feeds.follow, target, thread, feed.url, feed.title, time.time())
        template = "followed.html" if new else "followed_already.html"
        told = {"title": feed.title, "url": feed.url, "shared": target == feeds.SHARED}
        return FollowResult(new, templates.render(template, **told))

    async def following(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/following: the feeds of this chat; with “opml” as a file."""
        message = update.message
        if message is None:
            return
        asked = await self._asked(message, context, changes=False)
        if isinstance(asked, str):
            await message.reply_text(asked, message_thread_id=thread_id(message))
        elif asked.words and asked.words[0].lower() == "opml":
            await send_opml(self._store, message, asked.target)
        else:
            text, keyboard = await feed_list(self._store, asked.whose, asked.target, 0)
            await message.reply_text(
                text, reply_markup=keyboard, message_thread_id=thread_id(message)
            )

    async def unfollow(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/unfollow and the number of a feed in the list, or its link; without one, or where that
        was begun before a restart, the list.
        """
        message = update.message
        if message is None:
            return
        asked = await self._asked(message, context)
        if isinstance(asked, str):
            text = asked
        elif asked.words and await self._inbox.first_time(update):
            text = await self._unfollowed(asked)
        else:
            await self.following(update, context)
            return
        await message.reply_text(text, message_thread_id=thread_id(message))

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button about feeds."""
        press = await pressed(update, feed_keyboards.parse_feed_button, "gone_feed.txt")
        if press is None:
            return
        query, message, button = press.query, press.message, press.button
        person = query.from_user.id
        if button.whose == SHARED:
            may = person in self._admins
        else:
            may = await is_chat_admin(context.bot, message.chat, person)
        if not may:
            await answer_query(query, templates.render("only_administrators.html"))
            return
        target = feeds.SHARED if button.whose == SHARED else message.chat_id
        if button.act == "x":
            await answer_query(query)
            await send_opml(self._store, message, target)
        elif button.act == "f":
            await answer_query(query)
            await self._follow_offered(message)
        else:
            # A number from elsewhere takes nothing away: only the chat's own feeds are looked at.
            if button.act == "u":
                await self._store.run(feeds.unfollow, target, button.feed)
            await edit_message(
                message, *await feed_list(self._store, button.whose, target, button.page)
            )
            await answer_query(query)

    async def _follow_offered(self, message: Message) -> None:
        """Follows the feed whose link somebody has pasted: the message that was replied to."""
        pasted = message.reply_to_message
        links = links_in(pasted)[0] if pasted is not None else ()
        if len(links) == 1:
            told = await self.follow_link(message.chat_id, thread_id(message) or 0, links[0])
            await edit_message(message, told.text, None)

    async def _unfollowed(self, asked: FeedRequest) -> str:
        known = await self._store.run(feeds.followed, asked.target)
        found = _chosen(known, asked.words[0])
        if found is None:
            return templates.render("no_such_feed.html", many=len(known))
        await self._store.run(feeds.unfollow, asked.target, found.id)
        return templates.render("unfollowed.html", feed=found)

    async def _asked(
        self, message: Message, context: ContextTypes.DEFAULT_TYPE, *, changes: bool = True
    ) -> FeedRequest | str:
        """What a command is about; a sentence where that is not for whoever wrote it."""
        words = tuple(context.args or ())
        person = message.from_user.id if message.from_user else 0
        if words and words[0].lower() == "shared":
            if person not in self._admins:
                return templates.render("admins_only.html")
            return FeedRequest(SHARED, feeds.SHARED, words[1:])
        if changes and not await is_sender_admin(context.bot, message.chat, message):
            return templates.render("only_administrators.html")
        return FeedRequest(OWN, message.chat_id, words)

    async def _read(self, link: str) -> Feed:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._reader.feed, link)


def _chosen(known: Sequence[FollowedFeed], given: str) -> FollowedFeed | None:
    """The feed that a number of the list, or a link, means."""
    if given.isdecimal() and len(given) < 6:
        return known[int(given) - 1] if 0 < int(given) <= len(known) else None
    link = given if "://" in given else f"https://{given}"
    wanted = canonical_url(link)
    return next((one for one in known if canonical_url(one.url) == wanted), None)
