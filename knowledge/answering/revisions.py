"""A page that has changed: what happened to its quotations since it was read before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.attribution.revision_diff import diff
from knowledge.errors import UnknownArticle
from knowledge.model.answer import Answer, NotOnRecord, Revision
from knowledge.model.records import StoredArticle


def revision(after: StoredArticle, open_: Callable[[int], StoredArticle]) -> Revision | None:
    """What is new in `after` against the version before it; None where it is the first, and while
    it is not known who said what in either.
    """
    if after.before is None or after.in_work:
        return None
    try:
        before = open_(after.before)
    except UnknownArticle:  # removed meanwhile, and the new one with it
        return None
    if before.in_work:
        return None
    found = diff((before.article, before.attribution), (after.article, after.attribution))
    return Revision(before, after, found)


def with_revisions(
    reply: Answer | NotOnRecord, open_: Callable[[int], StoredArticle]
) -> Answer | NotOnRecord:
    """The reply with the revisions of the articles that it cites, where quotations have changed."""
    if isinstance(reply, NotOnRecord):
        return reply
    cited = dict.fromkeys(citation.source.article for citation in reply.citations)
    found = (revision(open_(article), open_) for article in cited)
    return replace(reply, revisions=tuple(one for one in found if one and one.changes))
