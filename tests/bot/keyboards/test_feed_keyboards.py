"""The keyboard under the list of feeds."""

from __future__ import annotations

import pytest

from bot.keyboards import feed_keyboards
from bot.keyboards.feed_keyboards import OWN
from bot.store.tables.feeds import FollowedFeed

FEEDS = [
    FollowedFeed(n, f"https://news.example/{n}", f"Paper {n}", 0.0, "", False) for n in range(2)
]


@pytest.mark.parametrize(
    ("page", "leaves"),
    [
        (0, ["As a file (OPML)", "Next ›"]),
        (1, ["‹ Back", "As a file (OPML)", "Next ›"]),
        (2, ["‹ Back", "As a file (OPML)"]),
    ],
)
def test_the_pages_of_a_list_in_order_of_title_are_turned_back_and_on(
    page: int, leaves: list[str]
) -> None:
    keyboard = feed_keyboards.feed_list_keyboard(FEEDS, OWN, 1, page, 3)
    assert keyboard is not None
    *rows, last = keyboard.inline_keyboard
    assert [button.text for button in last] == leaves
    assert [button.text for row in rows for button in row] == ["1: unfollow", "2: unfollow"]
    pressed = [feed_keyboards.parse_feed_button(str(button.callback_data)) for button in last]
    assert [one.page for one in pressed if one and one.act == "l"] == [
        to for to in (page - 1, page + 1) if 0 <= to < 3
    ]
