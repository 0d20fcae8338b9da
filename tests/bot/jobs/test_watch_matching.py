"""What watches find among the articles that come: each once, also those that are read late."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.jobs.intervals import JobIntervals
from bot.jobs.watch_matching import WatchMatching
from bot.messaging.set_aside import Aside
from bot.store.store import Store
from bot.store.tables import notices, watches
from knowledge import SHARED, Library, read_text
from knowledge.library.preparation import prepare_passages

SOON = JobIntervals(reading=0.0)
CONTEXT: Any = None
"""A round does without."""


def look(library: Library, store: Store, rhythm: JobIntervals = SOON) -> list[str]:
    """A round of a process that has just started; the words of all that is told so far."""
    asyncio.run(WatchMatching(library, store, rhythm, Aside(store)).round(CONTEXT))
    return [words for _, words in store.wait(notices.told_quotes, 7)]


def begin(library: Library, store: Store) -> None:
    """A chat watches for the ferry from now on."""
    look(library, store)
    store.wait(watches.add, 7, 0, "ferry", library.repository.newest())


def put(library: Library, words: str) -> int:
    """An article in which who said what is still to be found."""
    text = f"A headline\n\nBy Jane Roe\n\n“{words},” Ann Lee said.\n"
    return library.repository.put(prepare_passages(read_text(text)), SHARED).id


def test_an_article_that_is_still_being_read_is_waited_for(library: Library, store: Store) -> None:
    begin(library, store)
    first = put(library, "The ferry is late")
    library.repository.attribute(put(library, "The ferry is full"))
    assert look(library, store, JobIntervals()) == []
    library.repository.attribute(first)
    assert look(library, store, JobIntervals()) == ["“The ferry is late,”", "“The ferry is full,”"]


def test_an_article_that_is_read_late_is_told_when_it_is_and_once(
    library: Library, store: Store
) -> None:
    begin(library, store)
    late, latest = put(library, "The ferry is late"), put(library, "The ferry is old and leaks")
    library.repository.attribute(put(library, "The ferry is full"))
    assert look(library, store) == ["“The ferry is full,”"]
    assert look(library, store) == ["“The ferry is full,”"]
    library.repository.attribute(late)
    assert look(library, store) == ["“The ferry is full,”", "“The ferry is late,”"]
    library.repository.attribute(put(library, "The ferry has sunk"))
    library.repository.attribute(latest)
    told = look(library, store)
    assert sorted(told) == sorted(
        f"“The ferry {how},”" for how in ("is full", "is late", "is old and leaks", "has sunk")
    )
    assert look(library, store) == told


def test_what_is_removed_before_it_is_read_is_no_news(library: Library, store: Store) -> None:
    begin(library, store)
    late = put(library, "The ferry is late")
    assert look(library, store) == []
    library.remove(late)
    library.repository.attribute(put(library, "The ferry is full"))
    assert look(library, store) == ["“The ferry is full,”"]
