"""Articles of a test, read by the real parser, as those who answer questions get them."""

from __future__ import annotations

from functools import cache

from knowledge import Article, Library, read_text
from knowledge.answering.desk import Desk
from knowledge.answering.notes import Notes
from knowledge.answering.people import Person
from knowledge.answering.weights import Weights


def desk_of(*articles: str | Article) -> Desk:
    """A desk with these articles; of a text the first line is the headline."""
    library = Library.throwaway()
    for article in articles:
        library.add(article if isinstance(article, Article) else read_text(article))
    return library._opened_desk(None)


@cache
def notes_of(text: str) -> Notes:
    """The notes on one article."""
    return desk_of(text).notes(1)


def weights_of(words: str, text: str) -> Weights:
    """The weights of these words in a library that has this article alone."""
    return desk_of(text).weights(words, notes_of(text).article.language)


def person(name: str, notes: Notes) -> Person:
    """The person of an article whose full name there, or mention, is `name`."""
    return next(p for p in notes.people if p.name == name)
