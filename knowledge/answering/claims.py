"""Claims: who said this, and did X say it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answering import facts
from knowledge.answering.compose import answer_of_evidence, not_on_record
from knowledge.answering.evidence import claim_matching, descriptions, sentence_scoring
from knowledge.answering.evidence.answer_context import AnswerContext
from knowledge.answering.evidence.article_view import ArticleView, StatementView
from knowledge.answering.evidence.claim_matching import Match
from knowledge.answering.evidence.entity_linking import LinkedPerson, link, link_speakers
from knowledge.answering.evidence.evidence import Evidence
from knowledge.answering.evidence.statement_scoring import (
    ABOUT,
    SAME,
    best_first,
    may_cover,
    near_best,
    score_statement,
    statements,
)
from knowledge.language.terms import terms
from knowledge.model.answer import Answer, NotOnRecord, Reason, Verdict
from knowledge.model.question import AnswerType, Question, QuestionKind

_MOST = 3
_CLOSE = 0.8
_COMMENT = "answer"
"""The class of cues that ask whether somebody spoke at all: comment, respond, answer."""
_SAME_CUE = 0.15


def who_said(question: Question, desk: AnswerContext) -> Answer | NotOnRecord:
    """Who said this, in these words or in others?"""
    articles = list(desk.about(question.claim))
    if question.marked:
        found = _matches(question.claim, articles, desk)
        if found:
            return _matched(question, desk, found[:1], ())
        unattributed = _unattributed(question, articles)
        if unattributed:
            return answer_of_evidence(question, desk, unattributed[:1])
    bare = replace(question, wanted=AnswerType.ANYTHING)
    weighed = best_first(
        score_statement(said, notes, weights, bare)
        for notes, said in statements(articles)
        if not said.statement.negated
        and may_cover(
            said,
            weights := desk.weights(question.claim, notes.article.language),
            _enough(said, question),
        )
    )
    good = [e for e in weighed if _is_same(e, question, desk)]
    if good:
        best = near_best(good, _CLOSE)[:_MOST]
        return answer_of_evidence(question, desk, best)
    if not question.marked and not question.spoken:
        as_fact = replace(question, asked=QuestionKind.FACT, about=question.claim)
        reply = facts.answer_fact(as_fact, desk)
        if isinstance(reply, Answer):
            return replace(reply, question=question)
    return not_on_record(question, Reason.NOBODY_SAID, desk, topic=question.claim)


def check(question: Question, desk: AnswerContext) -> Answer | NotOnRecord:
    """Did X say this?"""
    name = question.people[0] if question.people else ""
    articles = list(desk.about(f"{name} {question.claim}", name, question.claim))
    found = (link_speakers(name, articles) or link(name, articles)) if name else []
    if question.marked:
        return _checked_words(question, desk, name, found, articles)
    return _checked_claim(question, desk, name, found, articles)


def _checked_words(
    question: Question,
    desk: AnswerContext,
    name: str,
    found: Sequence[LinkedPerson],
    articles: Sequence[ArticleView],
) -> Answer | NotOnRecord:
    people = [m.person for m in found]
    matches = _matches(question.claim, articles, desk)
    theirs = [m for m in matches if m.said.person in people]
    others = [m for m in matches if m.said.person not in people and claim_matching.affirmed(m)]
    best = _best(theirs, others if name else matches)
    if best is not None:
        return _matched(question, desk, [best], found if name else ())
    return not_on_record(
        question, Reason.NOBODY_SAID, desk, person=_name(found, name), topic=question.claim
    )


def _best(theirs: Sequence[Match], others: Sequence[Match]) -> Match | None:
    """The person's own words before somebody else's, but for another's to the letter."""
    if theirs and (theirs[0].verbatim or not (others and others[0].verbatim)):
        return theirs[0]
    return others[0] if others else None


