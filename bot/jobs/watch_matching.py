"""The rounds in which new articles are held against what chats watch for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby

from telegram.ext import ContextTypes

from bot.chats import chat_collection, chat_context
from bot.errors import StoreError
from bot.i18n.translation import use_locale
from bot.jobs.intervals import JobIntervals
from bot.messaging import set_aside
from bot.messaging.set_aside import Aside
from bot.store.store import Store
from bot.store.tables import key_values, notices, watches
from bot.store.tables.notices import Notice, Quote
from bot.store.tables.watches import Watch
from bot.views import answer_text
from knowledge import (
    SHARED,
    ArticleEntry,
    Citation,
    KnowledgeError,
    Library,
    UnknownArticle,
    same_words,
)

Found = dict[int, tuple[list[Watch], list[Citation]]]


class WatchMatching:
    """Looks at the articles as they come, whoever adds them, and keeps for each chat what it is to
    be told of them.

    How far it has seen is written together with what is to be told: whatever ends the process,
    each article is looked at once. One that takes too long to be read through holds up the later
    ones no more; it is noted, and looked at when it is read.
    """

    def __init__(
        self, library: Library, store: Store, rhythm: JobIntervals, given_up: Aside
    ) -> None:
        """`given_up` is told of articles and watches that cannot be held against each other."""
        self._aside = given_up
        self._library = library
        self._store = store
        self._patience = timedelta(seconds=rhythm.reading)
        self._looking = asyncio.Lock()
        self._damaged: set[int] = set()

    async def round(self, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Looks at what has come since the last time, unless that is under way."""
        del context
        if not self._looking.locked():
            async with self._looking:
                await self._look()

    async def _look(self) -> None:
        seen = await self._store.run(key_values.read, notices.CURSOR)
        seen = seen if seen.isdecimal() else ""
        newest = await asyncio.to_thread(self._library.repository.newest)
        # At the first start, or in the place of another library, it is as it is: no news.
        after = min(int(seen), newest) if seen else newest
        arrivals = await asyncio.to_thread(self._library.repository.arrivals, after)
        self._tell_of_damaged()
        # After the arrivals: what is in work when it comes is so here too.
        unread = frozenset(await asyncio.to_thread(self._library.repository.in_work))
        late = await self._look_at_late(unread, after)
        then = datetime.now(UTC) - self._patience
        passed = {one.id for one in arrivals if one.id in unread and one.added <= then}
        if passed - late:
            await self._store.run(key_values.write, notices.LATE, json.dumps(sorted(late | passed)))
        for arrival in arrivals:
            if arrival.id in unread - passed:
                return  # who said what in it is still to be found
            await self._tell_of(arrival, arrival.id)
        if not arrivals and str(newest) != seen:
            await self._store.run(key_values.write, notices.CURSOR, str(newest))

    def _tell_of_damaged(self) -> None:
        damaged = self._library.repository.left_out() - self._damaged
        self._damaged |= damaged
        for article in damaged:
            self._aside.note(set_aside.ARTICLE, article, "Damaged")

    async def _look_at_late(self, unread: Collection[int], seen: int) -> set[int]:
        """Looks at those that were passed and are read by now; those that are not yet."""
        late = _numbers(await self._store.run(key_values.read, notices.LATE))
        left = late.intersection(unread)
        for article in sorted(late - left):
            for one in await asyncio.to_thread(self._library.repository.arrivals, article - 1, 1):
                if one.id == article:  # else it has been removed, or reads otherwise by now
                    await self._tell_of(one, seen)
        if left != late:
            await self._store.run(key_values.write, notices.LATE, json.dumps(sorted(left)))
        return left

    async def _tell_of(self, arrival: ArticleEntry, seen: int) -> None:
        """Keeps what is to be told of an article, and that all up to `seen` have been seen."""
        told: list[Notice] = []
        try:
            found = await self._found(arrival)
            told = [await self._notice(chat, *what) for chat, what in found.items()]
        except UnknownArticle:
            pass  # removed just now: it is no news any more
        except Exception as error:
            self._aside.note(set_aside.ARTICLE, arrival.id, error)
        kept = [notice for notice in told if notice.quotes]
        await self._store.run(notices.add_for_article, kept, seen)

    async def _found(self, arrival: ArticleEntry) -> Found:
        """What each chat that can see the article watches for in it."""
        chat = chat_collection.chat_of_collection(arrival.collection)
        if chat is None and arrival.collection != SHARED:
            return {}
        concerned = await self._store.run(watches.candidates, arrival.id, chat)
        return await asyncio.to_thread(self._matched, arrival.id, concerned)

    def _matched(self, article: int, concerned: Sequence[Watch]) -> Found:
        found: Found = {}
        known: dict[str, tuple[Citation, ...]] = {}
        for chat, theirs in groupby(concerned, key=lambda watch: watch.chat):
            for watch in theirs:
                if watch.words not in known:
                    known[watch.words] = self._citations(article, watch)
                if known[watch.words]:
                    set_off, citations = found.setdefault(chat, ([], []))
                    set_off.append(watch)
                    citations += [c for c in known[watch.words] if c not in citations]
        return found

    def _citations(self, article: int, watch: Watch) -> tuple[Citation, ...]:
        try:
            return self._library.watched(article, watch.words)
        except KnowledgeError:  # it is the article that cannot be read
            raise
        except Exception as error:
            self._aside.note(set_aside.WATCH, watch.id, error)
            return ()

    async def _notice(
        self, chat: int, set_off: Sequence[Watch], citations: Sequence[Citation]
    ) -> Notice:
        """The message about what a chat has not been told yet, without quotations where that is
        nothing.
        """
        nothing = Notice(chat, set_off[0].thread, "", "")
        try:
            told = await self._store.run(notices.told_quotes, chat)
            fresh = await asyncio.to_thread(_fresh, citations, told)
            if not fresh:
                return nothing
            words = [watch.words for watch in set_off]
            with use_locale((await chat_context.of_chat(self._store, chat)).preferences.tongue):
                heading, text = answer_text.watch_notice(words, fresh)
        except StoreError:
            raise
        except Exception as error:
            self._aside.note(set_aside.WATCH, set_off[0].id, error)
            return nothing
        quotes = tuple((c.speaker, c.quote) for c in fresh)
        return Notice(chat, set_off[0].thread, heading, text, quotes)


def _numbers(note: str) -> set[int]:
    """The numbers in a note; none where it is damaged."""
    try:
        return {int(number) for number in json.loads(note or "[]")}
    except (ValueError, TypeError):
        return set()


def _fresh(citations: Sequence[Citation], told: Sequence[Quote]) -> list[Citation]:
    """The citations that no earlier one of theirs says already."""
    known, fresh = list(told), []
    for citation in citations:
        quote = (citation.speaker, citation.quote)
        if not any(same_words(quote, other) for other in known):
            known.append(quote)
            fresh.append(citation)
    return fresh
