"""What goes onto the shelf and what comes off it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from knowledge.article import Article
from knowledge.passage import Passage
from knowledge.statement import Attribution


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as it stands in a list: `added` is when it came (UTC).

    Copies of one `story` in a collection share its number; `words` is how long the body is;
    `before` is the version of the page that this one took the place of.
    """

    id: int
    collection: str
    name: str
    headline: str
    outlet: str
    published: datetime | None
    url: str
    language: str
    added: datetime
    words: int = 0
    story: int = 0
    before: int | None = None
    in_work: bool = False
    """Whether who said what in it is still being read. Told by lists only."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What a scope may ask of an article: its collection, language, outlet and date, and of
    which story it is a copy, with how many words.
    """

    id: int
    collection: str
    language: str
    outlet: str
    published: datetime | None
    words: int = 0
    story: int = 0


@dataclass(frozen=True, slots=True)
class Shelved:
    """An article to be written with its passages and their terms, its `sketch` by which copies of
    it are found, and who said what in it; with `attribution` None it is in work: that is written
    later.
    """

    article: Article
    passages: tuple[Passage, ...]
    terms: tuple[list[str], ...]
    sketch: frozenset[int]
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An article that was added, or removed, as the change log's number `sequence`."""

    sequence: int
    article: int
    added: bool


@dataclass(frozen=True, slots=True)
class Encoded:
    """The packed vectors of an article, as number `sequence` of all that were ever made."""

    sequence: int
    article: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """An article taken off the shelf with what belongs to it. While it is `in_work`, who said
    what in it is not known yet. `terms` are those of each passage, a space in between.
    """

    id: int
    name: str
    article: Article
    passages: tuple[Passage, ...]
    attribution: Attribution
    added: datetime | None = None
    before: int | None = None
    in_work: bool = False
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article that was added: its id, and whether it is new in the collection."""

    id: int
    new: bool