def _checked_claim(
    question: Question,
    desk: AnswerContext,
    name: str,
    found: Sequence[LinkedPerson],
    articles: Sequence[ArticleView],
) -> Answer | NotOnRecord:
    """A claim in the asker's own words: what the person did say of it."""
    refused = descriptions.declined(name, found, articles)
    if refused and question.cue == _COMMENT:
        who = _name(found, name)
        reply = answer_of_evidence(question, desk, refused[:1])
        return replace(reply, verdict=Verdict.DENIED, speaker=who, speakers=(who,), person=who)
    weighed = best_first(
        score_statement(
            said, m.notes, desk.weights(question.claim, m.notes.article.language), question
        )
        for m in found
        for said in m.said
    )
    good = [e for e in weighed if e.coverage >= ABOUT or _declined(e, question)]
    if good:
        good = near_best(good, _CLOSE)[:_MOST]
        reply = answer_of_evidence(question, desk, good)
        denied = reply.citations[0].negated
        return replace(reply, verdict=Verdict.DENIED if denied else Verdict.ABOUT)
    if not question.spoken:
        told = facts.answer_fact(replace(question, asked=QuestionKind.FACT, people=()), desk)
        if isinstance(told, Answer) and weighty(told):
            return told
    spoke = any(not said.statement.negated for m in found for said in m.said)
    silent = Reason.PERSON_ELSEWHERE if spoke else Reason.PERSON_SILENT
    return not_on_record(
        question,
        silent if found else Reason.PERSON_ABSENT,
        desk,
        person=_name(found, name),
        topic=question.claim,
        offers=(*refused, *weighed),
    )


def _declined(evidence: Evidence, question: Question) -> bool:
    """Whether it was asked if somebody commented, and they are said to have declined."""
    said = evidence.said
    return question.cue == _COMMENT and said is not None and said.statement.negated


def weighty(reply: Answer) -> bool:
    """Whether a factual answer has more than a word or two to stand on."""
    return dict(reply.citations[0].why).get("words together", 0.0) > 0.0


def _matches(claim: str, articles: Sequence[ArticleView], desk: AnswerContext) -> list[Match]:
    """The statements that are like the claim, the likest first; what was denied comes last of
    those that are equally like it.
    """
    found = [
        matched
        for notes, said in statements(articles)
        if (
            matched := claim_matching.match_claim(
                claim, notes, said, desk.weights(claim, notes.article.language)
            )
        )
    ]
    return sorted(
        found,
        key=lambda m: (-m.likeness, not claim_matching.affirmed(m), m.notes.id, m.said.position),
    )


def _matched(
    question: Question, desk: AnswerContext, found: Sequence[Match], people: Sequence[LinkedPerson]
) -> Answer:
    best = found[0]
    weights = desk.weights(question.claim, best.notes.article.language)
    evidence = score_statement(
        best.said, best.notes, weights, replace(question, wanted=AnswerType.ANYTHING)
    )
    evidence = replace(
        evidence, reasons=(*evidence.reasons, ("quotation match", round(best.likeness, 3)))
    )
    reply = answer_of_evidence(question, desk, [evidence])
    verdict = claim_matching.verdict(best, [m.person for m in people])
    if verdict is Verdict.OTHER_WORDS or not best.verbatim:
        reply = replace(
            reply, changes=claim_matching.word_changes(question.claim, reply.citations[0].quote)
        )
    return replace(reply, verdict=verdict, person=people[0].person.name if people else "")


def _unattributed(question: Question, articles: Sequence[ArticleView]) -> list[Evidence]:
    """Sentences that hold the claimed words to the letter, attributed to nobody."""
    return [
        sentence_scoring.with_speaker(
            Evidence(notes, s.span, s.paragraph, (("quotation match", 1.0),), 1.0)
        )
        for notes in articles
        for s in notes.holding(_certain(question.claim, notes.article.language))
        if claim_matching.holds_words(question.claim, s.span.of(notes.article.text))
    ]


def _certain(claim: str, language: str) -> list[str]:
    """Terms of the claim that every text has which holds its words, however these are written."""
    return [t for t in terms(claim.casefold(), language) if t.isalpha() and len(t) > 2]


def _is_same(evidence: Evidence, question: Question, desk: AnswerContext) -> bool:
    """Whether the words themselves, with their cue, hold enough of the paraphrase: less where
    they promise, warn or accuse as the question has it.
    """
    assert evidence.said is not None  # noqa: S101  # weighed statements have one
    weights = desk.weights(question.claim, evidence.notes.article.language)
    enough = _enough(evidence.said, question)
    return weights.coverage(evidence.said.terms, evidence.said.near(weights), 0.3) >= enough


def _enough(said: StatementView, question: Question) -> float:
    told = said.statement.cue_class == question.cue not in ("", "say", "claim", "tell")
    return SAME - _SAME_CUE * told


def _name(found: Sequence[LinkedPerson], name: str) -> str:
    return found[0].person.name if found else name
