"""What is listed without a question: who is quoted, what each said, and what could be asked."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model.answer import Citation, SearchSummary
from knowledge.model.question import Conversation, Question, QuestionKind


@dataclass(frozen=True, slots=True)
class StatementRef:
    """A statement's place: the article's id, and the statement's position in it (from 0)."""

    article: int
    statement: int


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """A name to which articles put words: how many statements, in how many articles, and the id
    of the newest of these.
    """

    name: str
    statements: int
    articles: int
    newest: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted: with the `role` of the newest article that gives one, how many
    statements in how many articles, and the place of one of them, by which to come back.
    """

    name: str
    role: str
    statements: int
    articles: int
    place: StatementRef


@dataclass(frozen=True, slots=True)
class Speakers:
    """A page of those who are quoted, most often quoted first; `total` is how many there are."""

    speakers: tuple[Speaker, ...]
    total: int
    searched: SearchSummary


@dataclass(frozen=True, slots=True)
class Quotations:
    """A page of what somebody said, the newest article first, in each as it stands there; and
    whether `more` follows. `person` and `role` are as the articles have them.
    """

    person: str
    role: str
    citations: tuple[Citation, ...]
    more: bool
    searched: SearchSummary

    def conversation(self, shown: int) -> Conversation:
        """The conversation when the first `shown` of them have been shown."""
        places = [(c.source.article, c.span.start, c.span.end) for c in self.citations[:shown]]
        return Conversation(
            QuestionKind.SAID, people=(self.person,), person=self.person, cited=tuple(places)
        )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that the articles answer. `place` is the statement it was made of; None where
    it is of no single one.
    """

    question: Question
    place: StatementRef | None = None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in words, to be written out: `words` are its stretches joined by " … ", from the
    character `start` of the article's text up to `end`; `speaker` is a name where the article
    gives one, else how it mentions whoever speaks.
    """

    speaker: str
    role: str
    words: str
    kind: str
    addressee: str
    cue: str
    negated: bool
    paragraph: int
    start: int
    end: int
