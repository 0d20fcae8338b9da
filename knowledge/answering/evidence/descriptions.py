"""Who somebody is: the article's own descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from knowledge.answering.evidence.article_view import ArticleView, Sentence, StatementView
from knowledge.answering.evidence.entity_linking import LinkedPerson
from knowledge.answering.evidence.evidence import LONGEST, Evidence
from knowledge.answering.people.appositions import appositions as beside_a_name
from knowledge.language.terms import terms
from knowledge.model.span import Span, hull

_DECLINED = re.compile(
    r"\b(?:declined|refused|would not|wouldn['’]t|did not|didn['’]t|has not|have not|had not"
    r"|could not|was not|were not)\b.{0,40}\b(?:comment|say|speak|talk|respond|reply|answer"
    r"|return|discuss|take questions|be reached|available)",
    re.IGNORECASE,
)
_SHORT_SENTENCE = 30
"""Words up to which the whole sentence is cited that describes somebody."""
_CLOSE = 160
"""Characters within which a description and the name belong together in one citation."""


def descriptions(found: Sequence[LinkedPerson]) -> list[Evidence]:
    """For each person meant the phrases that describe them, each with the name where it stands
    beside it, the fullest first; without any description the sentence that introduces them.
    """
    evidence = [e for m in found for e in _described(m)]
    if not evidence:
        evidence = [e for m in found for e in introductions(m)]
    return sorted(evidence, key=lambda e: (-e.score, e.place))


def role_of(found: LinkedPerson) -> str:
    """How the article introduces somebody, in its own words: the first description, "" if none."""
    profile = found.person.profile
    text = found.notes.article.text
    told = [d.of(text) for d in profile.descriptions if _tells(d.of(text))] if profile else []
    return " ".join(told[0].split()) if told else ""


def _described(found: LinkedPerson) -> Iterator[Evidence]:
    profile, notes = found.person.profile, found.notes
    if profile is None:
        return
    text = notes.article.text
    for description in profile.descriptions:
        if not _tells(description.of(text)):
            continue
        span = _with_name(description, profile.names, found)
        paragraph = notes.article.paragraph_at(span.start)
        if paragraph is None or not paragraph.span.holds(span):
            continue
        words = len(description.of(text).split())
        reasons = (("description", min(words, 12) / 12), ("speaker match", found.likeness))
        yield Evidence(notes, span, paragraph.number, reasons, 1.0)


def _with_name(description: Span, names: Sequence[Span], found: LinkedPerson) -> Span:
    """The description as it is cited: its sentence where that is short, else with the name that
    stands beside it and what leads up to that.
    """
    notes, text = found.notes, found.notes.article.text
    for sentence in notes.at(description):
        words = len(sentence.span.of(text).split())
        if sentence.span.holds(description) and words <= _SHORT_SENTENCE:
            return sentence.span
    beside = min(names, key=lambda n: len(hull(n, description)), default=None)
    if beside is None or len(hull(beside, description)) > _CLOSE:
        return description
    told = beside_a_name(text, beside, notes.article.language)
    return hull(description, beside, *told)


def introductions(found: LinkedPerson) -> list[Evidence]:
    """The first sentence that names somebody."""
    profile = found.person.profile
    names = profile.names if profile else ()
    why = (("speaker match", found.likeness),)
    return [
        Evidence(found.notes, s.span, s.paragraph, why, 1.0)
        for s in islice((s for s in found.notes.touched(names) if _short(s, found.notes)), 1)
    ]


def mentions(name: str, notes: ArticleView) -> list[Evidence]:
    """The first sentence that holds every word of a name that is nobody's in the cast."""
    wanted = set(terms(name, notes.article.language))
    return [
        Evidence(notes, s.span, s.paragraph, (("mention", 1.0),), 1.0)
        for s in islice((s for s in notes.holding(wanted) if _short(s, notes)), 1 if wanted else 0)
    ]


def declined(
    name: str, found: Sequence[LinkedPerson], articles: Sequence[ArticleView]
) -> list[Evidence]:
    """The sentences that say of somebody, or of the bare name, that they would not speak."""
    evidence = []
    for notes in articles:
        spans = [n for m in found if m.notes is notes for n in _names(m)]
        wanted = set(terms(name, notes.article.language))
        for sentence in notes.matching(_DECLINED):
            named = any(n.overlaps(sentence.span) for n in spans)
            named = named or (not found and bool(wanted) and wanted <= set(sentence.terms))
            if named:
                why = (("said not to be said", 1.0),)
                evidence.append(Evidence(notes, sentence.span, sentence.paragraph, why, 1.0))
    return evidence


def denied_statement(found: LinkedPerson, said: StatementView) -> Evidence:
    """A statement that something was not said, as the article has it."""
    why = (("said not to be said", 1.0),)
    return Evidence(found.notes, said.whole, said.statement.paragraph, why, 1.0, said)


def _names(found: LinkedPerson) -> tuple[Span, ...]:
    return found.person.profile.names if found.person.profile else ()


def _short(sentence: Sentence, notes: ArticleView) -> bool:
    return len(sentence.span.of(notes.article.text).split()) <= LONGEST


def _tells(description: str) -> bool:
    """A bare honorific describes nobody."""
    return description.casefold().rstrip(".") not in {"mr", "mrs", "ms", "miss", "sir", "dame"}
