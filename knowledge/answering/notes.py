"""A reader's notes on one article: its sentences, statements and people, ready to be weighed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from weakref import ref

from knowledge.answering.people import Person, cast_of
from knowledge.answering.weights import Weights, family
from knowledge.article import Article
from knowledge.language.sentences import sentences
from knowledge.language.terms import terms
from knowledge.shelf.records import Opened
from knowledge.span import Span, hull
from knowledge.statement import Statement


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body with its terms in order; `first` is whether it opens its passage."""

    span: Span
    paragraph: int
    passage: int
    terms: tuple[str, ...]
    first: bool


class Said:
    """A statement with its place among the article's, who says it, and the terms to weigh it by;
    each made when it is first looked at.
    """

    def __init__(self, notes: Notes, position: int, statement: Statement) -> None:
        self._of = ref(notes)  # which holds this: no cycle, so that what is let go is gone at once
        self.position = position
        self.statement = statement
        parts = (statement.speaker, statement.cue, *statement.content)
        self.whole = hull(*(span for span in parts if span is not None))
        """From the first to the last of speaker, cue and words."""

    @property
    def _notes(self) -> Notes:
        notes = self._of()
        assert notes is not None  # noqa: S101  # whoever has a statement has its article
        return notes

    @cached_property
    def person(self) -> Person | None:
        """Who says it."""
        return self._notes.speakers.get(self.position)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms of the words themselves and of their cue."""
        text, language = self._notes.article.text, self._notes.article.language
        words = [s for s in (self.statement.cue, *self.statement.content) if s is not None]
        return tuple(term for span in sorted(words) for term in terms(span.of(text), language))

    def near(self, weights: Weights) -> frozenset[str]:
        """The terms of the sentences that the words stand in and of the one before; none where
        the paragraph has nothing that `weights` weigh beyond the words themselves: then it need
        not be split.
        """
        more = weights.most(self.families) > weights.shared(self.terms)
        return self._near if more else frozenset()

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of all terms in the paragraphs of speaker, cue and words."""
        held = [self._notes.families(number) for number in self._notes.passages_at(self.whole)]
        return held[0] if len(held) == 1 else frozenset().union(*held)

    @cached_property
    def _near(self) -> frozenset[str]:
        around = self._notes.around(hull(*self.statement.content))
        return frozenset(term for s in around for term in s.terms)


class Notes:
    """What is needed of one article to answer questions of it, kept with the article; whatever is
    not asked for is not made.
    """

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.article: Article = opened.article
        self.id = opened.id
        self._sentences: dict[int, tuple[Sentence, ...]] = {}
        self._families: dict[int, frozenset[str]] = {}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that may be cited, in order."""
        return self._of(range(len(self.opened.passages)))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everyone whom the article names, and its speakers without a name."""
        return cast_of(self.opened.attribution, self.article)

    @cached_property
    def speakers(self) -> dict[int, Person]:
        """Who makes the statement of each position, where that is known."""
        return {statement: person for person in self.people for statement in person.statements}

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """The statements, in order."""
        statements = self.opened.attribution.statements
        return tuple(Said(self, position, each) for position, each in enumerate(statements))

    @cached_property
    def headline(self) -> frozenset[str]:
        """The headline's terms."""
        return frozenset(terms(self.article.headline, self.article.language))

    @cached_property
    def headline_families(self) -> frozenset[str]:
        """The families of the headline's terms."""
        return frozenset(map(family, self.headline))

    @cached_property
    def all_families(self) -> frozenset[str]:
        """The families of every term of the text and the headline."""
        passages = (self.families(number) for number in range(len(self.opened.passages)))
        return self.headline_families.union(*passages)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every term of the body and the headline."""
        return self.headline | {term for s in self.sentences for term in s.terms}

    def passage(self, number: int) -> tuple[Sentence, ...]:
        """The sentences of one passage, if they may be cited."""
        if number not in self._sentences:
            passage = self.opened.passages[number]
            text, language = self.article.text, self.article.language
            spans = sentences(text, passage.span) if passage.citable else ()
            self._sentences[number] = tuple(
                Sentence(
                    span, passage.paragraph, number, tuple(terms(span.of(text), language)), not at
                )
                for at, span in enumerate(spans)
            )
        return self._sentences[number]

    def at(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences of the paragraphs that `span` touches."""
        return self._of(self.passages_at(span))

    def touched(self, spans: Collection[Span]) -> Iterator[Sentence]:
        """The sentences that any of the spans touches, in order."""
        for number, passage in enumerate(self.opened.passages):
            if any(span.overlaps(passage.span) for span in spans):
                for sentence in self.passage(number):
                    if any(span.overlaps(sentence.span) for span in spans):
                        yield sentence

    def holding(self, wanted: Collection[str]) -> Iterator[Sentence]:
        """The sentences that hold all of the wanted terms, in order."""
        families = frozenset(map(family, wanted))
        for number in range(len(self.opened.passages)):
            if families <= self.families(number):
                yield from (s for s in self.passage(number) if set(wanted) <= set(s.terms))

    def matching(self, pattern: re.Pattern[str]) -> Iterator[Sentence]:
        """The sentences in which the pattern is found, in order."""
        text = self.article.text
        for number, passage in enumerate(self.opened.passages):
            if pattern.search(text, passage.span.start, passage.span.end):
                yield from (s for s in self.passage(number) if pattern.search(s.span.of(text)))

    def around(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences that `span` touches, with the one before, all of the same paragraph."""
        here = self.at(span)
        touched = [at for at, s in enumerate(here) if s.span.overlaps(span)]
        if not touched:
            return ()
        first = touched[0]
        if first and here[first - 1].paragraph == here[first].paragraph:
            first -= 1
        return here[first : touched[-1] + 1]

    def passages_at(self, span: Span) -> range:
        """The passages of the paragraphs that `span` touches."""
        starts, ends, paragraphs = self._borders
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
        if first >= last:
            return range(0)
        return range(
            bisect_left(paragraphs, paragraphs[first]),
            bisect_right(paragraphs, paragraphs[last - 1]),
        )

    @cached_property
    def _borders(self) -> tuple[list[int], list[int], list[int]]:
        """Where the passages begin and end, and their paragraphs: each in order."""
        parts = self.opened.passages
        return (
            [part.span.start for part in parts],
            [part.span.end for part in parts],
            [part.paragraph for part in parts],
        )

    def families(self, number: int) -> frozenset[str]:
        """The families of one passage's terms, those of its sentences among them."""
        if number not in self._families:
            self._families[number] = frozenset(map(family, self.opened.terms[number].split()))
        return self._families[number]

    def _of(self, passages: Iterable[int]) -> tuple[Sentence, ...]:
        return tuple(sentence for number in passages for sentence in self.passage(number))
