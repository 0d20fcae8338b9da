"""A page changed: which quotations are other words now, are gone, or are new."""

from __future__ import annotations

import time

from knowledge.attribution.revision_diff import diff
from knowledge.model.article import Article
from knowledge.model.revision import QuotationChanges
from knowledge.model.span import Span
from knowledge.model.statement import Attribution, Statement, StatementKind
from knowledge.reading.formats.text import read_text

Said = tuple[str, str]
"""A speaker's name and the words, which stand in the text with their marks."""


def version(
    text: str, *said: Said, kind: StatementKind = StatementKind.DIRECT
) -> tuple[Article, Attribution]:
    article = read_text(text)
    statements = tuple(
        Statement(
            kind, tuple(_span(text, part) for part in words.split(" … ")), 1, speaker_name=who
        )
        for who, words in said
    )
    return article, Attribution(statements)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def told(found: QuotationChanges, old: Article, new: Article) -> dict[str, list[str]]:
    return {
        "altered": [
            f"{c.before.quote(old.text)} -> {c.after.quote(new.text)}" for c in found.altered
        ],
        "withdrawn": [statement.quote(old.text) for statement in found.withdrawn],
        "added": [statement.quote(new.text) for statement in found.added],
    }


CRANES = "“The cranes will move in September,” said Ingrid Solberg."
QUAY = "“They have promised us a new quay three times,” said Marit Lie."
BEFORE = version(
    f"The council voted. {CRANES} {QUAY}",
    ("Ingrid Solberg", "“The cranes will move in September,”"),
    ("Marit Lie", "“They have promised us a new quay three times,”"),
)


def test_a_version_like_the_last_has_no_changes() -> None:
    assert not diff(BEFORE, BEFORE)


def test_a_quotation_that_reads_otherwise_is_altered() -> None:
    now = version(
        f"The council voted. “The cranes may move in October,” said Ingrid Solberg. {QUAY}",
        ("Ingrid Solberg", "“The cranes may move in October,”"),
        ("Marit Lie", "“They have promised us a new quay three times,”"),
    )
    assert told(diff(BEFORE, now), BEFORE[0], now[0]) == {
        "altered": ["“The cranes will move in September,” -> “The cranes may move in October,”"],
        "withdrawn": [],
        "added": [],
    }


def test_a_quotation_that_is_gone_is_withdrawn_and_a_new_one_is_added() -> None:
    now = version(
        f"The council voted. {QUAY} “I resign,” said Peder Dahl.",
        ("Marit Lie", "“They have promised us a new quay three times,”"),
        ("Peder Dahl", "“I resign,”"),
    )
    assert told(diff(BEFORE, now), BEFORE[0], now[0]) == {
        "altered": [],
        "withdrawn": ["“The cranes will move in September,”"],
        "added": ["“I resign,”"],
    }


def test_a_quotation_that_is_cut_is_altered_and_not_withdrawn() -> None:
    now = version(
        f"The council voted. “The cranes will move,” said Ingrid Solberg. {QUAY}",
        ("Ingrid Solberg", "“The cranes will move,”"),
        ("Marit Lie", "“They have promised us a new quay three times,”"),
    )
    found = diff(BEFORE, now)
    assert len(found.altered) == 1
    assert not found.withdrawn
    assert not found.added


def test_words_that_still_stand_there_are_not_withdrawn_though_nobody_is_named() -> None:
    now = version(f"The council voted. {CRANES} {QUAY}")
    assert not diff(BEFORE, now)
    assert not diff(now, BEFORE), "nor added, where they stood before"


def test_words_that_are_somebody_elses_now_are_altered() -> None:
    now = version(
        f"The council voted. {CRANES.replace('Ingrid Solberg', 'Peder Dahl')} {QUAY}",
        ("Peder Dahl", "“The cranes will move in September,”"),
        ("Marit Lie", "“They have promised us a new quay three times,”"),
    )
    (change,) = diff(BEFORE, now).altered
    assert (change.before.speaker_name, change.after.speaker_name) == (
        "Ingrid Solberg",
        "Peder Dahl",
    )


def test_a_fuller_name_or_an_unknown_one_is_no_other_speaker() -> None:
    for name in ("Solberg", "Mayor Ingrid Solberg", ""):
        now = version(
            f"The council voted. {CRANES} {QUAY}",
            (name, "“The cranes will move in September,”"),
            ("Marit Lie", "“They have promised us a new quay three times,”"),
        )
        assert not diff(BEFORE, now)


def test_other_marks_commas_and_paragraphs_alter_nothing() -> None:
    now = version(
        'The council voted.\n\n"They have promised us a new quay, three times," said Marit Lie.'
        '\n\n"The cranes will move in September", said Ingrid Solberg.',
        ("Marit Lie", '"They have promised us a new quay, three times,"'),
        ("Ingrid Solberg", '"The cranes will move in September"'),
    )
    assert not diff(BEFORE, now)


def test_words_divided_otherwise_between_statements_are_the_same_words() -> None:
    text = "“We waited,” said Dora Halvorsen, a reporter. “Nothing came of it at all.”"
    one = version(text, ("Dora Halvorsen", "“We waited,” … “Nothing came of it at all.”"))
    two = version(text, ("Dora Halvorsen", "“We waited,”"), ("", "“Nothing came of it at all.”"))
    assert not diff(one, two)
    assert not diff(two, one)


def test_only_the_words_in_marks_of_a_mixed_statement_count() -> None:
    mixed = StatementKind.MIXED
    one = version(
        "She called it “extraordinarily important” for all.",
        ("Solberg", "it “extraordinarily important” for all"),
        kind=mixed,
    )
    same = version(
        "She called the vote “extraordinarily important” yesterday.",
        ("Solberg", "the vote “extraordinarily important” yesterday"),
        kind=mixed,
    )
    other = version(
        "She called it “important” for all.", ("Solberg", "it “important” for all"), kind=mixed
    )
    assert not diff(one, same)
    assert diff(one, other)


def test_what_is_reported_without_marks_is_no_quotation() -> None:
    indirect = StatementKind.INDIRECT
    one = version("She said it was late.", ("Solberg", "it was late"), kind=indirect)
    other = version("She said it was early.", ("Solberg", "it was early"), kind=indirect)
    assert not diff(one, other)


def test_a_page_that_alters_every_one_of_very_many_quotations_is_compared_in_no_time() -> None:
    def page(word: str) -> tuple[Article, Attribution]:
        words = [f"“In town {number} the {word} ferry will close,”" for number in range(700)]
        text = "\n".join(f"{part} said Ann Lee." for part in words)
        return version(text, *(("Ann Lee", part) for part in words))

    old, new = page("old"), page("new")
    began = time.process_time()
    found = diff(old, new)
    assert time.process_time() - began < 10
    assert found.altered[0].before.quote(old[0].text).startswith("“In town 0 the old")
    assert found.altered[0].after.quote(new[0].text).startswith("“In town 0 the new")
