"""Claims: who said this, and did X say it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answer import Answer, NotOnRecord, Reason, Verdict
from knowledge.answering import described, fact, facts, on_record
from knowledge.answering.desk import Desk
from knowledge.answering.evidence import Evidence, cited
from knowledge.answering.notes import Notes, Said
from knowledge.answering.on_record import Match
from knowledge.answering.said import ABOUT, SAME, about, close, may_cover, ranked, statements
from knowledge.answering.support import support
from knowledge.answering.who import Meant, meant, speaking
from knowledge.language.terms import terms
from knowledge.question import Asked, Question, Wanted

_MOST = 3
_CLOSE = 0.8
_COMMENT = "answer"
"""The class of cues that ask whether somebody spoke at all: comment, respond, answer."""
_SAME_CUE = 0.15
_ALIKE = 0.5
"""Least likeness to a claim for words to be meant that share none with it."""


def who_said(question: Question, desk: Desk) -> Answer | NotOnRecord:
    """Who said this, in these words or in others?"""
    articles = list(desk.about(question.claim))
    if question.marked:
        found = _matches(question.claim, articles, desk)
        if found:
            return _matched(question, desk, found[:1], ())
        unattributed = _unattributed(question, articles)
        if unattributed:
            return fact.of_evidence(question, desk, unattributed[:1])
    bare = replace(question, wanted=Wanted.ANYTHING)
    likeness = desk.likeness(question.whole)
    weighed = ranked(
        about(said, notes, weights, bare, likeness)
        for notes, said in statements(articles)
        if not said.statement.negated
        and (
            may_cover(
                said,
                weights := desk.weights(question.claim, notes.article.language),
                _enough(said, question),
            )
            or likeness
        )
    )
    good = [e for e in weighed if _is_same(e, question, desk)]
    if good:
        best = close(good, _CLOSE)[:_MOST]
        said = fact.of_evidence(question, desk, best)
        return replace(said, speaker=said.speaker if len(said.speakers) < 2 else "")
    if not question.marked and not question.spoken:
        as_fact = replace(question, asked=Asked.FACT, about=question.claim)
        reply = fact.fact(as_fact, desk)
        if isinstance(reply, Answer):
            return replace(reply, question=question)
    return NotOnRecord(question, Reason.NOBODY_SAID, desk.searched, topic=question.claim)


def check(question: Question, desk: Desk) -> Answer | NotOnRecord:
    """Did X say this?"""
    name = question.people[0] if question.people else ""
    articles = list(desk.about(f"{name} {question.claim}", name, question.claim))
    found = (speaking(name, articles) or meant(name, articles)) if name else []
    if question.marked:
        return _checked_words(question, desk, name, found, articles)
    return _checked_claim(question, desk, name, found, articles)


def _checked_words(
    question: Question, desk: Desk, name: str, found: Sequence[Meant], articles: Sequence[Notes]
) -> Answer | NotOnRecord:
    people = [m.person for m in found]
    matches = _matches(question.claim, articles, desk)
    theirs = [m for m in matches if m.said.person in people]
    best = _best(theirs, [m for m in matches if m.said.person not in people] if name else matches)
    if best is not None:
        return _matched(question, desk, [best], found if name else ())
    return NotOnRecord(
        question, Reason.NOBODY_SAID, desk.searched, person=_name(found, name), topic=question.claim
    )


def _best(theirs: Sequence[Match], others: Sequence[Match]) -> Match | None:
    """The person's own words before somebody else's, but for another's to the letter."""
    if theirs and (theirs[0].verbatim or not (others and others[0].verbatim)):
        return theirs[0]
    return others[0] if others else None


