"""`ontherecord add`, `articles`, `remove`: what is in the shared library."""

from __future__ import annotations

import sys
from contextlib import closing

from bot import replies
from bot.commandline import sources
from bot.commandline.ends import Refused
from bot.settings import Settings
from knowledge import Library, Reader, SourceError, UnknownArticle


def add(given: list[str], settings: Settings, reader: Reader) -> None:
    """Read each source into the shared library: a line for each, and a progress bar meanwhile.

    Raises Refused where any could not be read, ShelfError.
    """
    refused = False
    with closing(_library(settings)) as library:
        for source, article in sources.progress(given, reader):
            if isinstance(article, SourceError):
                sys.stderr.write(replies.sentence(article) + "\n")
                refused = True
                continue
            added = library.add(article, name=source)
            sys.stdout.write(replies.say("added.txt", added=added, article=article) + "\n")
    if refused:
        raise Refused


def articles(settings: Settings) -> None:
    """A line for each article of the shared library. Raises ShelfError."""
    with closing(_library(settings)) as library:
        sys.stdout.write(replies.say("articles.txt", entries=library.articles()) + "\n")


def remove(article: str, settings: Settings) -> None:
    """Take an article out of the shared library. Raises UnknownArticle, ShelfError."""
    with closing(_library(settings)) as library:
        shared = {str(entry.id): entry for entry in library.articles()}
        if article not in shared:
            raise UnknownArticle(article)
        library.remove(shared[article].id)
        sys.stdout.write(replies.say("removed.txt", entry=shared[article]) + "\n")


def _library(settings: Settings) -> Library:
    return Library.open(settings.home, settings.database_url)
