"""The four kinds of cases, and how many of each are tried and how fast."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from knowledge import read_text
from tests.fuzz import questions, sources, updates

Check = Callable[[Any], None]

KINDS = ("pages", "feeds", "questions", "updates")
ROUND = 500
"""Cases of one run of hypothesis: it remembers each, and grows slow."""
LONGEST = 10.0
"""Seconds of this thread's own work that no case may take: other work may go on beside it."""


@dataclass(frozen=True, slots=True)
class Tried:
    """So many cases of a kind in so many seconds; the slowest took `slowest` seconds of work."""

    kind: str
    cases: int
    seconds: float
    slowest: float

    @property
    def a_minute(self) -> float:
        """Cases a minute."""
        return 60 * self.cases / max(self.seconds, 1e-9)


def tried(kind: str, cases: int, first_seed: int = 0) -> Tried:
    """Tries so many cases of a kind. Raises what a case raises, with the smallest such case."""
    with ExitStack() as stack:
        strategy, check = _parts(kind, stack)
        warm_up()
        slowest = [0.0]

        def timed(case: Any) -> None:
            began = time.thread_time()
            check(case)
            seconds = time.thread_time() - began
            slowest[0] = max(slowest[0], seconds)
            assert seconds < LONGEST

        began = time.monotonic()
        for number, count in enumerate(_rounds(cases)):
            run = given(strategy)(timed)
            kept = settings(
                max_examples=count,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            kept(seed(first_seed + number)(run))()
        return Tried(kind, cases, time.monotonic() - began, slowest[0])


def warm_up() -> None:
    """Loads what is loaded once, so that no case is charged with it."""
    sources.check_page((sources.PAGES[0], sources.URL, "text/html", ""))
    sources.check_article(read_text(updates.SHARED))


def _parts(kind: str, stack: ExitStack) -> tuple[st.SearchStrategy[Any], Check]:
    if kind == "pages":
        return sources.pages, sources.check_page
    if kind == "feeds":
        return sources.feeds, sources.check_feed
    if kind == "questions":
        questions.library()
        return questions.cases, questions.check
    return updates.cases, stack.enter_context(updates.running()).check


def _rounds(cases: int) -> Iterator[int]:
    while cases > 0:
        yield min(cases, ROUND)
        cases -= ROUND
