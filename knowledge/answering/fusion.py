"""The ranking of passages by their words and by their meaning, made one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from knowledge.passage import Hit

if TYPE_CHECKING:
    from knowledge.meaning.likeness import Likeness

CANDIDATES = 100
"""Passages of the ranking by words that are looked at for their meaning."""
_LIKEST = 60
"""Sentences that are taken in for their meaning alone."""
_MEANING = 2.0
"""Of the question's weight, for a passage that is as alike as an answer is as a rule."""


def fused(hits: Sequence[Hit], likeness: Likeness, total: float, limit: int) -> list[Hit]:
    """The best passages, at most `limit`: those of the ranking by words, and the likest. `total`
    is the weight of all the question's words.
    """
    words = {(hit.article, hit.passage): hit.score for hit in hits}
    likest = ((like.article, like.passage) for like in likeness.best(_LIKEST))
    found = []
    for article, passage in dict.fromkeys((*words, *likest)):
        meaning = _MEANING * total * likeness.passage(article, passage)
        score = words.get((article, passage), 0.0) + meaning
        found.append(Hit(article, passage, score, meaning))
    return best(found, limit)


def best(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """The best of the hits, best first; equals stay in their order."""
    return sorted(hits, key=lambda hit: -hit.score)[:limit]
