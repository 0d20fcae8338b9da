"""The register: who is quoted over many articles, and all that each of them said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from knowledge.answering.compose import (
    answer_of_speakers,
    not_on_record,
    nothing_said,
    without_overlaps,
)
from knowledge.answering.evidence import descriptions
from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.answering.evidence.article_view import ArticleView
from knowledge.answering.evidence.entity_linking import LinkedPerson, link_speakers
from knowledge.answering.evidence.evidence import Evidence, citation_of
from knowledge.answering.evidence.statement_scoring import ABOUT, best_first, score_statement
from knowledge.answering.people.article_people import Person
from knowledge.model.answer import Answer, Citation, NotOnRecord, Reason
from knowledge.model.listings import Quotations, Speaker, SpeakerCount, StatementRef, StatementRow
from knowledge.model.question import Conversation, Question, QuestionKind
from knowledge.model.span import hull

if TYPE_CHECKING:
    from knowledge.model.article_set import ArticleSet
    from knowledge.model.question import Scope
    from knowledge.model.records import CatalogueEntry
    from knowledge.storage.article_store import ArticleStore

_ARTICLES = 300
"""Articles, the newest, of which somebody's quotations are shown."""
_FEW = 8
_SIDES = 5
_ALIKE = 0.25
"""Coverage of the words that were cited by others' words on the same: no topic was named."""
_ON_IT = 0.5
"""Coverage of a subject by words that are not only under a headline about it."""
_MISSPELT = 82
_LONG_ENOUGH = 5


def speakers(page: Sequence[SpeakerCount], desk: AnswerContext) -> tuple[Speaker, ...]:
    """Those of a page of names, with their roles and the place of a statement of each."""
    return tuple(_speaker(spoken, desk.notes(spoken.newest)) for spoken in page)


def _speaker(spoken: SpeakerCount, notes: ArticleView) -> Speaker:
    named = (said for said in notes.said if said.statement.speaker_name == spoken.name)
    said = next(said for said in named if not said.statement.negated)
    role = descriptions.role_of(LinkedPerson(notes, said.person, 1.0)) if said.person else ""
    place = StatementRef(notes.id, said.position)
    return Speaker(spoken.name, role, spoken.statements, spoken.articles, place)


def quotations(
    name: str,
    desk: AnswerContext,
    shelf: ArticleStore,
    scope: Scope,
    holdings: ArticleSet,
    page: slice,
) -> Quotations | NotOnRecord:
    """What whoever is meant by `name`, as in a question, said; `page` is which of it."""
    question = Question(f"“{name}”", QuestionKind.SAID, people=(name,), about=name)
    heard = _heard(name, desk, shelf, scope)
    if not heard:
        return nothing_said(question, desk, name, [], list(desk.about(name)))
    named = frozenset(m.person.name for m in heard if m.person.named)
    places = set(shelf.quoting(named, scope)) | {m.notes.id for m in heard if m.said}
    newest = [one.id for one in sorted(holdings.filed, key=_age) if one.id in places][:_ARTICLES]
    found = (
        citation
        for article in newest
        for citation in _said_by(desk.notes(article), named, heard, desk, question)
    )
    wanted = [c for _, c in zip(range(page.stop + 1), found, strict=False)]
    if not wanted:
        return nothing_said(question, desk, name, heard, [m.notes for m in heard])
    role = next((r for m in heard if (r := descriptions.role_of(m))), "")
    shown = tuple(wanted[page])
    return Quotations(heard[0].person.name, role, shown, len(wanted) > page.stop, desk.searched)


def newest(desk: AnswerContext) -> list[ArticleView]:
    """The notes on the articles in scope that came last, a few of them."""
    return [desk.notes(article) for article in sorted(desk.articles, reverse=True)[:_FEW]]


def quotable(reply: Answer, desk: AnswerContext, most: int) -> list[Citation]:
    """What an answer cites, then whatever else is said by the one who was asked about, or by
    anybody on that, best first, nothing twice.
    """
    question = reply.question
    name = next(iter(question.people), "") or question.about.strip(" ?!.")
    people = {m.person.name for m in link_speakers(name, list(desk.about(name))) if m.said}
    topic = question.topic if question.people else question.about
    words = name if people and not question.topic else topic
    asked = replace(question, asked=QuestionKind.SAID, topic="" if words == name else words)
    found = [
        evidence
        for evidence in _on(words, desk, asked)
        if not people
        or (evidence.said and evidence.said.person and evidence.said.person.name in people)
    ]
    on_it = found if people and not question.topic else [e for e in found if e.coverage > _ON_IT]
    kept = list(reply.citations)
    for citation in (citation_of(e) for e in best_first(on_it)):
        if len(kept) < most and not any(_overlap(citation, other) for other in kept):
            kept.append(citation)
    return kept


