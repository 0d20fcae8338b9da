"""A reader's notes on one article: its sentences, statements and people, ready to be weighed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from knowledge.answering.people import Person, cast_of
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


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its place among the article's, who says it, and the terms to weigh it by.

    `terms` are those of the words themselves and their cue, `near` those of the sentences that
    they stand in and of the one before. `whole` runs over speaker, cue and words.
    """

    position: int
    statement: Statement
    person: Person | None
    terms: tuple[str, ...]
    near: frozenset[str]
    whole: Span


class Notes:
    """What is needed of one article to answer questions of it. Made once, kept with the article."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.article: Article = opened.article
        self.id = opened.id

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that may be cited, in order."""
        text, language = self.article.text, self.article.language
        return tuple(
            Sentence(span, passage.paragraph, number, tuple(terms(span.of(text), language)), not at)
            for number, passage in enumerate(self.opened.passages)
            if passage.citable
            for at, span in enumerate(sentences(text, passage.span))
        )

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everyone whom the article names, and its speakers without a name."""
        return cast_of(self.opened.attribution, self.article)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """The statements, in order."""
        speakers = {statement: person for person in self.people for statement in person.statements}
        return tuple(
            self._said(position, statement, speakers.get(position))
            for position, statement in enumerate(self.opened.attribution.statements)
        )

    @cached_property
    def headline(self) -> frozenset[str]:
        """The headline's terms."""
        return frozenset(terms(self.article.headline, self.article.language))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every term of the body and the headline."""
        return self.headline | {term for s in self.sentences for term in s.terms}

    def passage(self, number: int) -> tuple[Sentence, ...]:
        """The sentences of one passage."""
        return tuple(s for s in self.sentences if s.passage == number)

    def around(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences that `span` touches, with the one before, all of the same paragraph."""
        touched = [at for at, s in enumerate(self.sentences) if s.span.overlaps(span)]
        if not touched:
            return ()
        first = touched[0]
        if first and self.sentences[first - 1].paragraph == self.sentences[first].paragraph:
            first -= 1
        return self.sentences[first : touched[-1] + 1]

    def _said(self, position: int, statement: Statement, person: Person | None) -> Said:
        text, language = self.article.text, self.article.language
        words = [span for span in (statement.cue, *statement.content) if span is not None]
        parts = [span for span in (statement.speaker, *words) if span is not None]
        return Said(
            position=position,
            statement=statement,
            person=person,
            terms=tuple(term for span in sorted(words) for term in terms(span.of(text), language)),
            near=frozenset(term for s in self.around(hull(*statement.content)) for term in s.terms),
            whole=hull(*parts),
        )
