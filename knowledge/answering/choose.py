"""Which evidence is cited: the fewest words that answer."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answering.evidence import Evidence

MOST = 3
"""Citations in one answer."""
_ENOUGH = 0.27
"""Coverage below which a question is taken to be about something else. On squad_odd 97 % of the
questions asked of their own article pass, 15 % of those asked of another."""
_CLOSE = 0.75
"""A further citation must score this share of the best one's."""


def choose(found: Sequence[Evidence]) -> list[Evidence]:
    """The best of the evidence, best first; nothing where none of it shares the question's
    substance. Of sentences equally good the first stored comes first.
    """
    good = [e for e in found if e.coverage >= _ENOUGH]
    good.sort(key=lambda e: (-e.score, e.hit.article, e.span))
    return [e for e in good if e.score >= _CLOSE * good[0].score][:MOST]
