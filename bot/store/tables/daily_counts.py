"""The tally table: how often what happened on each day; numbers only, nobody's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.store.tables.schema import tally

KEPT_DAYS = 90


def count(connection: Connection, names: Iterable[str], now: float) -> None:
    """Counts one more of each name on the day of `now` (seconds of the epoch; days are UTC's)."""
    day = _day(now)
    for name in names:
        same = (tally.c.day == day, tally.c.name == name)
        found = connection.execute(update(tally).where(*same).values(count=tally.c.count + 1))
        if not found.rowcount:
            connection.execute(insert(tally).values(day=day, name=name, count=1))


def of_days(connection: Connection, now: float, days: int) -> Counter[str]:
    """How often each name was counted today and on the days before, `days` in all."""
    first = _day(now - (days - 1) * 86400)
    rows = connection.execute(
        select(tally.c.name, func.sum(tally.c.count))
        .where(tally.c.day >= first, tally.c.day <= _day(now))
        .group_by(tally.c.name)
    )
    return Counter({name: int(many) for name, many in rows})


def prune(connection: Connection, now: float) -> int:
    """Forgets the days more than KEPT_DAYS ago; how many rows that were."""
    before = _day(now - KEPT_DAYS * 86400)
    return connection.execute(delete(tally).where(tally.c.day < before)).rowcount


def _day(now: float) -> str:
    return (datetime.fromtimestamp(0, UTC) + timedelta(seconds=now)).date().isoformat()
