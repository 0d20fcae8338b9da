"""A page that has changed: what happened to its quotations since it was read before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.answer import Answer, NotOnRecord, Revision
from knowledge.attribution.versions import changes
from knowledge.errors import UnknownArticle
from knowledge.shelf.records import Opened


def revision(after: Opened, open_: Callable[[int], Opened]) -> Revision | None:
    """What is new in `after` against the version before it; None where it is the first."""
    if after.before is None:
        return None
    try:
        before = open_(after.before)
    except UnknownArticle:  # removed meanwhile, and the new one with it
        return None
    found = changes((before.article, before.attribution), (after.article, after.attribution))
    return Revision(before, after, found)


def marked(reply: Answer | NotOnRecord, open_: Callable[[int], Opened]) -> Answer | NotOnRecord:
    """The reply with the revisions of the articles that it cites, where quotations have changed."""
    if isinstance(reply, NotOnRecord):
        return reply
    cited = dict.fromkeys(citation.source.article for citation in reply.citations)
    found = (revision(open_(article), open_) for article in cited)
    return replace(reply, revisions=tuple(one for one in found if one and one.changes))
