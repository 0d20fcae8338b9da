"""Quality on our own annotated articles does not fall below what was reached.

The floors are pinned a little under the figures of the day (in brackets), so that a change that
loses more than a statement or two is seen. The gold is in tests/articles, by another hand than the
rules'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pytest

from knowledge import (
    NEW_CONVERSATION,
    Answer,
    Attribution,
    Library,
    NotOnRecord,
    Span,
    Statement,
    StoredArticle,
)
from knowledge.reading.formats.text import read_text
from tests.articles import annotation, gold
from tests.articles import questions as asked
from tests.articles.annotation import Annotated, Quote

ENGLISH = [name for name in annotation.names() if name not in ("windrad", "most", "phare")]
FOREIGN = ["windrad", "most", "phare"]
ALIKE = 0.8
"""Least F1 of words for a statement to be found."""
LONGEST = 60
"""Words of a citation that answers rather than retells."""


@dataclass(frozen=True, slots=True)
class Read:
    """An annotated article as the library has it."""

    library: Library
    opened: StoredArticle


@cache
def read(name: str) -> Read:
    library = Library.throwaway()
    article = read_text(annotation.text_of(name))
    return Read(library, library.read(library.add(article, name=name).id))


def words(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {
        span.start + match.start()
        for span in spans
        for match in re.finditer(r"\w+(?:['’]\w+)*", span.of(text))
    }


def likeness(one: set[int], other: set[int]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))


def found(quote: Quote, article: Annotated, attribution: Attribution) -> Statement | None:
    """The statement that is likest to an annotated one, if it is the same."""
    wanted = words(article.text, quote.content)
    best = max(
        attribution.statements,
        key=lambda s: likeness(wanted, words(article.text, s.content)),
        default=None,
    )
    if best is None or likeness(wanted, words(article.text, best.content)) < ALIKE:
        return None
    return best


def asked_for(article: Annotated) -> list[Quote]:
    return [quote for quote in article.quotes if not quote.flags & gold.UNASKED]


def share(hits: list[bool]) -> float:
    assert len(hits) > 15
    return 100 * sum(hits) / len(hits)


def test_statements_are_found_with_whose_they_are() -> None:
    complete, named, misnamed = [], [], []
    for name in ENGLISH:
        article, attribution = annotation.read(name), read(name).opened.attribution
        for quote in asked_for(article):
            statement = found(quote, article, attribution)
            mention = statement.speaker if statement else None
            known = {quote.who.name, *quote.who.aliases} if quote.who else set()
            same = mention and quote.speaker and mention.overlaps(quote.speaker)
            right = statement is not None and bool(
                same or (statement.speaker_name and statement.speaker_name in known)
            )
            complete.append(right or (statement is not None and quote.speaker is None))
            if statement is not None and quote.who is not None:
                given = statement.speaker_name
                right_name = bool(given) and any(given in k or k in given for k in known)
                named.append(right_name)
                misnamed.append(bool(given) and not right_name)
    print(
        f"found with speaker {share(complete):.1f} named {share(named):.1f} "
        f"misnamed {share(misnamed):.1f}"
    )
    assert share(complete) >= FLOORS["complete"]
    assert share(named) >= FLOORS["named"]
    assert share(misnamed) <= FLOORS["misnamed"]


def test_hardly_anything_is_taken_for_a_statement_that_is_none() -> None:
    true = []
    for name in ENGLISH:
        article, attribution = annotation.read(name), read(name).opened.attribution
        annotated = [words(article.text, quote.content) for quote in article.quotes]
        for statement in attribution.statements:
            mine = words(article.text, statement.content)
            inside = any(len(mine & a) >= ALIKE * len(mine) for a in annotated)
            true.append(inside or any(likeness(mine, a) >= ALIKE for a in annotated))
    print(f"true {share(true):.1f}")
    assert share(true) >= FLOORS["true"]


def test_direct_quotations_are_found_in_other_languages() -> None:
    hits = []
    for name in FOREIGN:
        article, attribution = annotation.read(name), read(name).opened.attribution
        hits += [
            found(quote, article, attribution) is not None
            for quote in asked_for(article)
            if quote.kind(article) == "direct"
        ]
    print(f"foreign direct {share(hits):.1f}")
    assert share(hits) >= FLOORS["foreign"]


def is_right(question: asked.Asked, reply: Answer | NotOnRecord) -> bool:
    if question.status == "not_found" or isinstance(reply, NotOnRecord):
        return (question.status == "not_found") == isinstance(reply, NotOnRecord)
    first = reply.citations[0]
    if len(first.quote.split()) > LONGEST or not any(c in first.quote for c in question.cite):
        return False
    names = [reply.speaker, *reply.speakers, first.speaker]
    return not question.speaker or any(n in name for n in question.speaker for name in names)


@pytest.mark.parametrize("kind", ["all", "what_said", "who_said", "claim_check", "unanswerable"])
def test_questions_are_answered_or_refused_rightly(kind: str) -> None:
    hits = []
    for question in asked.read():
        if kind not in ("all", question.kind):
            continue
        library = read(question.article).library
        conversation = NEW_CONVERSATION
        for earlier in question.context:
            conversation = library.ask(earlier, conversation=conversation).conversation
        hits.append(is_right(question, library.ask(question.q, conversation=conversation)))
    print(f"{kind} {share(hits):.1f}")
    assert share(hits) >= FLOORS[kind]


FLOORS = {
    "complete": 87.5,  # [89.1]
    "named": 92.5,  # [94.2]
    "misnamed": 3.0,  # [1.8], a ceiling
    "true": 94.0,  # [95.6]
    "foreign": 90.0,  # [100.0]
    "all": 76.0,  # [77.6]
    "what_said": 67.0,  # [69.2]
    "who_said": 80.0,  # [82.5]
    "claim_check": 92.0,  # [95.5]
    "unanswerable": 71.0,  # [73.7]
}
