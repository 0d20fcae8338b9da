"""Whatever a person names as a source, a link or a file, into an Article or a Feed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import IsFeed, NoArticle, NoFeed
from knowledge.fetching.download import Download, Downloader
from knowledge.fetching.links import is_link
from knowledge.model.article import Article
from knowledge.reading.document import Kind, kind_of, read_document
from knowledge.reading.formats import text
from knowledge.reading.formats.feed import Feed, Item
from knowledge.reading.worker_pool import WorkerPool


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads sources: fetches by `downloader`, and parses in `workers` all but plain text.

    Its methods may be called from several threads at once. They raise SourceError: what of it,
    its tree tells.
    """

    workers: WorkerPool
    downloader: Downloader = field(default_factory=Downloader)

    def read(self, source: str) -> Article | Feed:
        """What is at `source`, a link or the path of a file: an article, or a feed of them."""
        if not is_link(source):
            return self.read_file(source)
        found = self.downloader.fetch(source)
        if kind_of(found.body, source, found.media_type) is Kind.FEED:
            return self.workers.read_feed(found, source)
        return self.workers.read_download(found, source)

    def article(self, link: str) -> Article:
        """The article that a link leads to. Raises IsFeed where it is a feed."""
        found = self.read(link)
        if isinstance(found, Feed):
            raise IsFeed(link)
        return found

    def read_file(self, path: str | Path) -> Article:
        """The article in the file at `path`: .txt .md .html .pdf."""
        return self.read_bytes(text.bytes_of(path), str(path))

    def read_bytes(self, data: bytes, name: str) -> Article:
        """The article in a file called `name`, whose bytes somebody sent."""
        if data.strip() and kind_of(data, name) is not Kind.TEXT:
            return self.workers.read(data, name)
        return read_document(data, name)

    def item(self, item: Item, feed: Feed) -> Article:
        """The article of a feed's item: from the feed where it is whole there, else fetched."""
        if item.whole:
            return self.workers.read_item(item, feed)
        if not item.url:
            raise NoArticle(item.title or item.id)
        return self.article(item.url)

    def feed(self, link: str) -> Feed:
        """The feed at `link`, or the first that the page there names; its `url` is where to ask
        for it again. Raises NoFeed where there is neither.
        """
        found = self.downloader.fetch(link)
        if _kind(found, link) is Kind.PAGE:
            found = self.downloader.fetch(self.workers.feeds_named(found, link)[0])
        if _kind(found, link) is not Kind.FEED:
            raise NoFeed(link)
        return self.workers.read_feed(found, link)


def is_folder(source: str) -> bool:
    """Whether `source` names a folder that is there; what no path can be is none."""
    try:
        return Path(source).is_dir()
    except OSError:  # such as for a name that is too long
        return False


def _kind(found: Download, link: str) -> Kind:
    return kind_of(found.body, link, found.media_type)
