"""Values into rows of the tables, and back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import KnowledgeError
from knowledge.model.article import Article, Paragraph, ParagraphKind
from knowledge.model.passage import Passage
from knowledge.model.span import Span
from knowledge.model.statement import Profile, ProfileKind, Statement, StatementKind

Made = TypeVar("Made")
Row = Mapping[Any, Any]
Columns = Sequence[Any]
UNDECODABLE = "Could not decode to UTF-8"
"""How SQLite tells of a text that is none: no error of the database, but of one row."""
_PARAGRAPH_KINDS = {kind.value: kind for kind in ParagraphKind}
_STATEMENT_KINDS = {kind.value: kind for kind in StatementKind}


_log = logging.getLogger(__name__)


def each(
    connection: Connection,
    query: Select[Any],
    key: ColumnElement[int],
    make: Callable[[Row], Made],
) -> list[Made]:
    """What `make` makes of each row that the query finds; nothing of one that is damaged: then the
    log tells its `key`, and the others are there.
    """
    try:
        return [make(row) for row in connection.execute(query).mappings()]
    except Exception as error:
        if not is_of_a_row(error):
            raise
    found: list[Made] = []
    for number in connection.execute(query.with_only_columns(key)).scalars().all():
        try:
            found += map(make, connection.execute(query.where(key == number)).mappings())
        except Exception as error:
            _log.error("the row %s is left out, it is damaged: %s", number, type(error).__name__)
    return found


def is_of_a_row(error: Exception) -> bool:
    """Whether an error is one of what stands in a row, and none of the database."""
    return UNDECODABLE in str(error) or not isinstance(error, SQLAlchemyError | KnowledgeError)


def of_article(article: Article) -> dict[str, Any]:
    """The columns that hold `article` itself."""
    return {
        "text": article.text,
        "paragraphs": [[p.span.start, p.span.end, p.kind.value] for p in article.paragraphs],
        "headline": article.headline,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": _naive(article.published),
        "url": article.url,
        "language": article.language,
    }


def to_article(row: Row) -> Article:
    """The article that `of_article` wrote."""
    return Article(
        text=row["text"],
        paragraphs=tuple(
            Paragraph(Span(start, end), number, _PARAGRAPH_KINDS[kind])
            for number, (start, end, kind) in enumerate(row["paragraphs"], start=1)
        ),
        headline=row["headline"],
        outlet=row["outlet"],
        byline=row["byline"],
        published=aware(row["published"]),
        url=row["url"],
        language=row["language"],
    )


def of_passage(article: int, position: int, passage: Passage, terms: list[str]) -> dict[str, Any]:
    """The row of an article's passage at `position`, with its terms."""
    return {
        "article": article,
        "position": position,
        "start": passage.span.start,
        "end": passage.span.end,
        "paragraph": passage.paragraph,
        "citable": passage.citable,
        "terms": " ".join(terms),
    }


def to_passage(row: Columns) -> tuple[Passage, str]:
    """The passage that `of_passage` wrote, with its terms, its position left out."""
    _, start, end, paragraph, citable, terms = row
    return Passage(Span(start, end), paragraph, citable), terms


def of_statement(article: int, position: int, statement: Statement) -> dict[str, Any]:
    """The row of an article's statement at `position`."""
    return {
        "article": article,
        "position": position,
        "kind": statement.kind.value,
        "content": [_pair(span) for span in statement.content],
        "paragraph": statement.paragraph,
        "cue": _pair(statement.cue),
        "cue_class": statement.cue_class,
        "speaker": _pair(statement.speaker),
        "speaker_name": statement.speaker_name,
        "addressee": _pair(statement.addressee),
        "negated": statement.negated,
    }


def to_statement(row: Columns) -> Statement:
    """The statement that `of_statement` wrote, its position left out."""
    _, kind, content, paragraph, cue, cue_class, speaker, name, addressee, negated = row
    return Statement(
        kind=_STATEMENT_KINDS[kind],
        content=tuple(Span(start, end) for start, end in content),
        paragraph=paragraph,
        cue=_span(cue),
        cue_class=cue_class,
        speaker=_span(speaker),
        speaker_name=name,
        addressee=_span(addressee),
        negated=negated,
    )


def of_profile(article: int, position: int, profile: Profile) -> dict[str, Any]:
    """The row of an article's profile at `position`."""
    return {
        "article": article,
        "position": position,
        "name": profile.name,
        "kind": profile.kind.value,
        "names": [_pair(span) for span in profile.names],
        "descriptions": [_pair(span) for span in profile.descriptions],
    }


def to_profile(row: Columns) -> Profile:
    """The profile that `of_profile` wrote, its position left out."""
    _, name, kind, names, descriptions = row
    return Profile(
        name=name,
        kind=ProfileKind(kind),
        names=tuple(Span(start, end) for start, end in names),
        descriptions=tuple(Span(start, end) for start, end in descriptions),
    )


def aware(moment: datetime | None) -> datetime | None:
    """A stored moment, which is in UTC, as one that says so."""
    return moment.replace(tzinfo=UTC) if moment else None


def _naive(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _span(pair: list[int] | None) -> Span | None:
    return Span(*pair) if pair else None
