"""An article's words made into vectors: a function of values that may run in a worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from knowledge.article import Article
from knowledge.language.sentences import sentences
from knowledge.meaning.encoder import encoder
from knowledge.meaning.vectors import quantised
from knowledge.passage import Passage

HEADLINE = -1
"""The passage that the headline's vector is put down for: it need not stand in the text."""
_MOST = 2000
"""Texts of one article that are encoded: those of ten pages of a newspaper."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its place (passage, start, end), and the words before it that it leans on."""

    place: tuple[int, int, int]
    words: str
    before: str = ""


def encoded(
    article: Article, passages: Sequence[Passage], whole: bool = True
) -> tuple[str, bytes] | None:
    """The vectors of the headline and of every sentence that may be cited, packed, with the name
    of the encoder that made them; None where there is none. Slow: 1.5 s a thousand words, 4.5 s
    as a `whole`: then a sentence's vector is the mean of its own and of the one that it has
    together with the sentence before. "He got out." says little by itself.
    """
    made_by = encoder()
    if made_by is None:
        return None
    texts = list(islice(_texts(article, passages), _MOST))
    vectors = made_by.passages([text.words for text in texts])
    leaning = [at for at, text in enumerate(texts) if whole and text.before]
    if leaning:
        together = made_by.passages([f"{texts[at].before} {texts[at].words}" for at in leaning])
        vectors[leaning] = (vectors[leaning] + together) / 2
    return made_by.name, quantised([text.place for text in texts], vectors).packed()


def _texts(article: Article, passages: Sequence[Passage]) -> Iterator[_Text]:
    if article.headline.strip():
        yield _Text((HEADLINE, 0, 0), article.headline)
    before = ""
    for number, passage in enumerate(passages):
        if passage.citable:
            for span in sentences(article.text, passage.span):
                words = span.of(article.text)
                yield _Text((number, span.start, span.end), words, before)
                before = words
