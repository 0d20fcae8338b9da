"""Processes that read: what comes back from them, and that nothing takes the program down."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from knowledge.errors import (
    Locked,
    Malformed,
    NoFeed,
    Paywalled,
    ReadingStopped,
    Refused,
    TooLarge,
    TooSlow,
)
from knowledge.fetching.download import Download
from knowledge.reading.worker_pool import TaskBudget, WorkerPool
from tests.web_server import news
from tests.web_server.papers import column, paper

LINK = "https://news.example/story"


@pytest.fixture
def strict() -> Iterator[WorkerPool]:
    with WorkerPool(budget=TaskBudget(seconds=0.5, memory=1 << 30)) as pool:
        pool.call(os.getpid, name="warm")
        yield pool


def fail(error: Exception) -> None:
    raise error


def test_an_article_comes_back_as_it_was_read(workers: WorkerPool) -> None:
    page = Download(LINK, news.page("broadsheet", "harbour"), "text/html", "utf-8")
    article = workers.read_download(page, LINK)
    assert article.headline == news.story("harbour").headline
    assert all(text in article.text for text in news.story("harbour").gold)
    document = paper([column(["Only one short line stands here."], 60, 700)])
    assert workers.read(document, "a.pdf").text == "Only one short line stands here."


def test_a_feed_and_the_feeds_of_a_page_come_back(workers: WorkerPool) -> None:
    rss = (
        b"<rss version='2.0'><channel><title>T</title><item><link>/1</link></item></channel></rss>"
    )
    feed = workers.read_feed(Download(LINK, rss), LINK)
    assert [item.url for item in feed.items] == ["https://news.example/1"]
    page = Download(LINK, news.page("front", "harbour"), "text/html")
    assert workers.feeds_named(page, LINK)[0] == "https://news.example/rss/top.xml"
    with pytest.raises(NoFeed):
        workers.read_feed(page, LINK)


def test_an_error_of_the_reader_comes_back_whole(workers: WorkerPool) -> None:
    with pytest.raises(Paywalled) as wall:
        workers.read(news.page("paywall", "harbour"), "the link", "text/html")
    assert wall.value.source == "the link"
    with pytest.raises(Locked):
        workers.read(paper([[]], password="secret"), "a.pdf")
    with pytest.raises(Malformed):
        workers.read(b"no pdf", "a.pdf")


@pytest.mark.parametrize(
    "error", [TooLarge("a", 7), TooSlow("b", 2.5), Refused("c", 429, 60.0), Refused("d", 404)]
)
def test_every_error_with_a_figure_survives_the_way(workers: WorkerPool, error: Exception) -> None:
    with pytest.raises(type(error)) as came:
        workers.call(fail, error, name="x")
    assert came.value.args == error.args
    assert str(came.value) == error.args[0]


def test_a_process_uses_one_thread_of_the_linear_algebra(workers: WorkerPool) -> None:
    assert workers.call(os.getenv, "OPENBLAS_NUM_THREADS", name="x") == "1"


def test_a_process_hears_no_ctrl_c_and_starts_within_what_it_is_given() -> None:
    begun = []

    @contextmanager
    def starting() -> Iterator[None]:
        begun.append(1)
        yield

    with WorkerPool(starting=starting) as workers:
        masked = workers.call(signal.pthread_sigmask, signal.SIG_BLOCK, (), name="x")
    assert signal.SIGINT in masked
    assert begun == [1]


def test_a_task_that_hangs_is_stopped_at_its_limit_and_the_next_one_runs(
    strict: WorkerPool,
) -> None:
    first = strict.call(os.getpid, name="pid")
    began = time.monotonic()
    with pytest.raises(ReadingStopped) as stopped:
        strict.call(time.sleep, 60, name="the link")
    assert time.monotonic() - began < 60
    assert stopped.value.source == "the link"
    assert strict.call(os.getpid, name="pid") != first


def test_a_longer_text_has_longer_but_none_has_for_ever() -> None:
    assert TaskBudget().time(0) == 10
    assert TaskBudget().time(5000) == 15
    assert TaskBudget().time(10**9) == TaskBudget().longest


def test_a_process_that_dies_is_replaced(strict: WorkerPool) -> None:
    for blow in (signal.SIGSEGV, signal.SIGKILL):
        with pytest.raises(ReadingStopped):
            strict.call(signal.raise_signal, blow, name="the link")
        assert strict.call(os.getpid, name="pid") != os.getpid()
    with pytest.raises(ReadingStopped):
        strict.call(os._exit, 0, name="the link")


def test_a_task_that_wants_all_the_memory_gets_none(strict: WorkerPool) -> None:
    with pytest.raises(ReadingStopped):
        strict.call(bytearray, 8 << 30, name="the link")


def test_a_task_that_hangs_does_not_hold_up_the_others() -> None:
    budget = TaskBudget(seconds=3.0)
    with WorkerPool(count=2, budget=budget) as pool, ThreadPoolExecutor(2) as threads:
        threads.submit(pool.call, os.getpid, name="warm").result()
        threads.submit(pool.call, os.getpid, name="warm").result()
        hanging = threads.submit(pool.call, time.sleep, 60, name="the link")
        began = time.monotonic()
        # A text: what reads pages takes a while to import, and has no time to.
        text = threads.submit(pool.read, b"The strike is over.", "a.txt").result()
        assert text.text == "The strike is over."
        assert not hanging.done()
        assert isinstance(hanging.exception(), ReadingStopped)
        assert time.monotonic() - began < 60


def test_processes_are_replaced_after_so_many_tasks() -> None:
    with WorkerPool(budget=TaskBudget(tasks=2)) as pool:
        pids = [pool.call(os.getpid, name="pid") for _ in range(4)]
    assert len(set(pids)) == 2


def test_a_closed_pool_can_be_used_again() -> None:
    pool = WorkerPool()
    assert pool.call(abs, -1, name="x") == 1
    pool.close()
    pool.close()
    assert pool.call(abs, -2, name="x") == 2
    pool.close()
