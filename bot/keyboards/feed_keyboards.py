"""The keyboards about feeds and watches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards import callback_data
from bot.store.tables.feeds import FollowedFeed
from bot.store.tables.watches import Watch
from bot.views import templates

OWN, SHARED = "c", "s"
"""Whose feeds a button is about: the chat's, or the shared library's."""


@dataclass(frozen=True, slots=True)
class FeedButton:
    """What a button about feeds asks for: "u"nfollow, "l"eaf through the list, the list as a file
    ("x"), or to "f"ollow what was pasted.
    """

    act: str
    whose: str
    feed: int
    page: int


def parse_feed_button(data: str) -> FeedButton | None:
    """The callback data of a button about feeds; None for any other."""
    found = callback_data.FEED.grammar.fullmatch(data)
    return FeedButton(found[1], found[2], int(found[3]), int(found[4])) if found else None


def parse_watch_button(data: str) -> int | None:
    """The watch that a button takes away; None for any other button."""
    found = callback_data.WATCH.grammar.fullmatch(data)
    return int(found[1]) if found else None


def follow_keyboard() -> InlineKeyboardMarkup:
    """The keyboard under a reply to the link of a feed."""
    return InlineKeyboardMarkup([[_button(templates.label("follow"), f"feed:f:{OWN}:0:0")]])


def feed_list_keyboard(
    feeds: Sequence[FollowedFeed], whose: str, first: int, page: int, pages: int
) -> InlineKeyboardMarkup | None:
    """The keyboard under a page of the list of feeds, which are numbered from `first`."""
    if not feeds:
        return None
    rows = _in_rows(
        [
            _button(templates.label("unfollow", number=number), f"feed:u:{whose}:{one.id}:{page}")
            for number, one in enumerate(feeds, start=first)
        ]
    )
    last = [_button(templates.label("as_opml"), f"feed:x:{whose}:0:{page}")]
    if page > 0:
        last.insert(0, _button(templates.label("previous"), f"feed:l:{whose}:0:{page - 1}"))
    if page + 1 < pages:
        last.append(_button(templates.label("next_page"), f"feed:l:{whose}:0:{page + 1}"))
    return InlineKeyboardMarkup([*rows, last])


def watch_list_keyboard(watches: Sequence[Watch]) -> InlineKeyboardMarkup | None:
    """The keyboard under the list of watches."""
    found = [
        _button(templates.label("unwatch", number=number), f"watch:{one.id}")
        for number, one in enumerate(watches, start=1)
    ]
    return InlineKeyboardMarkup(_in_rows(found)) if found else None


def _in_rows(found: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    return [found[at : at + 2] for at in range(0, len(found), 2)]


def _button(words: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(words, callback_data=data)
