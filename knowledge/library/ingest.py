"""Many sources into the library at once: read in parallel, written by one process, resumed.

First every source's passages are put on the shelf, where they are searched from that moment; then
who said what is found, article by article. Whatever is cut short between two articles is taken up
where it was left: what is there is known by its bytes and not read again, and what is in work
stands on the shelf.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import Generic, TypeAlias, TypeVar

from knowledge.errors import EmptySource, ReadingStopped, SourceError
from knowledge.fetching.download import Download
from knowledge.fetching.links import is_link
from knowledge.library.library import Library
from knowledge.library.preparation import prepare_passages, read_prepared
from knowledge.library.repository import SHARED
from knowledge.model.records import ArticleEntry, PreparedArticle
from knowledge.reading.document import Kind, kind_of
from knowledge.reading.formats.feed import Feed, Item
from knowledge.reading.formats.opml import is_opml, read_opml
from knowledge.reading.formats.text import bytes_of
from knowledge.reading.source import Reader, is_folder
from knowledge.reading.worker_pool import WorkerPool

FEW = 8
"""Plain texts that this process reads and parses itself: as many take the start of another."""
_IN_FLIGHT = 32
_BYTES_IN_FLIGHT = 64_000_000
"""Sources that are held at once, and their bytes, whatever the length of the list."""
_READ = frozenset((".txt", ".md", ".html", ".htm", ".xhtml", ".pdf"))
"""What is taken out of a folder."""
_A_WORD = 20  # bytes of markup

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class SourceBytes:
    """A source whose bytes are at hand."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class IngestResult:
    """A source that is in the library now: its article's id and headline, and whether it is new."""

    source: str
    article: int
    headline: str
    new: bool


@dataclass(frozen=True, slots=True)
class _Job(Generic[Result]):
    name: str
    do: Callable[[], Result]
    size: int = 0


@dataclass(frozen=True, slots=True)
class _Ready:
    shelved: PreparedArticle
    digest: str = ""


_Found: TypeAlias = "_Ready | ArticleEntry | list[_Job[_Found]]"


