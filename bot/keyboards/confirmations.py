"""The keyboards that ask before anything is done: what a text is, and whether to forget."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from bot.keyboards.button import button
from bot.views import templates

ARTICLE, QUESTION = "t:a", "t:q"
"""The data of the buttons under a text that may be either."""
FORGET, KEEP = "f:y", "f:n"
"""The data of the buttons under /forget."""


def article_or_question() -> InlineKeyboardMarkup:
    """The keyboard that asks what a text is."""
    article, question = templates.label("an_article"), templates.label("a_question")
    return InlineKeyboardMarkup([[button(article, ARTICLE), button(question, QUESTION)]])


def confirm_forget() -> InlineKeyboardMarkup:
    """The keyboard that confirms /forget, or takes it back."""
    yes, no = templates.label("forget_all"), templates.label("keep_all")
    return InlineKeyboardMarkup([[button(yes, FORGET), button(no, KEEP)]])
