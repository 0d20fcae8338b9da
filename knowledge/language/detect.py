"""Which language a text is written in."""

from __future__ import annotations

import re
from functools import cache

from knowledge.language import word_lists

_SAMPLE = 4000
"""Characters looked at: language does not change after that."""
_WORD = re.compile(r"[^\W\d_]+")
_SURE_WORDS = 0.25
"""Share of words that are English function words above which no classifier is asked."""


@cache
def _english() -> frozenset[str]:
    return frozenset(word for line in word_lists.lines("en/stopwords.txt") for word in line.split())


def detect_language(text: str) -> str:
    """The ISO 639-1 code of `text`'s language, "und" where there are no words to tell by.

    Plainly English text is told by its function words; the rest is asked of py3langid, which
    takes most of a second to load.
    """
    words = _WORD.findall(text[:_SAMPLE])
    if not words:
        return "und"
    english = sum(word.casefold() in _english() for word in words)
    if english >= _SURE_WORDS * len(words):
        return "en"
    import py3langid

    code: str = py3langid.classify(text[:_SAMPLE])[0]
    return code