class Ingest:
    """Takes sources into a collection: files, folders, links, feeds, lists of feeds (OPML).

    `sources` is how many it knows of so far: a feed turns out to be several. For one thread.
    """

    def __init__(self, library: Library, reader: Reader, collection: str = SHARED) -> None:
        self._articles = library.repository
        self._reader = reader
        self._collection = collection
        self._spread = False
        self.sources = 0

    def take(self, given: Iterable[str | SourceBytes]) -> Iterator[IngestResult | SourceError]:
        """Put the article of each source on the shelf, in work; about the order given. What
        became of each, or why it is refused. Raises StorageError.
        """
        waiting = deque(job for source in given for job in self._jobs(source))
        self.sources = len(waiting)
        self._spread = len(waiting) > FEW
        for job, result in _run(waiting, 2 * self._reader.workers.count + 2):
            try:
                found = result()
            except SourceError as exc:
                yield exc
                continue
            if isinstance(found, list):
                waiting.extendleft(reversed(found))
                self.sources += len(found) - 1
            else:
                yield self._taken(job.name, found)

    def attribute(self) -> Iterator[int | ReadingStopped]:
        """Find who said what in every article of the collection that is in work, those of an
        earlier run included: the id of each, or why it could not be found this time. Raises
        StorageError.
        """
        articles = self._articles.in_work(self._collection)
        workers = self._reader.workers if len(articles) > FEW else None
        if workers is None:
            for article in articles:
                self._articles.attribute(article)
                yield article
            return
        tasks = (partial(self._attributed, article, workers) for article in articles)
        for _, result in _run(deque(_Job("", task) for task in tasks), workers.count + 1):
            try:
                yield result()
            except ReadingStopped as exc:
                yield exc

    def _attributed(self, article: int, workers: WorkerPool) -> int:
        self._articles.attribute(article, workers)
        return article

    def _taken(self, name: str, found: _Ready | ArticleEntry) -> IngestResult:
        if isinstance(found, ArticleEntry):
            return IngestResult(name, found.id, found.headline, new=False)
        added = self._articles.put(found.shelved, self._collection, name, found.digest)
        return IngestResult(name, added.id, found.shelved.article.headline, added.new)

    def _jobs(self, source: str | SourceBytes) -> Iterator[_Job[_Found]]:
        if isinstance(source, SourceBytes):
            yield _Job(source.name, partial(self._sent, source), len(source.data))
        elif is_link(source):
            yield _Job(source, partial(self._link, source))
        elif is_folder(source):
            yield from self._folder(source)
        else:
            yield _Job(source, partial(self._file, source), _size(source))

    def _folder(self, name: str) -> Iterator[_Job[_Found]]:
        """The files of a folder and its folders, in the order of their names; none is hidden."""
        found = [
            str(path)
            for path in sorted(Path(name).rglob("*"))
            if path.suffix.casefold() in _READ
            and not any(part.startswith(".") for part in path.relative_to(name).parts)
        ]
        for path in found:
            yield _Job(path, partial(self._file, path), _size(path))
        if not found:
            yield _Job(name, partial(_refuse, EmptySource(name)))

    def _file(self, path: str) -> _Found:
        return self._read(Download("", bytes_of(path)), path, PurePath(path).suffix.casefold())

    def _sent(self, source: SourceBytes) -> _Found:
        return self._read(Download("", source.data), source.name, "")

    def _link(self, link: str) -> _Found:
        return self._read(self._reader.downloader.fetch(link), link, link)

    def _read(self, found: Download, name: str, mark: str) -> _Found:
        """What was read of these bytes before, else what they are: an article, or a list of them.
        `mark` is what tells beside them how they are read.
        """
        how = mark.encode("utf-8", "surrogatepass")  # a file's name may be no text
        digest = hashlib.sha256(how + b"\0" + found.body).hexdigest()
        known = self._articles.read_before(digest, self._collection)
        if known is not None:
            return known
        workers, words = self._reader.workers, len(found.body) // _A_WORD
        if is_opml(found.body):
            feeds = workers.call(read_opml, found.body, name, name=name, words=words)
            return [_Job(feed.url, partial(self._feed, feed.url)) for feed in feeds]
        kind = kind_of(found.body, name, found.media_type)
        if kind is Kind.FEED:
            return self._items(workers.read_feed(found, name), name)
        values = (found.body, name, found.media_type, found.url, found.charset)
        if kind is Kind.TEXT and not self._spread:
            return _Ready(read_prepared(*values), digest)
        return _Ready(workers.call(read_prepared, *values, name=name, words=words), digest)

    def _feed(self, link: str) -> _Found:
        return self._items(self._reader.feed(link), link)

    def _items(self, feed: Feed, name: str) -> list[_Job[_Found]]:
        return [_Job(item.url or name, partial(self._item, item, feed)) for item in feed.items]

    def _item(self, item: Item, feed: Feed) -> _Found:
        return _Ready(prepare_passages(self._reader.item(item, feed)))


def _refuse(error: SourceError) -> _Found:
    raise error


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def _run(
    waiting: deque[_Job[Result]], threads: int
) -> Iterator[tuple[_Job[Result], Callable[[], Result]]]:
    """Each job, in order, with what waits for its result. Only so many are held as memory has
    room for; whoever takes them may put more in front of those that wait.
    """
    running: deque[tuple[_Job[Result], Future[Result]]] = deque()
    with _threads(threads) as pool:
        while waiting or running:
            while waiting and _fits(waiting[0], [job for job, _ in running]):
                job = waiting.popleft()
                running.append((job, pool.submit(job.do)))
            job, future = running.popleft()
            yield job, future.result


def _fits(job: _Job[Result], running: Sequence[_Job[Result]]) -> bool:
    held = sum(other.size for other in running)
    return len(running) < _IN_FLIGHT and (not running or held + job.size <= _BYTES_IN_FLIGHT)


@contextmanager
def _threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """Threads that are not waited for when something went wrong: some wait for slow servers."""
    threads = ThreadPoolExecutor(count, thread_name_prefix="ingest")
    try:
        yield threads
    except BaseException:
        threads.shutdown(wait=False, cancel_futures=True)
        raise
    threads.shutdown()
