"""Whose words stand at a place of an article."""

from __future__ import annotations

from knowledge.answer import Citation, CitationKind
from knowledge.answering import described
from knowledge.answering.evidence import source
from knowledge.answering.notes import Notes, Said
from knowledge.answering.people import Person
from knowledge.answering.who import Meant
from knowledge.errors import UnknownArticle
from knowledge.reading.fragment import text_link
from knowledge.record import Quotation
from knowledge.span import Span, hull
from knowledge.statement import StatementKind


def quotation(notes: Notes, span: Span, *, sample: bool = False) -> Quotation:
    """The words at `span`, which an answer has cited. Raises UnknownArticle where they end beyond
    the article: it is another one by now.
    """
    article = notes.article
    paragraph = article.paragraph_at(span.start)
    if paragraph is None or span.end > len(article.text) or not len(span):
        raise UnknownArticle(str(notes.id))
    here = _said_at(notes, span)
    person = _speaker(here)
    citation = Citation(
        source=source(notes),
        paragraph=paragraph.number,
        span=span,
        quote=span.of(article.text),
        kind=_kind(here),
        speaker=person.name if person else "",
        negated=any(said.statement.negated for said in here),
        statement=here[0].position if len(here) == 1 else None,
        link=text_link(article.url, article.text, span),
    )
    role = described.role(Meant(notes, person, 1.0)) if person else ""
    return Quotation(citation, role, sample)


def _said_at(notes: Notes, span: Span) -> list[Said]:
    """The statement that this is the place of; without one, all that share words with it."""
    for said in notes.said:
        content = said.statement.content
        if span in (hull(*content), said.whole, *content):
            return [said]
    return [s for s in notes.said if any(part.overlaps(span) for part in s.statement.content)]


def _speaker(here: list[Said]) -> Person | None:
    """The one who says all of it. A name is put to nobody else's words."""
    people = [said.person for said in here]
    first = people[0] if people else None
    return first if all(person is first for person in people) else None


def _kind(here: list[Said]) -> CitationKind:
    kinds = {said.statement.kind for said in here}
    if not kinds:
        return CitationKind.PASSAGE
    return CitationKind((kinds.pop() if len(kinds) == 1 else StatementKind.MIXED).value)
