"""Evidence: words of an article, weighed against a question, with the reasons named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.answering.evidence import answer_types
from knowledge.answering.evidence.article_view import ArticleView, Sentence, StatementView
from knowledge.answering.evidence.term_weights import TermWeights
from knowledge.model.answer import Citation, CitationKind, Source
from knowledge.model.passage import Hit
from knowledge.model.question import AnswerType
from knowledge.model.span import Span
from knowledge.model.text_fragment import text_link

# Chosen on every second question of squad_odd (2,592): behind each stands what it is worth in
# points of sent@1; the neighbourhood of every value is flat to half a point.
_PARAGRAPH = 0.35  # the paragraph's own score: +5
_SATURATION = 0.6  # k1 of the sentence's BM25: +0.4 over rank-bm25's 1.5
_LENGTH = 0.4  # b of the sentence's BM25: +0.3 over 0.75
_TYPE = 0.2  # of the question's weight, where the type asked for is there: +0.8
_RARE = 0.5  # the same for a type that few sentences hold by chance
_RARELY = frozenset({AnswerType.PLACES})
_PAIR = 0.4  # two of the question's words side by side: +0.7
_BEFORE = 0.4  # a word that only the sentence before has: +0.4
_FIRST = 0.03  # the first sentence of a paragraph: +0.3
_USUAL_SENTENCE = 13.0
"""Terms in an average sentence of news."""
LONGEST = 60
"""Words in a citation, where the article's own borders allow it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that may answer. `reasons` name what speaks for them and how much; their sum is the
    score. `coverage` is the share of the question's weight that they and their passage hold.
    """

    notes: ArticleView
    span: Span
    paragraph: int
    reasons: tuple[tuple[str, float], ...]
    coverage: float
    said: StatementView | None = None

    @property
    def score(self) -> float:
        """The weight of all reasons together."""
        return sum(weight for _, weight in self.reasons)

    @property
    def place(self) -> tuple[int, Span]:
        """Where it stands, to order what is equally good: as stored."""
        return self.notes.id, self.span


def of_passage(
    notes: ArticleView,
    sentences: Sequence[Sentence],
    hit: Hit,
    wanted: AnswerType,
    weights: TermWeights,
) -> Iterator[Evidence]:
    """The sentences of a passage that hit, each weighed."""
    text, language = notes.article.text, notes.article.language
    around = weights.shared({term for sentence in sentences for term in sentence.terms})
    before: frozenset[str] = frozenset()
    for sentence in sentences:
        counts = Counter(sentence.terms)
        here = weights.shared(counts)
        typed = answer_types.holds_type(wanted, sentence.span.of(text), weights.terms, language)
        reasons = {
            "topic terms": _bm25(counts, weights) + here - _exact(counts, weights),
            "words together": _PAIR * _pairs(sentence.terms, weights),
            "sentence before": _BEFORE * _only_before(counts, before, weights),
            "passage": _PARAGRAPH * hit.score,
            "type present": (_RARE if wanted in _RARELY else _TYPE) * weights.total * typed,
            "place in the article": _FIRST * weights.total * sentence.first,
        }
        yield Evidence(
            notes=notes,
            span=sentence.span,
            paragraph=sentence.paragraph,
            reasons=tuple((name, weight) for name, weight in reasons.items() if weight),
            coverage=(here + around) / 2 / weights.total,
        )
        before = frozenset(sentence.terms)


def citation_of(evidence: Evidence) -> Citation:
    """The evidence as a citation: an exact slice of the article, with its source."""
    article, statement = evidence.notes.article, evidence.said and evidence.said.statement
    addressee = statement.addressee if statement else None
    person = evidence.said.person if evidence.said else None
    return Citation(
        source=source_of(evidence.notes),
        paragraph=evidence.paragraph,
        span=evidence.span,
        quote=evidence.span.of(article.text),
        kind=CitationKind(statement.kind.value) if statement else CitationKind.PASSAGE,
        speaker=person.name if person else "",
        addressee=" ".join(addressee.of(article.text).split()) if addressee else "",
        negated=statement.negated if statement else False,
        statement=evidence.said.position if evidence.said else None,
        why=tuple((name, round(weight, 3)) for name, weight in evidence.reasons),
        link=text_link(article.url, article.text, evidence.span),
    )


def source_of(notes: ArticleView) -> Source:
    """What a reply tells of an article."""
    article = notes.article
    return Source(
        article=notes.id,
        name=notes.opened.name,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
    )


def _bm25(counts: Counter[str], weights: TermWeights) -> float:
    length = 1 - _LENGTH + _LENGTH * counts.total() / _USUAL_SENTENCE
    return sum(
        weights.of(term) * counts[term] * (_SATURATION + 1) / (counts[term] + _SATURATION * length)
        for term in weights.distinct
        if term in counts
    )


def _exact(counts: Counter[str], weights: TermWeights) -> float:
    return sum(weights.of(term) for term in weights.distinct if term in counts)


def _only_before(counts: Counter[str], before: frozenset[str], weights: TermWeights) -> float:
    return sum(
        weights.of(term) for term in weights.distinct if term in before and term not in counts
    )


def _pairs(sentence: Sequence[str], weights: TermWeights) -> float:
    asked = set(pairwise(weights.terms))
    return sum(min(weights.of(a), weights.of(b)) for a, b in set(pairwise(sentence)) & asked)
