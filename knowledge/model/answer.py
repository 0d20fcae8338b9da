"""An answer: the words of articles that answer a question, or that they do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.model.passage import Hit
from knowledge.model.question import NEW_CONVERSATION, Conversation, Period, Question, QuestionKind
from knowledge.model.records import StoredArticle
from knowledge.model.revision import QuotationChanges
from knowledge.model.span import Span


@dataclass(frozen=True, slots=True)
class Source:
    """What a reply tells of the article that it cites."""

    article: int
    name: str
    headline: str
    outlet: str = ""
    published: datetime | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class StoryCopy:
    """Another article with the same story, in which the cited words stand too. `link` opens its
    page there; "" where it has none.
    """

    article: int
    outlet: str
    headline: str
    link: str


class CitationKind(StrEnum):
    """How the cited words stand in the article: a statement's kind, or plain text of it."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of an article. Law 1: `article.text[span.start:span.end] == quote`.

    `speaker` is to whom the article attributes them, by full name where it gives one. `negated`
    words are reported as not said. `statement` is the statement's position in the article.
    `why` names the reasons for which it was chosen, with what each weighed. `link` opens the
    article's page at the words; "" where it has no page. `also` is where else they stand, of the
    articles in scope.
    """

    source: Source
    paragraph: int
    span: Span
    quote: str
    kind: CitationKind = CitationKind.PASSAGE
    speaker: str = ""
    addressee: str = ""
    negated: bool = False
    statement: int | None = None
    why: tuple[tuple[str, float], ...] = ()
    link: str = ""
    also: tuple[StoryCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A page that reads otherwise than before: the two versions, and what changed in the words in
    quotation marks. Law 1 holds for the statements of `changes`, each in its own version.
    """

    before: StoredArticle
    after: StoredArticle
    changes: QuotationChanges

    @property
    def since(self) -> datetime | None:
        """When the earlier version was read (UTC)."""
        return self.before.added


@dataclass(frozen=True, slots=True)
class SearchSummary:
    """Where an answer was looked for: how many articles (copies of a story are one), whether they
    are the sample, and of which days or outlet where the question said so. In `in_work` of them
    it is not known yet who said what.
    """

    articles: int
    sample: bool = False
    period: Period | None = None
    outlet: str = ""
    in_work: int = 0


class Verdict(StrEnum):
    """What the record says to a claim that somebody said something."""

    VERBATIM = "verbatim"
    OTHER_WORDS = "other words"
    SOMEONE_ELSE = "someone else"
    REPORTED = "reported"
    """Only in indirect speech."""
    ABOUT = "about"
    """The claim is in the asker's words; this is what the person did say of it."""
    DENIED = "denied"
    """The article says that it was not said."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """A run of words in which a claim and the record agree (`same`, signs aside) or differ."""

    claimed: str
    stands: str
    same: bool


class ReplyLength(StrEnum):
    """How much an answer cites: its best quotation only, a few, or all there are of a speaker."""

    SHORT = "short"
    USUAL = "usual"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Articles that were to answer before the others and did not: how many, and whether they had
    a `weaker` answer.
    """

    articles: int
    weaker: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Citations, best first, at least one. `hits` is the BM25 ranking behind them.

    `speaker` is whose words the answer gives where it is one person's or body's, with `role` as
    the article introduces them; `person` is who was asked about, by full name. For a checked
    claim there is a `verdict`, and where it is in other words the `changes` between the claim and
    what stands. There is `more` where the same question has further citations. `revisions` are
    those of cited articles whose quotations have changed; `passed_over` are the articles that
    were preferred where others answer.
    """

    question: Question
    asked: QuestionKind
    citations: tuple[Citation, ...]
    searched: SearchSummary
    speaker: str = ""
    role: str = ""
    person: str = ""
    speakers: tuple[str, ...] = ()
    verdict: Verdict | None = None
    changes: tuple[WordChange, ...] = ()
    more: bool = False
    revisions: tuple[Revision, ...] = ()
    hits: tuple[Hit, ...] = ()
    conversation: Conversation = NEW_CONVERSATION
    passed_over: PassedOver | None = None

    @property
    def articles(self) -> frozenset[int]:
        """The articles whose words it gives."""
        return frozenset(citation.source.article for citation in self.citations)


class Reason(StrEnum):
    """Why there is no answer."""

    COURTESY = "courtesy"
    """It was a greeting or thanks, not a question."""
    UNREADABLE = "unreadable"
    """Nothing in the question can be looked for: no words, only stop words, only signs."""
    TOO_LONG = "too long"
    NO_ARTICLES = "no articles"
    NO_ARTICLES_THEN = "no articles then"
    """There are articles, but none of the days or outlet that the question names."""
    TOPIC_ABSENT = "topic absent"
    """Nothing in the articles shares the question's substance."""
    PERSON_ABSENT = "person absent"
    PERSON_SILENT = "person silent"
    """The person is mentioned but not quoted; what is offered is where."""
    PERSON_ELSEWHERE = "person elsewhere"
    """The person is quoted, but not about the topic; what is offered is on what."""
    NOBODY_SAID = "nobody said"
    """Nobody is on record with these words or this claim."""
    NOBODY_QUOTED = "nobody quoted"
    STILL_READING = "still reading"
    """It is not known yet who said what in some of the articles; what is offered stands there."""
    UNCLEAR = "unclear"
    """The question leans on an earlier one that there is not."""

    @property
    def is_of_the_question(self) -> bool:
        """Whether the question is to blame, whatever the articles say."""
        return self in (Reason.UNREADABLE, Reason.TOO_LONG)


@dataclass(frozen=True, slots=True)
class NotOnRecord:
    """The articles do not say. `person` and `topic` are what was asked of and about; `offers` are
    words that do stand there and may help, never an answer.
    """

    question: Question
    reason: Reason
    searched: SearchSummary
    person: str = ""
    topic: str = ""
    offers: tuple[Citation, ...] = ()
    hits: tuple[Hit, ...] = ()
    conversation: Conversation = NEW_CONVERSATION
