"""The feedback table: what people think of answers."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from bot.store.tables.schema import answer, feedback


@dataclass(frozen=True, slots=True)
class RatedAnswer:
    """A question whose answer was judged: how many liked it, and how many did not."""

    question: str
    liked: int
    disliked: int


def rate(connection: Connection, kept: int, user: int, value: int) -> None:
    """Notes what a person thinks of an answer: 1, -1, or 0 for nothing any more."""
    same = (feedback.c.answer == kept, feedback.c.user == user)
    connection.execute(delete(feedback).where(*same))
    if value:
        values = {"answer": kept, "user": user, "value": value, "given": time.time()}
        connection.execute(insert(feedback).values(**values))


def worst(connection: Connection, limit: int = 10) -> list[RatedAnswer]:
    """The questions whose answers were liked least, the newest first among equals."""
    score = func.sum(feedback.c.value)
    rows = connection.execute(
        select(answer.c.question, func.count(feedback.c.value), score)
        .join(feedback, feedback.c.answer == answer.c.id)
        .group_by(answer.c.id)
        .order_by(score, answer.c.id.desc())
        .limit(limit)
    )
    return [RatedAnswer(question, (n + s) // 2, (n - s) // 2) for question, n, s in rows]


def totals(connection: Connection) -> tuple[int, int]:
    """How many judgements were good, and how many were not."""
    rows = connection.execute(select(feedback.c.value, func.count()).group_by(feedback.c.value))
    counts = {int(value): int(count) for value, count in rows}
    return counts.get(1, 0), counts.get(-1, 0)
