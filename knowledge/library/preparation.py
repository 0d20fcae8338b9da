"""An article made ready for the shelf: first what is searched, then who said what in it.

Functions of their own, with values in and values out: they may run in a worker.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.attribution.statements import attribute
from knowledge.model.article import Article
from knowledge.model.near_duplicates import sketch
from knowledge.model.records import PreparedArticle
from knowledge.ranking.passages import passage_terms, split_passages
from knowledge.reading.document import read_document


def prepare_passages(article: Article) -> PreparedArticle:
    """An article with its passages, their terms and its sketch. Quick: some milliseconds."""
    parts = split_passages(article)
    terms = tuple(passage_terms(article, part) for part in parts)
    return PreparedArticle(article, parts, terms, sketch(article))


def prepare_article(article: Article) -> PreparedArticle:
    """All that is kept of an article. Slow: a fifth of a second a thousand words."""
    return replace(prepare_passages(article), attribution=attribute(article))


def read_prepared(
    data: bytes, name: str, media_type: str = "", url: str = "", charset: str = ""
) -> PreparedArticle:
    """`searchable` of the article in a file or a download. Raises what read_document raises."""
    return prepare_passages(read_document(data, name, media_type, url, charset))
