"""The list of what a chat follows: its pages, and as a file."""

from __future__ import annotations

import asyncio
import time

from telegram import InlineKeyboardMarkup, Message

from bot.incoming.threads import thread_id
from bot.keyboards import feed_keyboards
from bot.keyboards.feed_keyboards import SHARED
from bot.store.store import Store
from bot.store.tables import feeds
from bot.store.tables.feeds import FollowedFeed
from bot.views import templates
from knowledge import OpmlFeed, write_opml

PAGE = 8
"""Feeds on a page of the list."""


async def feed_list(
    store: Store, whose: str, target: int, page: int
) -> tuple[str, InlineKeyboardMarkup | None]:
    """A page of the list, the last one where there are not so many, and its keyboard."""
    known = await store.run(feeds.followed, target)
    pages = max(1, -(-len(known) // PAGE))
    page = min(page, pages - 1)
    first = page * PAGE
    here = known[first : first + PAGE]
    text = templates.render(
        "following.html",
        feeds=[(one, _states(one, time.time())) for one in here],
        first=first + 1,
        shared=whose == SHARED,
    )
    return text, feed_keyboards.feed_list_keyboard(here, whose, first + 1, page, pages)


async def send_opml(store: Store, message: Message, target: int) -> None:
    """The list as a file that feed readers take."""
    known = await store.run(feeds.followed, target)
    if not known:
        await message.reply_text(
            templates.render("no_feeds.html"), message_thread_id=thread_id(message)
        )
        return
    listed = tuple(OpmlFeed(one.url, one.title) for one in known)
    data = await asyncio.to_thread(write_opml, listed, templates.label("opml_title"))
    await message.reply_document(data, filename="feeds.opml", message_thread_id=thread_id(message))


def _states(feed: FollowedFeed, now: float) -> list[str]:
    """When a feed was fetched last and what was wrong then, in a few words each."""
    ago = templates.render_macro(
        "fetched.txt", "ago", seconds=now - feed.fetched, fetched=feed.fetched
    )
    if feed.paused:
        return [ago, templates.render_macro("troubles.txt", "paused")]
    return (
        [ago, templates.render_macro("troubles.txt", "of", error=feed.trouble)]
        if feed.trouble
        else [ago]
    )
