"""A passage: the unit that is searched and ranked."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an article, or a run of its sentences where the paragraph is long.

    `span` lies inside the paragraph of that number; `citable` is whether that is body text.
    """

    span: Span
    paragraph: int
    citable: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that may answer a question: the article's id, the passage's position in that
    article (from 0) and its score (any real number; only comparable within one search): BM25's,
    and what it gains by its `meaning`, where that is known.
    """

    article: int
    passage: int
    score: float
    meaning: float = 0.0
