"""Articles of a test, read by the real parser, as those who answer questions get them."""

from __future__ import annotations

from functools import cache

from knowledge import Article, Library, read_text
from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.answering.evidence.article_view import ArticleView
from knowledge.answering.evidence.term_weights import TermWeights
from knowledge.answering.people.article_people import Person
from knowledge.library.scope_resolver import ScopeResolver


def desk_of(*articles: str | Article) -> AnswerContext:
    """A desk with these articles; of a text the first line is the headline."""
    library = Library.throwaway()
    for article in articles:
        library.add(article if isinstance(article, Article) else read_text(article))
    return ScopeResolver(library.repository).open(None)


@cache
def notes_of(text: str) -> ArticleView:
    """The notes on one article."""
    return desk_of(text).notes(1)


def weights_of(words: str, text: str) -> TermWeights:
    """The weights of these words in a library that has this article alone."""
    return desk_of(text).weights(words, notes_of(text).article.language)


def person(name: str, notes: ArticleView) -> Person:
    """The person of an article whose full name there, or mention, is `name`."""
    return next(p for p in notes.people if p.name == name)
