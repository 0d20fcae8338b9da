"""A statement: somebody's words, as an article attributes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.model.span import Span


class StatementKind(StrEnum):
    """How the words are given: all in quotation marks, partly, or reported."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that the article puts into somebody's mouth.

    `content` has one span for each stretch of the words, in order, with their quotation marks;
    words cut by the attribution are two. `speaker` is the mention in the text ("Mr. Austin",
    "he", "the letter"), `speaker_name` who that is in this article ("Lloyd Austin"), "" where
    that is not known. `cue_class` is the lexicon's: say, ask, deny, ... `negated` is whether the
    article says that this was *not* said.
    """

    kind: StatementKind
    content: tuple[Span, ...]
    paragraph: int
    cue: Span | None = None
    cue_class: str = ""
    speaker: Span | None = None
    speaker_name: str = ""
    addressee: Span | None = None
    negated: bool = False

    def quote(self, text: str) -> str:
        """The words, stretches joined by " … "."""
        return " … ".join(span.of(text) for span in self.content)


class ProfileKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    BODY = "body"
    DOCUMENT = "document"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Profile:
    """A person or body of an article: what it is called there and how it is described.

    `name` is the fullest name the article gives; `names` are all its named mentions, in order;
    `descriptions` are the phrases that say who that is ("a Republican from Nebraska").
    """

    name: str
    kind: ProfileKind
    names: tuple[Span, ...] = ()
    descriptions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what in one article: statements in the order of the text, and who they are."""

    statements: tuple[Statement, ...] = ()
    profiles: tuple[Profile, ...] = ()
