"""Articles opened for reading, kept while they are in use."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from knowledge.shelf.records import Opened

if TYPE_CHECKING:
    from knowledge.shelf.shelf import Shelf

_KEPT = 256
"""Articles kept open: some 30 KB each."""


class Reader:
    """Opens articles of a shelf and keeps those last used open. Any thread may use it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._open: OrderedDict[int, Opened] = OrderedDict()
        self._lock = Lock()

    def open(self, article: int) -> Opened:
        """The article with its passages and statements. Raises UnknownArticle."""
        with self._lock:
            if article in self._open:
                self._open.move_to_end(article)
                return self._open[article]
        opened = self._shelf.open(article)
        with self._lock:
            self._open[article] = opened
            while len(self._open) > _KEPT:
                self._open.popitem(last=False)
        return opened

    def forget(self, article: int) -> None:
        """Let go of an article that was removed."""
        with self._lock:
            self._open.pop(article, None)
