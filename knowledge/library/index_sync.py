"""The index and the catalogue: kept up with the shelf, and the index kept on disk."""

from __future__ import annotations

import logging
from threading import Thread
from typing import TYPE_CHECKING

from knowledge.errors import StorageError
from knowledge.language.terms import keys
from knowledge.library.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.model.records import CatalogueEntry
    from knowledge.ranking.index import Index
    from knowledge.storage.article_store import ArticleStore

_log = logging.getLogger(__name__)

_WORTH = 32
"""Changes after which the index is written: to read so many again takes a tenth of a second."""


class IndexSync:
    """Follows the shelf's change log, from where the index stands in it. One thread at a time.

    The index is written in the background, after every so many changes and at the end; where that
    cannot be, or another process is at it, what is new stays in memory.
    """

    def __init__(self, shelf: ArticleStore, index: Index) -> None:
        self.catalogue = Catalogue()
        self.left_out: set[int] = set()
        """Articles that came and could not be read: they are not found, and stop no other."""
        self._shelf = shelf
        self._index = index
        self._known = False  # whether the catalogue has been read
        self._unsaved = 0
        self._writer: Thread | None = None

    def follow(self) -> list[int]:
        """Take in what the change log tells since the last time; the articles that are gone.

        Raises StorageError.
        """
        if not self._known:
            for one in self._shelf.filed():
                self.catalogue.put(one)
            self._known = True
        changes = self._shelf.changes(self._index.sequence)
        if not changes:
            return []
        gone = {change.article for change in changes if not change.added}
        for article in gone:
            self._index.remove(article)
            self.catalogue.drop(article)
        # Ids are never used again: what left and is there has only changed its collection.
        for one, terms in self._newcomers(sorted({change.article for change in changes})):
            self._take_in(one, terms)
        self._index.sequence = changes[-1].sequence
        self._unsaved += len(changes)
        if self._unsaved >= _WORTH and not (self._writer and self._writer.is_alive()):
            self._writer = Thread(target=self._write, name="index-writer", daemon=True)
            self._writer.start()
        return list(gone)

    def _newcomers(self, articles: Sequence[int]) -> list[tuple[CatalogueEntry, list[list[str]]]]:
        """Those that are there; where one is damaged, without it."""
        try:
            return list(self._shelf.newcomers(articles))
        except Exception as error:
            if isinstance(error, StorageError) and not self._shelf.damaged(articles):
                raise  # it is the database
            if len(articles) == 1:
                self.leave_out(articles[0])
                return []
        middle = len(articles) // 2
        return self._newcomers(articles[:middle]) + self._newcomers(articles[middle:])

    def _take_in(self, one: CatalogueEntry, terms: Sequence[Sequence[str]]) -> None:
        try:
            self._index.add(one.id, [keys(words, one.language) for words in terms])
        except Exception:
            self.leave_out(one.id)
        else:
            self.catalogue.put(one)

    def leave_out(self, article: int) -> None:
        """An article is so damaged that it cannot be read: it is found no more, until it can be
        at another start.
        """
        self.left_out.add(article)
        self._index.remove(article)
        self.catalogue.drop(article)
        _log.error("article %d is left out, it is damaged", article)

    def close(self) -> None:
        """Write what is not written yet, and let another process write."""
        if self._writer:
            self._writer.join()
        if self._unsaved:
            self._write()
        self._index.close()

    def _write(self) -> None:
        self._unsaved = 0  # where it fails, it is tried again after as many changes
        try:
            self._index.save()
        except StorageError as exc:
            _log.warning("the index stays in memory: %s", exc)
