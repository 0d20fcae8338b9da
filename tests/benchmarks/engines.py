"""The engines that are measured, each used as its documentation says and at its quickest."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

import numpy as np

from tests.benchmarks.archive import Articles

BEST = 10


class Engine(Protocol):
    """Passages are numbered from 0 in the order of the articles; `module` is what it imports."""

    module: str

    def build(self, articles: Articles, folder: Path) -> None:
        """Index the articles and keep the index in the folder."""

    def open(self, folder: Path) -> None:
        """Be ready for questions, from the folder."""

    def ask(self, terms: list[str]) -> list[int]:
        """The ten best passages."""

    def add(self, article: list[list[str]], number: int) -> bool:
        """Add an article whose first passage has this number; False where that means to build
        everything anew.
        """


class Ours:
    module = "knowledge.ranking.index"

    def __init__(self, compiled: bool) -> None:
        self._compiled = compiled

    def build(self, articles: Articles, folder: Path) -> None:
        from knowledge.ranking.index import Index

        index = Index.open(folder)
        numbers = count()
        for article in articles:
            index.add(next(numbers), article)
            for _ in article[1:]:
                next(numbers)
        index.tidy()
        index.sequence = 1
        index.save()
        index.close()

    def open(self, folder: Path) -> None:
        from knowledge.ranking.index import Index

        self._index = Index.open(folder)

    def ask(self, terms: list[str]) -> list[int]:
        found = [hit.article + hit.passage for hit in self._index.search(terms, limit=BEST)]
        if self._compiled:  # in the background, as in the bot, and out of the first answer's way
            self._compiled = False
            Thread(target=self._index.accelerate, daemon=True).start()
        return found

    def add(self, article: list[list[str]], number: int) -> bool:
        self._index.add(number, article)
        return True


class RankBM25:
    module = "rank_bm25"

    def build(self, articles: Articles, folder: Path) -> None:
        from rank_bm25 import BM25Okapi

        ranker = BM25Okapi([passage for article in articles for passage in article])
        with (folder / "ranker").open("wb") as file:
            pickle.dump(ranker, file, pickle.HIGHEST_PROTOCOL)

    def open(self, folder: Path) -> None:
        with (folder / "ranker").open("rb") as file:
            self.ranker = pickle.load(file)  # noqa: S301 our own, written a moment ago

    def ask(self, terms: list[str]) -> list[int]:
        scores = self.ranker.get_scores(terms)
        best: list[int] = np.argsort(scores)[::-1][:BEST].tolist()
        return best

    def add(self, article: list[list[str]], number: int) -> bool:  # noqa: ARG002
        return False


class BM25S:
    module = "bm25s"

    def __init__(self, backend: str) -> None:
        self._backend = backend

    def build(self, articles: Articles, folder: Path) -> None:
        import bm25s

        ranker = bm25s.BM25(method="robertson", k1=1.5, b=0.75, backend=self._backend)
        ranker.index([passage for article in articles for passage in article], show_progress=False)
        ranker.save(str(folder), show_progress=False)

    def open(self, folder: Path) -> None:
        import bm25s

        self._ranker = bm25s.BM25.load(str(folder), mmap=True)
        self._ranker.backend = self._backend
        if self._backend == "numba":
            self._ranker.activate_numba_scorer()

    def ask(self, terms: list[str]) -> list[int]:
        found = self._ranker.retrieve(
            [terms], k=BEST, show_progress=False, sorted=True, n_threads=0
        )
        best: list[int] = found.documents[0].tolist()
        return best

    def add(self, article: list[list[str]], number: int) -> bool:  # noqa: ARG002
        return False


class Tantivy:
    module = "tantivy"

    def _index(self, folder: Path) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
        builder.add_integer_field("number", stored=True)
        self._schema = builder.build()
        return tantivy.Index(self._schema, path=str(folder))

    def _write(self, articles: Articles, number: int, memory: int) -> None:
        import tantivy

        writer = self.index.writer(memory, 1)
        for passage in (passage for article in articles for passage in article):
            writer.add_document(tantivy.Document(text=" ".join(passage), number=number))
            number += 1
        writer.commit()
        writer.wait_merging_threads()

    def build(self, articles: Articles, folder: Path) -> None:
        self.index = self._index(folder)
        self._write(articles, 0, 500_000_000)

    def open(self, folder: Path) -> None:
        self.index = self._index(folder)
        self.index.reload()
        self._searcher = self.index.searcher()

    def ask(self, terms: list[str]) -> list[int]:
        from tantivy import Occur, Query

        query = Query.boolean_query(
            [(Occur.Should, Query.term_query(self._schema, "text", term, "freq")) for term in terms]
        )
        hits = self._searcher.search(query, BEST, count=False).hits
        return [self._searcher.doc(address)["number"][0] for _, address in hits]

    def add(self, article: list[list[str]], number: int) -> bool:
        self._write([article], number, 15_000_000)
        self.index.reload()
        self._searcher = self.index.searcher()
        return True


class FTS5:
    module = "sqlite3"

    def build(self, articles: Articles, folder: Path) -> None:
        self.open(folder)
        self._store.execute(
            "CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize='ascii')"
        )
        numbers = count()
        for article in articles:
            self._insert(article, next(numbers))
            for _ in article[1:]:
                next(numbers)
        self._store.commit()
        self._store.execute("INSERT INTO passages(passages) VALUES('optimize')")
        self._store.commit()

    def _insert(self, article: list[list[str]], number: int) -> None:
        rows = [(at, " ".join(passage)) for at, passage in enumerate(article, start=number)]
        self._store.executemany("INSERT INTO passages(rowid, text) VALUES (?, ?)", rows)

    def open(self, folder: Path) -> None:
        self._store = sqlite3.connect(folder / "passages.db")

    def ask(self, terms: list[str]) -> list[int]:
        found = self._store.execute(
            "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(f'"{term}"' for term in terms), BEST),
        )
        return [number for (number,) in found]

    def add(self, article: list[list[str]], number: int) -> bool:
        self._insert(article, number)
        self._store.commit()
        return True


ENGINES: dict[str, Callable[[], Engine]] = {
    "ours": lambda: Ours(compiled=True),
    "ours_numpy": lambda: Ours(compiled=False),
    "bm25s": lambda: BM25S("numpy"),
    "bm25s_numba": lambda: BM25S("numba"),
    "tantivy": Tantivy,
    "fts5": FTS5,
    "rank_bm25": RankBM25,
}
