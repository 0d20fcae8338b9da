"""When somebody was quoted: one occasion an article, of one person, in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge import Article, NotOnRecord, Reason, Timeline, read_text
from knowledge.answering import timeline as timelines
from knowledge.answering.evidence.answer_context import AnswerContext
from tests.knowledge.answering.desks import desk_of


def story(words: str, day: int | None = None) -> Article:
    article = read_text(f"A headline of the day\n\n{words}\n")
    return replace(article, published=datetime(2026, 11, day, tzinfo=UTC) if day else None)


DESK = desk_of(
    story("“It will close in spring,” said Mayor Ann Lee. “We are sad,” she added.", 19),
    story("“It stays open,” said Mayor Ann Lee.", 11),
    story("“Nobody asked us,” Ms. Lee said."),
    story("“I sell nets,” said Bruno Lee, a fisherman.", 12),
    story("Ann Lee never said that she was sorry.", 13),
    story("Karl Ott stood on the quay and declined to comment.", 14),
)


def timeline(name: str, desk: AnswerContext = DESK) -> Timeline | None:
    articles = [desk.notes(article) for article in timelines.naming(name, desk)]
    return timelines.timeline(name, desk, articles)


@pytest.mark.parametrize(
    ("name", "person", "times", "others"),
    [
        ("Ann Lee", "Ann Lee", [(11, 1), (19, 2)], ()),
        ("the mayor", "Ann Lee", [(11, 1), (19, 2)], ()),
        ("Bruno Lee", "Bruno Lee", [(12, 1)], ()),
        ("Lee", "Ann Lee", [(11, 1), (19, 2)], ("Bruno Lee",)),
    ],
)
def test_the_occasions_are_one_persons_by_day_and_whoever_else_is_meant_is_named(
    name: str, person: str, times: list[tuple[int, int]], others: tuple[str, ...]
) -> None:
    found = timeline(name)
    assert found is not None
    days = [(o.source.published, o.statements) for o in found.occasions]
    assert [(day.day, count) for day, count in days if day] == times
    assert (found.person, found.others) == (person, others)


def test_an_article_with_the_bare_surname_is_theirs_while_nobody_else_has_it() -> None:
    alone = desk_of(story("“It stays,” said Ann Lee.", 11), story("“It does,” Ms. Lee said."))
    found = timeline("Lee", alone)
    assert found is not None
    assert [o.source.article for o in found.occasions] == [1, 2]


def test_what_has_no_day_comes_last() -> None:
    desk = desk_of(story("“It does,” Ann Lee said."), story("“It stays,” said Ann Lee.", 11))
    found = timeline("Ann Lee", desk)
    assert found is not None
    assert [o.source.article for o in found.occasions] == [2, 1]


@pytest.mark.parametrize("name", ["Karl Ott", "Greta Vane", "the"])
def test_who_is_never_quoted_has_no_timeline(name: str) -> None:
    assert timeline(name) is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [("Karl Ott", Reason.PERSON_SILENT), ("Greta Vane", Reason.PERSON_ABSENT)],
)
def test_why_there_is_none_is_told_as_to_a_question(name: str, reason: Reason) -> None:
    reply = timelines.not_on_record(name, DESK)
    assert isinstance(reply, NotOnRecord)
    assert reply.reason is reason
