"""Text to measure on: generated, Zipf-like and seeded, or any folder of text files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.language.terms import terms

Articles = list[list[list[str]]]
"""Articles, their passages, their terms (stop words are gone already)."""

T = TypeVar("T")

_WORDS = 300_000
_PASSAGES = 20
"""Passages of an article."""
_TOPIC_WORDS, _ON_TOPIC = 60, 0.3
"""An article has some words of its own that come again and again, as names and subjects do."""
_LENGTHS = np.array([2, 3, 4, 5, 6, 7, 8])
_SHARES = np.array([0.06, 0.15, 0.20, 0.22, 0.16, 0.13, 0.08])
"""How long questions are once their stop words are gone: as those of a public question set."""
_ELSEWHERE = 0.35
"""Share of a question's words that are not from the passage it is about."""


def generated(passages: int, seed: int) -> Articles:
    """Articles with so many passages in all, of some 32 terms each. The commonest term is in about
    a sixth of the passages, the hundredth in 2.5 %, the thousandth in 0.3 %: news without its stop
    words.
    """
    random = np.random.default_rng(seed)
    sizes = np.clip(random.normal(32, 13, passages), 3, 120).astype(int)
    article = np.repeat(np.arange(passages) // _PASSAGES, sizes)
    words = _drawn(random, len(article), 12)
    topics = _drawn(random, (-(-passages // _PASSAGES), _TOPIC_WORDS), 60)
    on_topic = np.flatnonzero(random.random(len(words)) < _ON_TOPIC)
    often = (random.random(len(on_topic)) ** 2 * _TOPIC_WORDS).astype(int)
    words[on_topic] = topics[article[on_topic], often]
    names = np.array([f"w{word}" for word in range(_WORDS)], object)
    told = iter(np.split(names[words], sizes.cumsum()[:-1]))
    texts = [passage.tolist() for passage in told]
    return [texts[at : at + _PASSAGES] for at in range(0, passages, _PASSAGES)]


def of_folder(folder: Path, passages: int) -> Articles:
    """The articles of a folder's text files, a passage a paragraph, until there are enough."""
    found: Articles = []
    for path in sorted(folder.rglob("*.txt")):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        held = [terms(line, "en") for line in lines if line.strip()]
        found.append(held[: max(0, passages)])
        passages -= len(held)
        if passages <= 0:
            break
    return found


def questions(articles: Articles, count: int, seed: int) -> list[list[str]]:
    """Questions of 2 to 8 terms, most from one passage, frequent and rare as they come."""
    random = np.random.default_rng(seed)
    return [question for _, question in zip(range(count), _asked(articles, random), strict=False)]


def _asked(articles: Articles, random: np.random.Generator) -> Iterator[list[str]]:
    while True:
        about = sorted(set(_any(_any(articles, random), random)))
        size = int(random.choice(_LENGTHS, p=_SHARES))
        if len(about) >= size:
            picked = random.choice(len(about), size, replace=False)
            asked = [about[at] for at in picked.tolist()]
            for at in np.flatnonzero(random.random(size) < _ELSEWHERE).tolist():
                other = _any(_any(articles, random), random)
                asked[at] = _any(other, random) if other else asked[at]
            yield asked


def _any(values: Sequence[T], random: np.random.Generator) -> T:
    return values[int(random.integers(len(values)))]


def _drawn(
    random: np.random.Generator, shape: int | tuple[int, int], flat: int
) -> NDArray[np.int64]:
    """Words by Zipf's law (Mandelbrot's form): the chance of rank r is as 1 / (r + flat)."""
    chances = (1 / (np.arange(1, _WORDS + 1) + flat)).cumsum()
    ranks = (chances / chances[-1]).searchsorted(random.random(shape))
    drawn: NDArray[np.int64] = np.minimum(ranks, _WORDS - 1)
    return drawn
