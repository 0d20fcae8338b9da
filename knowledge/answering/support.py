"""Whether words and meaning together are enough for something to be about what is asked."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from knowledge.answering.weights import family
from knowledge.question import Measure

if TYPE_CHECKING:
    from knowledge.answering.desk import Desk
    from knowledge.answering.evidence import Evidence
    from knowledge.answering.notes import Notes
    from knowledge.meaning.likeness import Likeness
    from knowledge.question import Question

_UNRELATED = 0.3
"""The likeness that unrelated words have as a rule."""
_SURE = 0.55
"""The likeness of a statement that is enough by itself."""

# How alike a sentence must be to answer: chosen on questions asked of their own article and of
# another one, every tenth of squad_odd with those of gum_news_dev.
_LEAST = -0.84
_LONG = 0.4  # for each e-fold of what the question says: the more, the more alike is its answer
_MANY = 0.18  # for each e-fold of sentences that are looked at: of many one is alike by chance
_UNKNOWN = 0.45  # for each name that the article does not have
_FLOOR = 0.4
_TALK, _CROWD = 8, 1000
"""Terms of a question, and sentences, beyond which there are only more of them."""
_BEYOND_DOUBT = 1.3
"""The likeness from which a sentence answers whatever is asked of a name."""
_SHORT = 3
_REST = 0.5
"""How alike a sentence must be to a question without its names, where no other word is shared."""
_ENGLISH = frozenset("the what who how did does is are where when why which of and to".split())
_WORD = re.compile(r"[^\W_][\w'’.-]*")


def support(coverage: float, alike: float, least: float, sure: float = _SURE) -> float:
    """How far a statement reaches; 1 is enough. Words alone need to cover `least` of what is
    asked, meaning alone to be `sure`ly alike; both together need less of each.
    """
    beyond = max(0.0, alike - _UNRELATED) / (sure - _UNRELATED)
    return coverage / least + beyond


def least_likeness(question: Question, notes: Notes, likeness: Likeness, desk: Desk) -> float:
    """How alike a sentence of this article must be for it to answer the question."""
    language = notes.article.language
    said = len(desk.terms(question.whole, language))
    unknown = sum(
        not any(family(term) in notes.all_families for term in desk.terms(name, language))
        for name in names(question.whole)
        if desk.terms(name, language)
    )
    length, crowd = math.log(1 + min(said, _TALK)), math.log(1 + min(len(likeness), _CROWD))
    return max(_FLOOR, _LEAST + _LONG * length + _MANY * crowd + _UNKNOWN * unknown)


def has_the_rest(question: Question, evidence: Evidence, desk: Desk) -> bool:
    """Whether the evidence has to do with what is asked of the names in a question for a time:
    "When was Corran House built?" is not answered by whatever happened at Corran House.
    """
    if question.measure is not Measure.DATE or evidence.alike >= _BEYOND_DOUBT:
        return True
    named = set(names(question.whole))
    rest = " ".join(w for w in question.whole.split() if not named & set(_WORD.findall(w)))
    wanted = {family(term) for term in desk.terms(rest, evidence.notes.article.language)}
    likeness = desk.likeness(rest) if named and wanted else None
    held = {family(t) for s in evidence.notes.around(evidence.span) for t in s.terms}
    if likeness is None or wanted & held:
        return True
    return (likeness.of(evidence.notes.id, evidence.span) or 0.0) >= _REST


def names(question: str) -> Iterator[str]:
    """The names and numbers in a question, told by their capitals and digits: of an English one,
    for in German every noun has a capital.
    """
    words = _WORD.findall(question)
    if any(word.casefold() in _ENGLISH for word in words):
        yield from (word for word in words[1:] if _is_name(word))


def _is_name(word: str) -> bool:
    """Whether a word stands for one thing: not so "PM", which others write out."""
    short = word.isupper() and len(word) <= _SHORT
    return (word[0].isupper() and not short) or word[0].isdigit()
