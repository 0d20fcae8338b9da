"""Who is quoted in what is in scope, asked of the tables."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, func, select

from knowledge.model.listings import SpeakerCount
from knowledge.model.question import Scope
from knowledge.storage.sql import schema


def within(scope: Scope) -> list[ColumnElement[bool]]:
    """What an article in scope fulfils; of a page that is only its newest version."""
    article = schema.article.c
    held = article.collection.in_(scope.collections) | article.id.in_(scope.also)
    some = [] if scope.articles is None else [article.id.in_(scope.articles)]
    return [held, article.current, *some]


def speakers(connection: Connection, scope: Scope) -> list[SpeakerCount]:
    """To whom the articles put words, by name, most often first."""
    count, table = func.count(), schema.statement.c
    many, newest = func.count(table.article.distinct()), func.max(table.article)
    query = (
        select(table.speaker_name, count, many, newest)
        .join(schema.article)
        .where(*within(scope), table.speaker_name != "", ~table.negated)
        .group_by(table.speaker_name)
        .order_by(count.desc(), table.speaker_name)
    )
    return [SpeakerCount(*row) for row in connection.execute(query)]


def quoting(connection: Connection, names: Collection[str], scope: Scope) -> list[int]:
    """The articles that put words to one of these names."""
    table = schema.statement.c
    said = (table.speaker_name.in_(list(names)), ~table.negated)
    query = select(table.article).distinct().join(schema.article).where(*within(scope), *said)
    return list(connection.execute(query).scalars())
