"""`ontherecord articles` and `remove`: what is in the shared library."""

from __future__ import annotations

import sys
from contextlib import closing

from bot.settings import Settings
from bot.views import templates
from knowledge import Library, UnknownArticle


def articles(settings: Settings) -> None:
    """A line for each article of the shared library. Raises StorageError."""
    with closing(_library(settings)) as library:
        sys.stdout.write(templates.render("articles.txt", entries=library.articles()) + "\n")


def remove(article: str, settings: Settings) -> None:
    """Take an article out of the shared library. Raises UnknownArticle, StorageError."""
    with closing(_library(settings)) as library:
        shared = {str(entry.id): entry for entry in library.articles()}
        if article not in shared:
            raise UnknownArticle(article)
        library.remove(shared[article].id)
        sys.stdout.write(templates.render("removed.txt", entry=shared[article]) + "\n")


def _library(settings: Settings) -> Library:
    return Library.open(settings.home, settings.database_url)