def _overlap(one: Citation, other: Citation) -> bool:
    return one.source.article == other.source.article and one.span.overlaps(other.span)


def stated(notes: ArticleView) -> list[StatementRow]:
    """The statements of an article in words, in order."""
    text, found = notes.article.text, []
    for said in notes.said:
        statement, person = said.statement, said.person
        whole = hull(*statement.content)
        mention = statement.addressee.of(text) if statement.addressee else ""
        found.append(
            StatementRow(
                speaker=person.name if person else "",
                role=descriptions.role_of(LinkedPerson(notes, person, 1.0)) if person else "",
                words=statement.quote(text),
                kind=statement.kind.value,
                addressee=" ".join(mention.split()),
                cue=statement.cue.of(text) if statement.cue else "",
                negated=statement.negated,
                paragraph=statement.paragraph,
                start=whole.start,
                end=whole.end,
            )
        )
    return found


def others(
    conversation: Conversation, desk: AnswerContext, without: Collection[str]
) -> Answer | NotOnRecord:
    """On what was asked or cited last the best statement of each speaker not among `without`."""
    topic = conversation.topic
    asked = Question(topic, QuestionKind.SIDES, topic=topic, about=topic)
    words = topic or _cited_first(conversation, desk)
    enough = ABOUT if topic else _ALIKE
    kept: dict[str, Evidence] = {}
    for evidence in best_first(_on(words, desk, asked)) if words else []:
        person = evidence.said.person if evidence.said else None
        if person is not None and person.name not in without and evidence.coverage >= enough:
            kept.setdefault(person.name, evidence)
    if not kept:
        return not_on_record(asked, Reason.NOBODY_SAID, desk, topic=topic)
    best = without_overlaps(list(kept.values()))
    reply = answer_of_speakers(
        asked, desk, best[:_SIDES], (), more=bool(topic) and len(best) > _SIDES
    )
    cited_now = tuple((c.source.article, c.span.start, c.span.end) for c in reply.citations)
    after = Conversation(QuestionKind.SIDES, topic=topic, cited=(*cited_now, *conversation.cited))
    return replace(reply, conversation=after)


def _cited_first(conversation: Conversation, desk: AnswerContext) -> str:
    """The words that were cited first, where their article is still in scope."""
    for article, start, end in conversation.cited[:1]:
        if article in desk.articles:
            return desk.notes(article).article.text[start:end]
    return ""


def _on(words: str, desk: AnswerContext, question: Question) -> Iterator[Evidence]:
    for notes in desk.about(words):
        weights = desk.weights(words, notes.article.language)
        for said in notes.said:
            if said.person is not None and not said.statement.negated:
                yield score_statement(said, notes, weights, question)


def _heard(name: str, desk: AnswerContext, shelf: ArticleStore, scope: Scope) -> list[LinkedPerson]:
    """Who is meant; where nobody is, whoever is by a slip of the keyboard."""
    heard = [m for m in link_speakers(name, list(desk.about(name))) if m.said]
    if heard:
        return heard
    alike = _alike(name, shelf.speakers(scope))
    return [m for m in link_speakers(name, [desk.notes(article) for article in alike]) if m.said]


def _alike(name: str, spoken: Iterable[SpeakerCount]) -> set[int]:
    """The newest article of each speaker whose name has a word like one that was typed."""
    holders: dict[str, set[int]] = {}
    for one in spoken:
        for word in one.name.casefold().split():
            holders.setdefault(word, set()).add(one.newest)
    typed = [word for word in name.casefold().split() if len(word) >= _LONG_ENOUGH]
    words = list(holders)
    near = [
        found[0]
        for word in typed
        for found in process.extract(
            word, words, scorer=fuzz.ratio, score_cutoff=_MISSPELT, limit=5
        )
    ]
    return {article for word in near for article in holders[word]}


def _said_by(
    notes: ArticleView,
    named: Collection[str],
    heard: Sequence[LinkedPerson],
    desk: AnswerContext,
    question: Question,
) -> Iterator[Citation]:
    """What they say in one article, in its order, nothing twice."""
    people = [p for p in notes.people if p.named and p.name in named]
    people += [m.person for m in heard if m.notes.id == notes.id and not m.person.named]
    weights = desk.weights("", notes.article.language)
    said = [
        score_statement(notes.said[at], notes, weights, replace(question, topic=""))
        for at in _positions(notes, people)
    ]
    yield from (citation_of(e) for e in without_overlaps(said))


def _positions(notes: ArticleView, people: Iterable[Person]) -> list[int]:
    """Where the statements of these people stand, without what they are said not to have said."""
    places = sorted(at for person in people for at in person.statements)
    return [at for at in places if not notes.said[at].statement.negated]


def _age(one: CatalogueEntry) -> tuple[float, int]:
    """The newest first, by the day of publication; those without a day last."""
    return -one.published.timestamp() if one.published else 0.0, -one.id
