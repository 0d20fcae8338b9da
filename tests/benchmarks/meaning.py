"""What meaning costs: encoding, search over vectors, and whole questions with and without it.

    python tests/benchmarks/meaning.py --passages 100000

The library is that of `ask`, each sentence of it with a random vector: to make real ones would take
days, and products take as long. `words_s` is how many words of news a core encodes in a second,
sentence by sentence, `whole_words_s` with each sentence before; `query_ms` is a question,
`search_ms` its product with so many vectors.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])

import numpy as np

from knowledge import read_text
from knowledge.language.sentences import sentences
from knowledge.meaning.encoder import SWITCH, encoder, encoder_name
from knowledge.meaning.encoding import encoded
from knowledge.meaning.search import VectorIndex
from knowledge.meaning.vectors import Vectors, quantised
from knowledge.reading.passages import passages
from knowledge.shelf.records import Opened
from knowledge.shelf.shelf import Shelf
from knowledge.stock import DATABASE
from tests.benchmarks import ask
from tests.benchmarks.tables import table

__all__ = ["main", "run", "table"]

ARTICLES = Path(__file__).parents[1] / "articles"
SOME = ("dam", "eels", "ledger")
SIZES = (20_000, 1_000_000)
DIMENSIONS = 384
LARGEST = 100_000
Figures = dict[str, Any]


def run(sizes: list[int]) -> list[Figures]:
    """The costs of encoding and search, and of questions at each size up to `LARGEST`."""
    if encoder_name() is None:
        return []
    found = [encoding(), *(search(size) for size in SIZES)]
    for size in (size for size in sizes if size <= LARGEST):
        with tempfile.TemporaryDirectory() as home:
            found += questions(size, Path(home))
    return found


def encoding() -> Figures:
    """How many words a second are encoded on one core, and how long a question takes."""
    begun = time.perf_counter()
    made_by = encoder()
    assert made_by is not None
    made_by.query("Is it loaded?")
    loaded = time.perf_counter() - begun
    articles = [read_text((ARTICLES / f"{name}.txt").read_text("utf-8")) for name in SOME]
    words = sum(len(article.text.split()) for article in articles)
    quick, whole = (
        sum(_seconds(lambda a=a, w=way: encoded(a, passages(a), w)) for a in articles)  # type: ignore[misc]
        for way in (False, True)
    )
    return {
        "what": "encoding",
        "load_s": round(loaded, 2),
        "words_s": round(words / quick),
        "whole_words_s": round(words / whole),
        "query_ms": round(_best(lambda: made_by.query("How many people were hurt?")) * 1000, 1),
    }


def write_usual(path: Path) -> None:
    """Make knowledge/meaning/usual.npy anew: what the articles of the tests have in common, each
    counting the same. Needed when the model changes.
    """
    made_by = encoder()
    assert made_by is not None
    means = []
    for file in sorted(ARTICLES.glob("*.txt")):
        article = read_text(file.read_text("utf-8"))
        texts = [
            span.of(article.text)
            for passage in passages(article)
            if passage.citable
            for span in sentences(article.text, passage.span)
        ]
        means.append(made_by.passages(texts).mean(axis=0))
    np.save(path, np.mean(means, axis=0).astype(np.float16))


def search(vectors: int) -> Figures:
    """How long it takes to hold a question against so many vectors."""
    index, random = VectorIndex(), np.random.default_rng(1)
    for article in range(vectors // 40):
        index.put(article, _random(random, [(at, at, at + 1) for at in range(40)]))
    asked = random.normal(size=DIMENSIONS).astype(np.float32)
    scope = frozenset(range(vectors // 40))
    return {
        "what": f"search over {len(index):,} vectors",
        "search_ms": round(_best(lambda: index.against(asked, 0.0, scope).best(60)) * 1000, 2),
    }


def questions(size: int, home: Path) -> list[Figures]:
    """Whole questions to a library of so many passages, by words, and by meaning too."""
    ask.write(size, home)
    vectors = _fill(home)
    found = []
    for way in ("off", "on"):
        command = [sys.executable, ask.__file__, "--answer", str(home)]
        environment = os.environ | {SWITCH: way}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        figures = json.loads(done.stdout.splitlines()[-1])
        kept = {key: figures[key] for key in ("first_s", "p50_ms", "p95_ms", "rss_mb")}
        found.append({"what": f"ask, {size:,} passages, {vectors:,} vectors, {way}", **kept})
    return found


def _fill(home: Path) -> int:
    """Give every sentence of the library a random vector; how many there are."""
    name, random, many = encoder_name(), np.random.default_rng(2), 0
    with closing(Shelf(f"sqlite:///{home / DATABASE}")) as shelf:
        for article in shelf.not_encoded(str(name)):
            found = _random(random, _places(shelf.open(article)))
            shelf.encoded(article, str(name), found.packed(), whole=True)
            many += len(found)
    return many


def _places(opened: Opened) -> list[tuple[int, int, int]]:
    return [
        (number, span.start, span.end)
        for number, passage in enumerate(opened.passages)
        for span in sentences(opened.article.text, passage.span)
    ]


def _random(random: np.random.Generator, places: list[tuple[int, int, int]]) -> Vectors:
    rows = random.normal(size=(len(places), DIMENSIONS))
    return quantised(places, rows / np.linalg.norm(rows, axis=1, keepdims=True))


def _seconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _best(do: Callable[[], object]) -> float:
    return min(_seconds(do) for _ in range(5))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=LARGEST)
    parser.add_argument("--usual", type=Path, help="write what news has in common to this file")
    given = parser.parse_args()
    if given.usual:
        write_usual(given.usual)
        return
    for figures in run([given.passages]):
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
