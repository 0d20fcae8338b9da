"""What stands on record of somebody: one quotation, or when they were quoted and where."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model.answer import Citation, SearchSummary, Source


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article with whose they are there, `role` as the article introduces them, and
    whether the article is the sample.

    The citation's `speaker` is "" where the words are nobody's, or several people's.
    """

    citation: Citation
    role: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An article in which somebody is quoted, and how many statements of theirs it has."""

    source: Source
    statements: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """When somebody was quoted: one occasion an article, by date, those without one last.

    `person` is the fullest name; `others` are different people whom the name that was asked for
    means as well: none of their words are counted.
    """

    person: str
    occasions: tuple[TimelineEntry, ...]
    searched: SearchSummary
    role: str = ""
    others: tuple[str, ...] = ()
