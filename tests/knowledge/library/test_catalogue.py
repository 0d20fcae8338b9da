"""What is in scope is made out once, not for every question."""

from __future__ import annotations

from dataclasses import replace

from knowledge import Scope
from knowledge.library.catalogue import Catalogue
from knowledge.model.records import CatalogueEntry


def catalogue(*collections: str) -> Catalogue:
    made = Catalogue()
    for number, collection in enumerate(collections, start=1):
        made.put(CatalogueEntry(number, collection, "en", "Gazette", None))
    return made


def test_chats_without_articles_of_their_own_are_asked_of_one_set() -> None:
    made = catalogue("shared", "shared", "chat:3")
    one, other = (made.of(Scope((own, "shared"))) for own in ("chat:1", "chat:2"))
    assert one.articles is other.articles
    assert one.articles == {1, 2}
    assert made.of(Scope(("chat:3", "shared"))).articles == {1, 2, 3}


def test_an_article_shared_by_a_link_costs_no_question_more_than_the_first() -> None:
    made = catalogue("shared", "shared", "chat:1")
    scope = Scope(("chat:2", "shared"), also=frozenset({2, 3, 4}))
    first = made.of(scope)
    assert made.of(replace(scope, also=frozenset({3}))) is first  # the others say nothing new
    assert first.articles == {1, 2, 3}


def test_a_scope_of_some_articles_holds_none_that_it_could_not_see() -> None:
    made = catalogue("shared", "chat:1", "chat:2")
    scope = Scope(("shared",), articles=frozenset({1, 2, 3, 4}), also=frozenset({3}))
    assert made.of(scope).articles == {1, 3}


def test_what_changes_is_made_out_anew_wherever_it_is_seen() -> None:
    made = catalogue("shared", "chat:1")
    of_all, linked = Scope(("chat:1", "shared")), Scope(("shared",), also=frozenset({2}))
    before = made.of(Scope(("shared",)))
    assert made.of(of_all).articles == made.of(linked).articles == {1, 2}
    made.put(CatalogueEntry(2, "chat:1", "de", "Gazette", None))
    assert made.of(of_all).languages == made.of(linked).languages == {"en", "de"}
    made.drop(2)
    assert made.of(of_all).articles == made.of(linked).articles == {1}
    assert made.of(of_all) is before  # which no change concerned
    made.put(CatalogueEntry(3, "chat:1", "en", "Gazette", None))
    assert made.of(of_all).articles == {1, 3}


def test_what_is_kept_ready_is_bounded() -> None:
    made = catalogue("shared", *(f"chat:{number}" for number in range(300)))
    for number in range(300):
        assert len(made.of(Scope((f"chat:{number}", "shared")))) == 2
    assert len(made._kept) <= 256