def _checked_claim(
    question: Question, desk: Desk, name: str, found: Sequence[Meant], articles: Sequence[Notes]
) -> Answer | NotOnRecord:
    """A claim in the asker's own words: what the person did say of it."""
    refused = described.declined(name, found, articles)
    if refused and question.cue == _COMMENT:
        who = _name(found, name)
        reply = fact.of_evidence(question, desk, refused[:1])
        return replace(reply, verdict=Verdict.DENIED, speaker=who, speakers=(who,), person=who)
    weighed = ranked(
        about(said, m.notes, desk.weights(question.claim, m.notes.article.language), question)
        for m in found
        for said in m.said
    )
    good = [e for e in weighed if e.coverage >= ABOUT or _declined(e, question)]
    if good:
        good = close(good, _CLOSE)[:_MOST]
        reply = fact.of_evidence(question, desk, good)
        denied = reply.citations[0].negated
        return replace(reply, verdict=Verdict.DENIED if denied else Verdict.ABOUT)
    if not question.spoken:
        told = fact.fact(replace(question, asked=Asked.FACT, people=()), desk)
        if isinstance(told, Answer) and weighty(told):
            return told
    reason = Reason.PERSON_ABSENT
    if found:
        reason = Reason.PERSON_ELSEWHERE if weighed else Reason.PERSON_SILENT
    return NotOnRecord(
        question,
        reason,
        desk.searched,
        person=_name(found, name),
        topic=question.claim,
        offers=tuple(cited(e) for e in (*refused, *weighed)[:_MOST]),
    )


def _declined(evidence: Evidence, question: Question) -> bool:
    """Whether it was asked if somebody commented, and they are said to have declined."""
    said = evidence.said
    return question.cue == _COMMENT and said is not None and said.statement.negated


def weighty(reply: Answer) -> bool:
    """Whether a factual answer has more than a word or two to stand on."""
    return dict(reply.citations[0].why).get("words together", 0.0) > 0.0


def _matches(claim: str, articles: Sequence[Notes], desk: Desk) -> list[Match]:
    """The statements that are like the claim, the likest first."""
    found = [
        matched
        for notes, said in statements(articles)
        if (
            matched := on_record.match(
                claim, notes, said, desk.weights(claim, notes.article.language)
            )
        )
    ]
    return sorted(found, key=lambda m: (-m.likeness, m.notes.id, m.said.position))


def _matched(
    question: Question, desk: Desk, found: Sequence[Match], people: Sequence[Meant]
) -> Answer:
    best = found[0]
    weights = desk.weights(question.claim, best.notes.article.language)
    evidence = about(best.said, best.notes, weights, replace(question, wanted=Wanted.ANYTHING))
    evidence = replace(
        evidence, reasons=(*evidence.reasons, ("quotation match", round(best.likeness, 3)))
    )
    reply = fact.of_evidence(question, desk, [evidence])
    verdict = on_record.verdict(best, [m.person for m in people])
    if verdict is Verdict.OTHER_WORDS or not best.verbatim:
        reply = replace(reply, changes=on_record.changes(question.claim, reply.citations[0].quote))
    return replace(reply, verdict=verdict, person=people[0].person.name if people else "")


def _unattributed(question: Question, articles: Sequence[Notes]) -> list[Evidence]:
    """Sentences that hold the claimed words to the letter, attributed to nobody."""
    return [
        facts.with_speaker(Evidence(notes, s.span, s.paragraph, (("quotation match", 1.0),), 1.0))
        for notes in articles
        for s in notes.holding(_certain(question.claim, notes.article.language))
        if on_record.holds(question.claim, s.span.of(notes.article.text))
    ]


def _certain(claim: str, language: str) -> list[str]:
    """Terms of the claim that every text has which holds its words, however these are written."""
    return [t for t in terms(claim.casefold(), language) if t.isalpha() and len(t) > 2]


def _is_same(evidence: Evidence, question: Question, desk: Desk) -> bool:
    """Whether the words themselves, with their cue, hold enough of the paraphrase: less where
    they promise, warn or accuse as the question has it.
    """
    assert evidence.said is not None  # noqa: S101  # weighed statements have one
    weights = desk.weights(question.claim, evidence.notes.article.language)
    enough = _enough(evidence.said, question)
    covered = weights.coverage(evidence.said.terms, evidence.said.near(weights), 0.3)
    return support(covered, evidence.alike, enough, _ALIKE) >= 1.0


def _enough(said: Said, question: Question) -> float:
    told = said.statement.cue_class == question.cue not in ("", "say", "claim", "tell")
    return SAME - _SAME_CUE * told


def _name(found: Sequence[Meant], name: str) -> str:
    return found[0].person.name if found else name
