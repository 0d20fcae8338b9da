"""What cannot be dealt with is set aside: counted, written to the log, told to administrators."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Collection
from concurrent.futures import Future
from typing import TYPE_CHECKING

from bot.store.store import Store
from bot.store.tables import daily_counts, key_values, notices
from bot.store.tables.notices import Notice
from bot.views import templates

if TYPE_CHECKING:
    from sqlalchemy import Connection

MONTH = 30 * 86400.0
"""Seconds after which administrators are told again of what they have been told of."""
UPDATE, ITEM, FEED, WATCH, NOTICE, ARTICLE = "update", "item", "feed", "watch", "notice", "article"
"""The kinds of what is set aside."""

log = logging.getLogger(__name__)


class Aside:
    """Where everything reports that sets something aside: one that is bad never stops the rest.

    Nothing of it is looked into: its kind, its number and the name of the error are all that is
    told of it.
    """

    def __init__(self, store: Store, admins: Collection[int] = ()) -> None:
        """`admins` are told, once a month of each error with each kind."""
        self._store = store
        self._admins = sorted(admins)
        self.counts: Counter[str] = Counter()
        """How many of each kind since the start."""

    def note(self, kind: str, number: int | str, error: BaseException | str) -> Future[None]:
        """One has been set aside because of an error, or what is called so. From any thread;
        nobody needs to wait.
        """
        name = error if isinstance(error, str) else type(error).__name__
        self.counts[kind] += 1
        traced = error if isinstance(error, Exception) else None
        log.error("%s %s is set aside: %s", kind, number, name, exc_info=traced)
        return self._store.start(_note, kind, name, self._admins, time.time())


def _note(
    connection: Connection, kind: str, error: str, admins: Collection[int], now: float
) -> None:
    daily_counts.count(connection, [f"aside {kind}"], now)
    name = f"aside {kind} {error}"[:100]
    told = key_values.read(connection, name)
    if told and now - float(told) < MONTH:
        return
    key_values.write(connection, name, str(now))
    heading = templates.render("aside_heading.html", kind=kind)
    text = templates.render("aside.html", kind=kind, error=error)
    notices.add(connection, [Notice(admin, 0, heading, text) for admin in admins])
