"""Values into rows of the tables, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table

from knowledge.article import Article, Paragraph, ParagraphKind
from knowledge.passage import Passage
from knowledge.shelf import schema
from knowledge.shelf.records import Shelved
from knowledge.span import Span
from knowledge.statement import Profile, ProfileKind, Statement, StatementKind

Row = Mapping[Any, Any]


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
            Paragraph(Span(start, end), number, ParagraphKind(kind))
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


def to_passage(row: Row) -> Passage:
    """The passage that `of_passage` wrote."""
    return Passage(Span(row["start"], row["end"]), row["paragraph"], row["citable"])


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


def to_statement(row: Row) -> Statement:
    """The statement that `of_statement` wrote."""
    return Statement(
        kind=StatementKind(row["kind"]),
        content=tuple(Span(*pair) for pair in row["content"]),
        paragraph=row["paragraph"],
        cue=_span(row["cue"]),
        cue_class=row["cue_class"],
        speaker=_span(row["speaker"]),
        speaker_name=row["speaker_name"],
        addressee=_span(row["addressee"]),
        negated=row["negated"],
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


def to_profile(row: Row) -> Profile:
    """The profile that `of_profile` wrote."""
    return Profile(
        name=row["name"],
        kind=ProfileKind(row["kind"]),
        names=tuple(Span(*pair) for pair in row["names"]),
        descriptions=tuple(Span(*pair) for pair in row["descriptions"]),
    )


def of_parts(article: int, shelved: Shelved) -> list[tuple[Table, list[dict[str, Any]]]]:
    """The rows of all that belongs to an article, by their tables."""
    passages = zip(shelved.passages, shelved.terms, strict=True)
    said = shelved.attribution
    return [
        (schema.passage, [of_passage(article, n, *part) for n, part in enumerate(passages)]),
        (
            schema.statement,
            [of_statement(article, n, one) for n, one in enumerate(said.statements)],
        ),
        (schema.profile, [of_profile(article, n, one) for n, one in enumerate(said.profiles)]),
    ]


def aware(moment: datetime | None) -> datetime | None:
    """A stored moment, which is in UTC, as one that says so."""
    return moment.replace(tzinfo=UTC) if moment else None


def _naive(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _span(pair: list[int] | None) -> Span | None:
    return Span(*pair) if pair else None
