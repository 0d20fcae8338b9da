"""An article made ready for the shelf: first what is searched, then who said what in it.

Functions of their own, with values in and values out: they may run in a worker.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.article import Article
from knowledge.attribution.statements import attribute
from knowledge.reading.document import read_document
from knowledge.reading.likeness import sketch
from knowledge.reading.passages import passage_terms, passages
from knowledge.shelf.records import Shelved


def searchable(article: Article) -> Shelved:
    """An article with its passages, their terms and its sketch. Quick: some milliseconds."""
    parts = passages(article)
    terms = tuple(passage_terms(article, part) for part in parts)
    return Shelved(article, parts, terms, sketch(article))


def prepare(article: Article) -> Shelved:
    """All that is kept of an article. Slow: a fifth of a second a thousand words."""
    return replace(searchable(article), attribution=attribute(article))


def read_searchable(
    data: bytes, name: str, media_type: str = "", url: str = "", charset: str = ""
) -> Shelved:
    """`searchable` of the article in a file or a download. Raises what read_document raises."""
    return searchable(read_document(data, name, media_type, url, charset))
