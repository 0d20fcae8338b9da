"""An answer: the words of articles that answer a question, or that they do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.passage import Hit
from knowledge.question import NEW_CONVERSATION, Conversation, Question
from knowledge.span import Span


@dataclass(frozen=True, slots=True)
class Source:
    """What a reply tells of the article that it cites."""

    article: int
    name: str
    headline: str
    outlet: str = ""
    published: datetime | None = None
    url: str = ""


class CitationKind(StrEnum):
    """How the cited words stand in the article: a statement's kind, or plain text of it."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of an article. Law 1: `article.text[span.start:span.end] == quote`."""

    source: Source
    paragraph: int
    span: Span
    quote: str
    kind: CitationKind = CitationKind.PASSAGE
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """Where an answer was looked for: how many articles, and whether they are the sample."""

    articles: int
    sample: bool = False


class AnswerKind(StrEnum):
    """What sort of question was answered; each has its own template."""

    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Answer:
    """Citations, best first, at least one. `hits` is the BM25 ranking behind them."""

    question: Question
    kind: AnswerKind
    citations: tuple[Citation, ...]
    searched: Searched
    speaker: str = ""
    speakers: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    conversation: Conversation = NEW_CONVERSATION


class Reason(StrEnum):
    """Why there is no answer."""

    UNREADABLE = "unreadable"
    """Nothing in the question can be looked for: no words, only stop words, only signs."""
    TOO_LONG = "too long"
    NO_ARTICLES = "no articles"
    TOPIC_ABSENT = "topic absent"
    """Nothing in the articles shares the question's substance."""

    @property
    def is_of_the_question(self) -> bool:
        """Whether the question is to blame, whatever the articles say."""
        return self in (Reason.UNREADABLE, Reason.TOO_LONG)


@dataclass(frozen=True, slots=True)
class NotOnRecord:
    """The articles do not say. `person` and `topic` are what was asked of and about."""

    question: Question
    reason: Reason
    searched: Searched
    person: str = ""
    topic: str = ""
    hits: tuple[Hit, ...] = ()
    conversation: Conversation = NEW_CONVERSATION
