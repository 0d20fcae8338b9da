"""Articles with people and what they say, to measure a whole library on: generated and seeded.

Nothing is parsed: whoever writes the words knows whose they are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

from knowledge.model.article import Article, Paragraph, ParagraphKind
from knowledge.model.near_duplicates import sketch
from knowledge.model.records import PreparedArticle
from knowledge.model.span import Span
from knowledge.model.statement import Attribution, Profile, ProfileKind, Statement, StatementKind
from knowledge.ranking.passages import passage_terms, split_passages

PASSAGES = 40
"""Passages of an article, of some fifty words each."""
_WORDS, _FLAT = 60_000, 12
_TOPIC, _ON_TOPIC = 40, 0.3
"""Words that come again and again in an article, and how often."""
_CAST, _NAMES = 8, 3000
_FIRST = "Ann Boris Clara Dmitri Elena Farid Greta Hugo Irma Jonas Karin Lev Mira Oskar".split()
_SMALL = "the of in a to and for on with at by from as that".split()
_ROLES = "director mayor minister spokeswoman chairman engineer captain professor".split()
_SYLLABLES = "ba ce do fi gu ha jo ke lu mi no pa ra se ti vo wa ze cra pli stro".split()
_ENDS = "n r l t m s ck nd rt ng".split()


@dataclass(frozen=True)
class Told:
    """Something that was said, to be asked for."""

    speaker: str
    words: str


@dataclass
class _Page:
    """An article while it is written."""

    text: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    names: dict[str, list[Span]] = field(default_factory=dict)
    roles: dict[str, Span] = field(default_factory=dict)

    def put(self, words: str) -> Span:
        self.text += words
        return Span(len(self.text) - len(words), len(self.text))

    def end(self, start: int, kind: ParagraphKind) -> None:
        span = Span(start, len(self.text))
        self.paragraphs.append(Paragraph(span, len(self.paragraphs) + 1, kind))
        self.put("\n\n")


class Newsroom:
    """Writes articles, the same for the same seed; `told` is some of what is said in them."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        self._words = list(dict.fromkeys(self._word() for _ in range(_WORDS)))
        chances = (1 / (np.arange(1, len(self._words) + 1) + _FLAT)).cumsum()
        self._chances = chances / chances[-1]
        self._people = [
            f"{self._random.choice(_FIRST)} {self._word().capitalize()}" for _ in range(_NAMES)
        ]
        self.told: list[Told] = []

    def articles(self, passages_in_all: int) -> Iterator[PreparedArticle]:
        """Articles with so many passages, ready for the shelf."""
        for number in range(passages_in_all // PASSAGES):
            article, attribution = self._article(number)
            parts = split_passages(article)
            terms = tuple(passage_terms(article, part) for part in parts)
            yield PreparedArticle(article, parts, terms, sketch(article), attribution)

    def questions(self, count: int) -> list[str]:
        """Questions of all kinds, most about what somebody said."""
        return [self._question(self._random.choice(self.told)) for _ in range(count)]

    def _question(self, told: Told) -> str:
        words = [word for word in told.words.split() if word not in _SMALL]
        some = " ".join(self._random.sample(words, min(3, len(words))))
        surname = told.speaker.split()[-1]
        forms = (
            f"What did {surname} say about {some}?",
            f"What did {told.speaker} say about {some}?",
            f"Who said that {some} {words[0]}?",
            f"Did {surname} say “{told.words}”?",
            f"Who is {told.speaker}?",
            f"When was {some} {words[-1]}?",
            f"{some}",
            f"What do people say about {some}?",
        )
        return self._random.choice(forms)

    def _article(self, number: int) -> tuple[Article, Attribution]:
        page, topic = _Page(), self._some(_TOPIC)
        places = [int(_NAMES * self._random.random() ** 2) for _ in range(_CAST)]
        cast = [self._people[place] for place in places]
        headline = page.put(" ".join(topic[:6]).capitalize())
        page.end(0, ParagraphKind.HEADLINE)
        for at in range(1, PASSAGES):
            start = len(page.text)
            if at % 3:
                page.put(" ".join(self._sentence(topic) for _ in range(3)))
            else:
                self._speech(page, cast[at // 3 % _CAST], topic, direct=bool(at % 2))
            page.end(start, ParagraphKind.BODY)
        article = Article(
            page.text,
            tuple(page.paragraphs),
            headline=headline.of(page.text),
            outlet=f"The {self._words[number % 40].capitalize()} Gazette",
            published=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number % 7000),
        )
        profiles = tuple(
            Profile(name, ProfileKind.PERSON, tuple(spans), (page.roles[name],))
            for name, spans in page.names.items()
        )
        return article, Attribution(tuple(page.statements), profiles)

    def _speech(self, page: _Page, name: str, topic: list[str], *, direct: bool) -> None:
        known = name in page.names
        shown = name.split()[-1] if known else name
        words = self._sentence(topic).rstrip(".")
        if direct:
            content = page.put(f"“{words},”")
            page.put(" ")
            cue = page.put("said")
            page.put(" ")
            speaker = page.put(shown)
            self._introduced(page, name, speaker)
            page.put(f". {self._sentence(topic)}")
        else:
            speaker = page.put(shown)
            self._introduced(page, name, speaker)
            page.put(" ")
            cue = page.put("said")
            page.put(" that ")
            content = page.put(words.lower())
            page.put(f". {self._sentence(topic)}")
        page.statements.append(
            Statement(
                StatementKind.DIRECT if direct else StatementKind.INDIRECT,
                (content,), len(page.paragraphs) + 1, cue, "say", speaker, name,
            )
        )  # fmt: skip
        if self._random.random() < 0.05:
            self.told.append(Told(name, words.lower()))

    def _introduced(self, page: _Page, name: str, mention: Span) -> None:
        page.names.setdefault(name, []).append(mention)
        if name not in page.roles:
            page.put(", ")
            role = f"the {self._random.choice(_ROLES)} of {self._words[len(page.text) % 500]}"
            page.roles[name] = page.put(role)
            page.put(",")

    def _sentence(self, topic: list[str]) -> str:
        length = self._random.randint(9, 20)
        words = [
            self._random.choice(topic) if self._random.random() < _ON_TOPIC else word
            for word in self._some(length)
        ]
        for at in range(1, length, 2):
            words[at] = f"{self._random.choice(_SMALL)} {words[at]}"
        return " ".join(words).capitalize() + "."

    def _some(self, count: int) -> list[str]:
        places = self._chances.searchsorted(self._numbers.random(count))
        return [self._words[place] for place in places.tolist()]

    def _word(self) -> str:
        syllables = self._random.choices(_SYLLABLES, k=self._random.randint(1, 3))
        return "".join(syllables) + self._random.choice(_ENDS)
