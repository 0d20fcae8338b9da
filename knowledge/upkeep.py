"""The index, the catalogue and the vectors: kept up with the shelf, and the index kept on disk."""

from __future__ import annotations

import logging
from threading import Thread
from typing import TYPE_CHECKING

from knowledge.catalogue import Catalogue
from knowledge.errors import ShelfError
from knowledge.language.terms import keys
from knowledge.meaning import encoder

if TYPE_CHECKING:
    from knowledge.meaning.embeddings import Embeddings
    from knowledge.ranking.index import Index
    from knowledge.shelf.shelf import Shelf

_log = logging.getLogger(__name__)

_WORTH = 32
"""Changes after which the index is written: to read so many again takes a tenth of a second."""


class Upkeep:
    """Follows the shelf's change log, from where the index stands in it. One thread at a time.

    The index is written in the background, after every so many changes and at the end; where that
    cannot be, or another process is at it, what is new stays in memory.
    """

    def __init__(self, shelf: Shelf, index: Index, embeddings: Embeddings) -> None:
        self.catalogue = Catalogue()
        self._embeddings = embeddings
        self._encoder = encoder.encoder_name()
        self._encoded = 0  # the number of the newest vectors that are known
        self._shelf = shelf
        self._index = index
        self._known = False  # whether the catalogue has been read
        self._unsaved = 0
        self._writer: Thread | None = None

    def follow(self) -> list[int]:
        """Take in what the change log tells since the last time; the articles that are gone.

        Raises ShelfError.
        """
        if not self._known:
            for one in self._shelf.filed():
                self.catalogue.put(one)
            self._known = True
        changes = self._shelf.changes(self._index.sequence)
        if not changes:
            self._follow_vectors()
            return []
        gone = {change.article for change in changes if not change.added}
        left = list(gone)
        for article in left:
            self._index.remove(article)
            self.catalogue.drop(article)
        # Ids are never used again: what left and is there has only changed its collection.
        for one, terms in self._shelf.newcomers(sorted({change.article for change in changes})):
            self._index.add(one.id, [keys(words, one.language) for words in terms])
            self.catalogue.put(one)
            gone.discard(one.id)
        for article in gone:
            self._embeddings.index.remove(article)
        self._follow_vectors()
        self._index.sequence = changes[-1].sequence
        self._unsaved += len(changes)
        if self._unsaved >= _WORTH and not (self._writer and self._writer.is_alive()):
            self._writer = Thread(target=self._write, name="index-writer", daemon=True)
            self._writer.start()
        return left

    def _follow_vectors(self) -> None:
        if self._encoder is None:
            return
        from knowledge.meaning.vectors import unpacked

        for made in self._shelf.vectors(self._encoder, self._encoded):
            self._embeddings.index.put(made.article, unpacked(made.data))
            self._encoded = made.sequence

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
        except ShelfError as exc:
            _log.warning("the index stays in memory: %s", exc)
