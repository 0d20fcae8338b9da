"""Whose words stand at a place of an article."""

from __future__ import annotations

from knowledge.answering.evidence import descriptions
from knowledge.answering.evidence.article_view import ArticleView, StatementView
from knowledge.answering.evidence.entity_linking import LinkedPerson
from knowledge.answering.evidence.evidence import source_of
from knowledge.answering.people.article_people import Person
from knowledge.errors import UnknownArticle
from knowledge.model.answer import Citation, CitationKind
from knowledge.model.span import Span, hull
from knowledge.model.statement import StatementKind
from knowledge.model.text_fragment import text_link
from knowledge.model.timeline import Quotation


def quotation_at(notes: ArticleView, span: Span, *, sample: bool = False) -> Quotation:
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
        source=source_of(notes),
        paragraph=paragraph.number,
        span=span,
        quote=span.of(article.text),
        kind=_kind(here),
        speaker=person.name if person else "",
        negated=any(said.statement.negated for said in here),
        statement=here[0].position if len(here) == 1 else None,
        link=text_link(article.url, article.text, span),
    )
    role = descriptions.role_of(LinkedPerson(notes, person, 1.0)) if person else ""
    return Quotation(citation, role, sample)


def _said_at(notes: ArticleView, span: Span) -> list[StatementView]:
    """The statement that this is the place of; without one, all that share words with it."""
    for said in notes.said:
        content = said.statement.content
        if span in (hull(*content), said.whole, *content):
            return [said]
    return [s for s in notes.said if any(part.overlaps(span) for part in s.statement.content)]


def _speaker(here: list[StatementView]) -> Person | None:
    """The one who says all of it. A name is put to nobody else's words."""
    people = [said.person for said in here]
    first = people[0] if people else None
    return first if all(person is first for person in people) else None


def _kind(here: list[StatementView]) -> CitationKind:
    kinds = {said.statement.kind for said in here}
    if not kinds:
        return CitationKind.PASSAGE
    return CitationKind((kinds.pop() if len(kinds) == 1 else StatementKind.MIXED).value)
