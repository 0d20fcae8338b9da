"""Feeds: followed, listed, and followed no longer."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes

from bot import feed_buttons, replies
from bot.brought import links_in
from bot.delivery import Delivery, topic
from bot.failures import Failures
from bot.feed_buttons import OWN, SHARED
from bot.inbox import Inbox
from bot.membership import administers, is_administrator
from bot.pressing import change, tell
from bot.store import feeds
from bot.store.feeds import Followed
from bot.store.store import Store
from knowledge import Feed, Listed, Reader, canonical_url, write_opml

PAGE = 8
"""Feeds on a page of the list."""
AT_ONCE = 8
_CHANNEL = re.compile(r"@\w{4,}|(?:https?://)?(?:t|telegram)\.me/(?:s/)?\w{4,}/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command is about: a chat's own feeds or the shared library's, and the words given."""

    whose: str
    target: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a feed is followed that was not before, and the sentence that tells, in HTML."""

    new: bool
    text: str


class Following:
    """The handlers of /follow, /following, /unfollow and of the buttons about feeds."""

    def __init__(
        self,
        store: Store,
        inbox: Inbox,
        failures: Failures,
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
            await delivery.finish([replies.say("follow_what.html")])
        elif _CHANNEL.fullmatch(asked.words[0]):
            await delivery.finish([replies.say("follow_channel.html")])
        else:
            await delivery.begin(replies.say("feed_reading.txt"))
            told = await self.follow_link(asked.target, topic(message) or 0, asked.words[0])
            await delivery.finish([told.text])

    async def follow_link(self, target: int, thread: int, link: str) -> Outcome:
        """A chat, or for `feeds.SHARED` the shared library, follows the feed that a link leads to
        or that the page there names; what became of that.
        """
        link = link if "://" in link else f"https://{link}"
        known = await self._store.run(feeds.followed, target)
        full = target != feeds.SHARED and len(known) >= self._most
        if full and _chosen(known, link) is None:
            return Outcome(False, replies.say("feeds_full.html", most=self._most))
        try:
            feed = await self._read(link)
        except Exception as error:
            return Outcome(False, self._failures.noted(error))
        new = await self._store.run(feeds.follow, target, thread, feed.url, feed.title, time.time())
        template = "followed.html" if new else "followed_already.html"
        told = {"title": feed.title, "url": feed.url, "shared": target == feeds.SHARED}
        return Outcome(new, replies.say(template, **told))

    async def following(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/following: the feeds of this chat; with “opml” as a file."""
        message = update.message
        if message is None:
            return
        asked = await self._asked(message, context, changes=False)
        if isinstance(asked, str):
            await message.reply_text(asked, message_thread_id=topic(message))
        elif asked.words and asked.words[0].lower() == "opml":
            await self._send_list(message, asked.target)
        else:
            text, keyboard = await self._list(asked.whose, asked.target, 0)
            await message.reply_text(text, reply_markup=keyboard, message_thread_id=topic(message))

    async def unfollow(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/unfollow and the number of a feed in the list, or its link; without one, the list."""
        message = update.message
        if message is None:
            return
        asked = await self._asked(message, context)
        if isinstance(asked, str):
            text = asked
        elif not asked.words:
            await self.following(update, context)
            return
        else:
            text = await self._unfollowed(asked)
        await message.reply_text(text, message_thread_id=topic(message))

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button about feeds."""
        query = update.callback_query
        if query is None:
            return
        message, pressed = query.message, feed_buttons.read(query.data or "")
        if not isinstance(message, Message) or pressed is None:
            await tell(query, replies.say("gone_feed.txt"))
            return
        person = query.from_user.id
        if pressed.whose == SHARED:
            may = person in self._admins
        else:
            may = await administers(context.bot, message.chat, person)
        if not may:
            await tell(query, replies.say("only_administrators.html"))
            return
        target = feeds.SHARED if pressed.whose == SHARED else message.chat_id
        if pressed.act == "x":
            await tell(query)
            await self._send_list(message, target)
        elif pressed.act == "f":
            await tell(query)
            await self._follow_offered(message)
        else:
            # A number from elsewhere takes nothing away: only the chat's own feeds are looked at.
            if pressed.act == "u":
                await self._store.run(feeds.unfollow, target, pressed.feed)
            await change(message, *await self._list(pressed.whose, target, pressed.page))
            await tell(query)

    async def _follow_offered(self, message: Message) -> None:
        """Follows the feed whose link somebody has pasted: the message that was replied to."""
        pasted = message.reply_to_message
        links = links_in(pasted)[0] if pasted is not None else ()
        if len(links) == 1:
            told = await self.follow_link(message.chat_id, topic(message) or 0, links[0])
            await change(message, told.text, None)

    async def _unfollowed(self, asked: Asked) -> str:
        known = await self._store.run(feeds.followed, asked.target)
        found = _chosen(known, asked.words[0])
        if found is None:
            return replies.say("no_such_feed.html", many=len(known))
        await self._store.run(feeds.unfollow, asked.target, found.id)
        return replies.say("unfollowed.html", feed=found)

    async def _asked(
        self, message: Message, context: ContextTypes.DEFAULT_TYPE, *, changes: bool = True
    ) -> Asked | str:
        """What a command is about; a sentence where that is not for whoever wrote it."""
        words = tuple(context.args or ())
        person = message.from_user.id if message.from_user else 0
        if words and words[0].lower() == "shared":
            if person not in self._admins:
                return replies.say("admins_only.html")
            return Asked(SHARED, feeds.SHARED, words[1:])
        if changes and not await is_administrator(context.bot, message.chat, message):
            return replies.say("only_administrators.html")
        return Asked(OWN, message.chat_id, words)

    async def _list(
        self, whose: str, target: int, page: int
    ) -> tuple[str, InlineKeyboardMarkup | None]:
        """A page of the list, the last one where there are not so many, and its keyboard."""
        known = await self._store.run(feeds.followed, target)
        pages = max(1, -(-len(known) // PAGE))
        page = min(page, pages - 1)
        first = page * PAGE
        here = known[first : first + PAGE]
        text = replies.say(
            "following.html",
            feeds=[(one, _states(one, time.time())) for one in here],
            first=first + 1,
            shared=whose == SHARED,
        )
        return text, feed_buttons.listed(here, whose, first + 1, page, pages)

    async def _send_list(self, message: Message, target: int) -> None:
        """The list as a file that feed readers take."""
        known = await self._store.run(feeds.followed, target)
        if not known:
            await message.reply_text(replies.say("no_feeds.html"), message_thread_id=topic(message))
            return
        listed = tuple(Listed(one.url, one.title) for one in known)
        data = await asyncio.to_thread(write_opml, listed, replies.label("opml_title"))
        await message.reply_document(data, filename="feeds.opml", message_thread_id=topic(message))

    async def _read(self, link: str) -> Feed:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._reader.feed, link)


def _states(feed: Followed, now: float) -> list[str]:
    """When a feed was fetched last and what was wrong then, in a few words each."""
    ago = replies.macro("fetched.txt", "ago", seconds=now - feed.fetched, fetched=feed.fetched)
    if feed.paused:
        return [ago, replies.macro("troubles.txt", "paused")]
    return [ago, replies.macro("troubles.txt", "of", error=feed.trouble)] if feed.trouble else [ago]


def _chosen(known: Sequence[Followed], given: str) -> Followed | None:
    """The feed that a number of the list, or a link, means."""
    if given.isdecimal() and len(given) < 6:
        return known[int(given) - 1] if 0 < int(given) <= len(known) else None
    link = given if "://" in given else f"https://{given}"
    wanted = canonical_url(link)
    return next((one for one in known if canonical_url(one.url) == wanted), None)
