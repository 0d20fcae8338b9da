"""An article made ready for the shelf: its passages, their terms, and who said what in it."""

from __future__ import annotations

from knowledge.article import Article
from knowledge.attribution.statements import attribute
from knowledge.reading.passages import passage_terms, passages
from knowledge.shelf.records import Shelved


def prepare(article: Article) -> Shelved:
    """All that is kept of an article. Slow, and a function of its own: it may run in a worker."""
    parts = passages(article)
    terms = tuple(passage_terms(article, part) for part in parts)
    return Shelved(article, parts, terms, attribute(article))
