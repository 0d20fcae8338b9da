"""One story in several outlets: told once, with where else the same words stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice

from knowledge.answering.evidence.article_view import ArticleView
from knowledge.model.answer import Answer, Citation, NotOnRecord, StoryCopy
from knowledge.model.article_set import ArticleSet
from knowledge.model.span import Span
from knowledge.model.text_fragment import text_link

_MOST = 5
"""Copies that a citation tells of."""
_LOOKED_AT = 30
"""Copies in which its words are looked for: each has to be opened, and others wait."""


def one_copy_each(
    holdings: ArticleSet, find: Callable[[ArticleSet], Answer | NotOnRecord]
) -> Answer | NotOnRecord:
    """What `find` finds in one copy of each story; where that is nothing, in all of them: what
    stands only in a shorter copy is not kept back.
    """
    reply = find(holdings.once)
    if isinstance(reply, Answer) or len(holdings.once) == len(holdings):
        return reply
    wide = find(holdings)
    return wide if isinstance(wide, Answer) else reply


def merge_copies(
    reply: Answer | NotOnRecord,
    holdings: ArticleSet,
    notes: Callable[[int], ArticleView],
) -> Answer | NotOnRecord:
    """The reply with each story's words cited once, and in which other copies they stand too,
    of those in `holdings`, what the asker may see.
    """
    if isinstance(reply, NotOnRecord):
        return replace(reply, offers=_once(reply.offers, holdings, notes))
    return replace(reply, citations=_once(reply.citations, holdings, notes))


def _once(
    citations: Iterable[Citation],
    holdings: ArticleSet,
    notes: Callable[[int], ArticleView],
) -> tuple[Citation, ...]:
    kept: list[Citation] = []
    for citation in citations:
        article, words = citation.source.article, _words(citation.quote)
        copies = holdings.copies(article)
        same = {article, *copies}
        if any(k.source.article in same and _words(k.quote) == words for k in kept):
            continue
        others = (notes(other) for other in copies[:_LOOKED_AT])
        also = (copy for other in others if (copy := _copy(other, citation.quote)))
        kept.append(replace(citation, also=tuple(islice(also, _MOST))))
    return tuple(kept)


def _copy(notes: ArticleView, quote: str) -> StoryCopy | None:
    """The copy, opened at the words, if they stand in it; signs and spaces make no difference."""
    article = notes.article
    pattern = r"\W+".join(map(re.escape, _words(quote)))
    for wanted in (re.escape(quote), rf"(?<!\w){pattern}(?!\w)"):
        found = re.search(wanted, article.text, re.IGNORECASE)
        if found is not None:
            link = text_link(article.url, article.text, Span(*found.span()))
            return StoryCopy(notes.id, article.outlet, article.headline, link)
    return None


def _words(quote: str) -> list[str]:
    return re.findall(r"\w+", quote.casefold())
