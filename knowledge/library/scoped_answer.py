"""The answer to a question in one scope, whichever articles come first and however long it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from knowledge.answering import answerer, revisions, story_copies
from knowledge.answering.evidence.answer_context import retry_if_removed
from knowledge.library.repository import ArticleRepository
from knowledge.library.scope_resolver import ScopeResolver
from knowledge.model.answer import Answer, NotOnRecord
from knowledge.model.article_set import ArticleSet
from knowledge.model.question import Conversation, Question, Scope
from knowledge.questions.filters import FilteredQuestion, apply_filters


@retry_if_removed
def answer(
    repository: ArticleRepository,
    text: str | Question,
    scope: Scope,
    conversation: Conversation,
    passages: int,
    today: date | None,
) -> Answer | NotOnRecord:
    """What the articles in scope say to the question. Raises StorageError."""
    scopes, views = ScopeResolver(repository), repository.views
    with repository.lock:
        repository.follow()
        holdings, is_sample = scopes.articles(scope)
        question, too_long = answerer.read(text)
        day = today or datetime.now(UTC).date()
        near = FilteredQuestion(question.text, holdings)
        if isinstance(text, str):  # else nothing is left in its words to narrow by
            near = apply_filters(question.text, question, holdings, day)
        if near.text != question.text:
            question = answerer.read(near.text)[0]
        searched = replace(
            scopes.summary(near.holdings, is_sample), period=near.period, outlet=near.outlet
        )

        def found_in(some: ArticleSet) -> Answer | NotOnRecord:
            desk = scopes.context(some, searched)
            return answerer.answer(question, desk, conversation, passages, too_long=too_long)

        reply = story_copies.one_copy_each(near.holdings, found_in)
        reply = story_copies.merge_copies(reply, holdings, views.notes)
        return revisions.with_revisions(reply, views.opened)
